package io.passerelle.shop.ecwid;

import io.passerelle.payment.OrderState;
import java.util.Optional;

/// The words of Ecwid's API for how far an order is paid (`paymentStatus`). After `INCOMPLETE` the
/// buyer finds the cart again, with everything in it; after `CANCELLED` an error.
public enum EcwidStatus {
  AWAITING_PAYMENT,
  PAID,
  CANCELLED,
  REFUNDED,
  PARTIALLY_REFUNDED,
  INCOMPLETE;

  /// What a store is told of an order; empty while nothing is known that it has a word for.
  ///
  /// It follows from how the order stands now, not from the report that came last: an attempt that
  /// is abandoned late does not move an order that another attempt paid.
  static Optional<EcwidStatus> of(OrderState state) {
    return switch (state) {
      case STARTED, UNKNOWN, VERIFIED -> Optional.empty();
      case PENDING -> Optional.of(AWAITING_PAYMENT);
      case ABANDONED, EXPIRED, REFUSED, FAILED -> Optional.of(INCOMPLETE);
      case CANCELLED -> Optional.of(CANCELLED);
      case PAID -> Optional.of(PAID);
      case PARTIALLY_REFUNDED -> Optional.of(PARTIALLY_REFUNDED);
      case REFUNDED -> Optional.of(REFUNDED);
    };
  }
}
