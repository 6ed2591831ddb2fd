package io.passerelle.paymentorder;

import io.passerelle.payment.Order;
import io.passerelle.payment.OrderState;
import java.time.Instant;
import java.util.Optional;

/// Where a payment order stands: reckoned from its payment and the clock, never stored.
public enum Status {
  /// No attempt to pay has come to an end.
  RUNNING(true),
  /// Finalised: paid, or so that another payment might be a second one.
  ACCEPTED(false),
  /// Finalised by a refusal; the buyer may try again with the same link.
  REFUSED(true),
  /// Not paid at its end of validity.
  EXPIRED(false),
  CANCELLED(false),
  /// Cancelled, and its end of validity is over too.
  LAPSED(false);

  private final boolean payable;

  Status(boolean payable) {
    this.payable = payable;
  }

  /// Whether a buyer may leave to pay.
  public boolean isPayable() {
    return payable;
  }

  /// As merchants read it, who need not tell a cancelled one from one that is over beside.
  public String shown() {
    return this == LAPSED ? CANCELLED.name() : name();
  }

  static Status of(PaymentOrder asked, Optional<Order> payment, Instant now) {
    Optional<OrderState> state =
        payment.filter(one -> one.mode() == asked.mode()).map(Status::state);
    if (state.filter(Status::isAccepted).isPresent()) {
      return ACCEPTED;
    }
    boolean over = !now.isBefore(asked.validUntil());
    if (asked.cancelled()) {
      return over ? LAPSED : CANCELLED;
    }
    if (over) {
      return EXPIRED;
    }
    return state.filter(Status::isRefused).isPresent() ? REFUSED : RUNNING;
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
