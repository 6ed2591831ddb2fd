package io.passerelle.paymentorder;

import io.passerelle.payment.Order;
import io.passerelle.payment.Start;
import io.passerelle.payment.TransactionState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Whether a browser may leave to pay by a link, seen what others have begun with it.
///
/// The gateway's page of an attempt cannot be closed from here. Where one may still be open,
/// whoever may go on is asked once more first, and nobody else may begin.
public enum Passage {
  FREE,
  /// A page on which the same can be paid may still be open: the buyer says it twice.
  DOUBTFUL,
  /// Another browser is paying.
  TAKEN;

  /// `visitor` names the browser; within `doubleClick` of its leaving it is still the same click.
  static Passage of(
      PaymentOrder asked,
      Optional<Order> payment,
      String visitor,
      Instant now,
      Duration doubleClick) {
    List<Start> late = late(asked, payment, now);
    if (late.isEmpty()) {
      return FREE;
    }
    Order order = payment.orElseThrow();
    boolean open = late.stream().anyMatch(start -> isUnheard(order, start));
    if (!asked.visit().equals(visitor)) {
      return open ? TAKEN : hasRefused(order, late) ? DOUBTFUL : FREE;
    }
    Start last = late.getLast();
    boolean sameClick = isUnheard(order, last) && now.isBefore(last.at().plus(doubleClick));
    return open && !sameClick ? DOUBTFUL : FREE;
  }

  /// Whether a buyer has left and nothing was heard of it yet.
  static boolean isOpen(PaymentOrder asked, Optional<Order> payment, Instant now) {
    return late(asked, payment, now).stream()
        .anyMatch(start -> isUnheard(payment.orElseThrow(), start));
  }

  private static List<Start> late(PaymentOrder asked, Optional<Order> payment, Instant now) {
    return payment
        .filter(one -> one.mode() == asked.mode())
        .map(one ->
            one.starts().stream()
                .filter(start -> now.isBefore(start.at().plus(PaymentOrder.HELD)))
                .toList())
        .orElse(List.of());
  }

  private static boolean isUnheard(Order payment, Start start) {
    return payment.transactions().values().stream()
        .noneMatch(one -> one.attempt().equals(start.attempt()));
  }

  /// A gateway that lets a refused buyer try again on the same page does so under the same attempt.
  private static boolean hasRefused(Order payment, List<Start> late) {
    return payment.transactions().values().stream()
        .filter(one -> late.stream().anyMatch(start -> start.attempt().equals(one.attempt())))
        .anyMatch(one ->
            one.state() == TransactionState.REFUSED || one.state() == TransactionState.ERROR);
  }
}
