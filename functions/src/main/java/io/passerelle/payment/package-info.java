/// An order's payment: its amount, its attempts at the gateway, and what each report does to it.
///
/// Knows no shop, no gateway, no AWS and no JSON: it depends on `java.base` alone. It does no I/O,
/// reads no clock and makes no id. Everything else in the bridge may depend on it.
///
/// - **Order** — what a shop asks to be paid; known by the shop's site id and its own reference.
/// - **Start** — a buyer was sent to the gateway with a transaction id of that day.
/// - **Transaction** — one movement at the gateway, a debit or a credit, and how far it came.
/// - **Report** — what the gateway says of one transaction; it may come twice, late or unordered.
/// - **Transition** — what a report does to an order; never an exception.
/// - **Instalments** — an amount in several parts; **Schedule**, what became of each.
/// - **CardNumbers** — how a card's number looks, so that no more than its end is kept.
/// - **Money** — whole minor units and their currency; never a decimal, never rounded.
@NullMarked
package io.passerelle.payment;

import org.jspecify.annotations.NullMarked;
