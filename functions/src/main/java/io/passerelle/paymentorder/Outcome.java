package io.passerelle.paymentorder;

import io.passerelle.payment.Order;
import io.passerelle.payment.OrderState;
import java.util.Optional;

/// What became of a payment order's payment, as far as it decides where the payment order stands.
/// It is written with it, so that a search need not read the payment.
public enum Outcome {
  /// No attempt to pay has come to an end.
  OPEN,
  /// Paid, or so that another payment might be a second one.
  ACCEPTED,
  /// Refused; the buyer may try again.
  REFUSED;

  static Outcome of(PaymentOrder asked, Optional<Order> payment) {
    Optional<OrderState> state =
        payment.filter(one -> one.mode() == asked.mode()).map(Outcome::state);
    if (state.filter(Outcome::isAccepted).isPresent()) {
      return ACCEPTED;
    }
    return state.filter(Outcome::isRefused).isPresent() ? REFUSED : OPEN;
  }

  private static OrderState state(Order payment) {
    return payment.isPaid() ? OrderState.PAID : payment.state();
  }

  /// A payment that the merchant cancelled afterwards was accepted before: whoever wants it paid
  /// again makes another order.
  private static boolean isAccepted(OrderState state) {
    return switch (state) {
      case PENDING, VERIFIED, PAID, PARTIALLY_REFUNDED, REFUNDED, CANCELLED -> true;
      case STARTED, UNKNOWN, ABANDONED, EXPIRED, REFUSED, FAILED -> false;
    };
  }

  private static boolean isRefused(OrderState state) {
    return state == OrderState.REFUSED || state == OrderState.FAILED || state == OrderState.EXPIRED;
  }
}
