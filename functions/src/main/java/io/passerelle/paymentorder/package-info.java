/// Payment orders: links by which a merchant without a web shop asks to be paid.
///
/// A payment order asks; the payment itself is an ordinary one of `payment`, under the same
/// reference. What is stored of a payment order is what the merchant decided; whether it runs, is
/// paid or has expired is reckoned from the payment and the clock, so that no job has to be in
/// time.
///
/// - **Draft** — what a merchant writes, checked, one payment order for each recipient.
/// - **MessageText**, **MessageTemplate** — words with variables; **SmsText** — how they are
///   counted.
/// - **Reminders** — when a buyer who has not paid is reminded.
///
/// Nothing here knows a table, a page or a channel's carrier, reads a clock or draws a code.
@NullMarked
package io.passerelle.paymentorder;

import org.jspecify.annotations.NullMarked;
