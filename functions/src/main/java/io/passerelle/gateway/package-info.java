/// Lyra's protocol: the signed form, notifications in both formats, status words, brands.
///
/// The only place that knows a `vads_…` or `kr-…` name. Knows `payment` and `edge`.
///
/// - **FormSigner** — signs and verifies the form API's fields (SHA-1 or HMAC-SHA-256).
/// - **AnswerSigner** — signs and verifies the REST API's `kr-answer`.
/// - **Notification** — a verified notification (IPN), as a report of the domain; its **variables**
///   have one name in both formats.
/// - **PaymentForm** — the form that sends a buyer to the payment page: for a **PageVisit**, as a
///   shop's **PagePreferences** want it.
/// - **Brand** — one of the names under which the gateway is sold, and its hosts.
@NullMarked
package io.passerelle.gateway;

import org.jspecify.annotations.NullMarked;
