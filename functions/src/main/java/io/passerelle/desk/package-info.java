/// The merchants' desk: what is asked to be done with payment orders, whoever carries the request.
///
/// An operator's call, a web service and a file of orders come to the same desk, so that they have
/// the same fields, the same refusals and the same effects. It reads what is asked, lets the life
/// cycle of `paymentorder` say whether it may be, and has the table keep it.
///
/// Where to look: [PaymentOrderDesk] makes and changes them, by `Creation` and `Rewriting`;
/// `Composer` writes a buyer's words, from the templates of `TemplateDesk`; `PostRoom` has them
/// sent, each in its turn (`SendTurns`), by a [Carrier] for each channel; `Reminding` reminds;
/// [PaymentOrderSearches] finds and exports; [ImportRun] takes files over, in passes (`Import…`);
/// `PaymentOrderView` and `OrderColumn` say what a merchant reads.
///
/// It knows no function of the template, no request of HTTP and no page of a buyer.
@NullMarked
package io.passerelle.desk;

import org.jspecify.annotations.NullMarked;
