/// Telling a shop what happened: rules, deliveries, their attempts, and when the next one comes.
///
/// Knows `payment` and `edge`. It decides and it sends; it stores nothing.
///
/// - **Rule** — which kind of event is told to whom, and what happens when that fails.
/// - **Happening** — what a notification says, as rules are held against it; **RuleMatch** whether
///   one applies, and why.
/// - **Variable**, **Operator**, **Condition** — what a merchant's own rule may ask.
/// - **UrlCheck** — what is wrong with a notification URL, before a payment finds out.
/// - **Delivery** — one notification on its way to one target, with all its attempts.
/// - **QuarterHours** — xx:00, xx:15, xx:30, xx:45: the only times at which a failed one is
///   replayed.
/// - **Sender** — the one door to outside URLs: vets addresses, limits time and size, follows
///   nothing.
/// - **Turns** — which of an order's deliveries goes next.
/// - **Webhook** — the headers by which a rule's URL knows an event, its attempt and its age.
/// - **Finding** — exactly what was met where no HTTP answer came.
/// - **Verdict** — whether an answer counts as success, by the gateway's list of statuses.
/// - **Reason** — why an attempt failed, in the merchant's language.
@NullMarked
package io.passerelle.delivery;

import org.jspecify.annotations.NullMarked;
