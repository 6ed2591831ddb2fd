/// The merchants' desk: what is asked to be done with payment orders, whoever carries the request.
///
/// An operator's call, a web service and a file of orders come to the same desk, so that they have
/// the same fields, the same refusals and the same effects. It reads what is asked, lets the life
/// cycle of `paymentorder` say whether it may be, and has the table keep it.
///
/// - **Creation**, **Rewriting** — what is asked becomes a payment order, with the wish to send it.
/// - **Composer** — what a buyer reads: the merchant's words, a template, the built-in text.
/// - **PostRoom** — sends what was written down, by the **Carrier** of its channel.
/// - **Reminding** — has a buyer reminded when that is due.
///
/// It knows no function of the template, no request of HTTP and no page of a buyer.
@NullMarked
package io.passerelle.desk;

import org.jspecify.annotations.NullMarked;
