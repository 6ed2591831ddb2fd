/// Kept cards: the tokens by which shops may be paid again, and what becomes of the cards behind
/// them.
///
/// Knows `payment`. It does no I/O, reads no clock and makes no id, and it has no place for more of
/// a card's number than the last four digits.
///
/// - **CardToken** — a kept card of a company in one mode: its state, that of its network token,
///   its brand, last four digits and expiry.
/// - **CardUpdate** — what a notification of the gateway says about one (an ITN): nothing but a
///   hint unless it is signed, or until the gateway was asked.
/// - **Checked** — what the gateway answers of one when it is asked.
/// - **Listing** — in which of the gateway's own files it stood last.
/// - **Seen** — a fact and its place among all the news of one token; the latest holds.
/// - **CardChange** — what became different, and what the merchant should do about it.
/// - **CardSubscription** — what a kept card pays again and again, as far as that is told.
/// - **Warning** — how near a card's end of validity is.
@NullMarked
package io.passerelle.card;

import org.jspecify.annotations.NullMarked;
