package io.passerelle.sandbox.odoo;

import java.time.Instant;

/// One attempt to pay an order: Odoo's `payment.transaction`, named after the order with a number
/// behind it. `message` is what the shop's back office shows of the last thing that happened.
record OdooPayment(
    String reference,
    State state,
    String transId,
    String uuid,
    String message,
    Instant createdAt,
    Instant changedAt) {

  static OdooPayment draft(String reference, String transId, Instant now) {
    return new OdooPayment(reference, State.DRAFT, transId, "", "", now, now);
  }

  /// Moves where Odoo's core allows it; elsewhere the state stays and the message says so.
  OdooPayment to(State next, String transaction, String text, Instant now) {
    return next.isReachableFrom(state)
        ? new OdooPayment(reference, next, transId, transaction, text, createdAt, now)
        : new OdooPayment(
            reference,
            state,
            transId,
            uuid,
            "ignored: " + next.word() + " cannot follow " + state.word(),
            createdAt,
            now);
  }
}
