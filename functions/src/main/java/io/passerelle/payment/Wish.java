package io.passerelle.payment;

/// What a shop, or a person, wants done with an order's money after the sale.
///
/// A refund and a cancellation are one wish for people, who need not know whether the money was
/// captured already: the state at the gateway decides which of the two it becomes.
public enum Wish {
  REFUND,
  CANCEL,
  CAPTURE,
  /// Another, smaller amount for a payment that is not captured yet.
  MODIFY
}
