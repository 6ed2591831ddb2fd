/// The desk of kept cards: what is done with them month by month, whoever sets it off.
///
/// On the 1st of a month the cards whose validity ends soon are put into files, merchants are told
/// of them, and the gateway's own files are fetched and read; buyers are reminded until they have
/// entered another card.
///
/// - **CardMonthPlan**, **CardMonthRun** — what is to be done in a month, and doing it once.
/// - **CardFileWakeups** — the messages that set it off.
///
/// It knows no function of the template, no request of HTTP and no page of a buyer.
@NullMarked
package io.passerelle.carddesk;

import org.jspecify.annotations.NullMarked;
