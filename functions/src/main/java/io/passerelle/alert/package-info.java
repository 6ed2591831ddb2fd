/// The mails that people get: what failed, why, what it means for the order, and what comes next.
///
/// Knows `payment` and `delivery`. No secret, signature or card data can reach a mail: the facts
/// that a mail is made of have no place for one.
///
/// - **Alert** — the facts that somebody has to be told, made safe as they are written down.
/// - **Digest** — an hour of a shop in one mail, where a mail for each failure would be too many.
/// - **PaymentMail** — what a rule tells the merchant or the buyer, in the payment page's
///   languages.
/// - **Envelope** — who is told, in which language and time zone.
/// - **Mail** — the alert as people read it, in text and in HTML.
/// - **RawMessage** — the mail as a mail server takes it.
@NullMarked
package io.passerelle.alert;

import org.jspecify.annotations.NullMarked;
