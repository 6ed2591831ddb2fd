/// Telling a shop what happened: rules, deliveries, their attempts, and when the next one comes.
///
/// Knows `payment` and `edge`. It decides and it sends; it stores nothing.
///
/// - **Rule** — which kind of event is told to whom, and what happens when that fails.
/// - **Delivery** — one notification on its way to one target, with all its attempts.
/// - **QuarterHours** — xx:00, xx:15, xx:30, xx:45: the only times at which a failed one is
///   replayed.
/// - **Sender** — the one door to outside URLs: vets addresses, limits time and size, follows
///   nothing.
@NullMarked
package io.passerelle.delivery;

import org.jspecify.annotations.NullMarked;
