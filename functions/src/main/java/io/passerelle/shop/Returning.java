package io.passerelle.shop;

import io.passerelle.payment.Order;
import java.util.Optional;

/// A buyer who comes back from the payment page, as far as the gateway has told by now.
///
/// `told` is whether the platform was told of what the buyer comes back from, or its telling was
/// tried. `connection` is the shop's, `order` empty where the buyer has not left yet.
public record Returning(
    Connection connection, Session session, Optional<Order> order, Outcome outcome, boolean told) {

  /// What the buyer is told.
  public enum Outcome {
    PAID,
    /// The payment is made, and the bank has not yet said the last word.
    PENDING,
    REFUSED,
    /// The buyer left the page, or it expired.
    LEFT,
    /// Nothing that was signed says anything.
    UNKNOWN
  }
}
