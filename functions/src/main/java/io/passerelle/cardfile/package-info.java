/// Files of expiring cards: the monthly lists of tokens whose card is about to end, read as the
/// gateway makes them and written in the same layouts for shops without that service.
///
/// There are two layouts (the gateway's guide on expiring cards, chapter 4.3): one file for a
/// company, with how many subscriptions each token has; and one for a shop, with each of its
/// subscriptions. Records stand one to a line, with `;` between their fields: a header `00`,
/// details `02`, a trailer `01` that counts them.
///
/// - **CardFileReader** — a file as entries: a detail that may be used, or a **Problem** with its
///   line and its **Fault**. It takes the memory of one line, and 16 MiB at most to count tokens.
/// - **CardFileWriter** — the same, the other way.
/// - **FileName** — what a file is by its name.
///
/// No field is meant to hold a card's number; where one does all the same, no more than its last
/// four digits ever enter a record. Problems name a line, a field and a rule, never what stood
/// there.
///
/// Nothing here knows where files lie, a table, a mail or a clock.
@NullMarked
package io.passerelle.cardfile;

import org.jspecify.annotations.NullMarked;
