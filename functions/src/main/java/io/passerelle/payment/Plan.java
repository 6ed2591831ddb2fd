package io.passerelle.payment;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Plans when the gateway is asked about an order. For orders of shops that can ask it.
public final class Plan {

  private final Order order;

  private Plan(Order order) {
    this.order = order;
  }

  public static Plan of(Order order) {
    return new Plan(order);
  }

  /// The buyer leaves for the gateway, perhaps again.
  public Order left(Instant now) {
    return order.isPaid() ? order : order.with(Reconciliation.begun(now));
  }

  /// Something was learnt of the order: planned while more may be learnt, and no longer than that.
  public Order learnt(Instant now) {
    Reconciliation plan = order.reconciliation();
    if (!mayBeBehind()) {
      return order.with(plan.ended());
    }
    boolean isNew = plan.asked() == 0 && plan.next().isEmpty();
    return isNew ? order.with(Reconciliation.begun(now)) : order;
  }

  /// The gateway was asked.
  public Order asked(Instant now) {
    Duration patience = isUnderWay() ? Reconciliation.PENDING_FOR : Reconciliation.NOTHING_FOR;
    Instant left = left();
    Order after = order.with(order.reconciliation().after(left, now, left.plus(patience)));
    return Plan.of(after).mayBeBehind() ? after : after.with(after.reconciliation().ended());
  }

  /// It cannot be asked before `later`.
  public Order postponed(Instant later) {
    return order.with(order.reconciliation().until(later));
  }

  public Order none() {
    return order.with(Reconciliation.none());
  }

  /// What the gateway should say of the order when asked: whether it may know of something final
  /// that it has not told. A buyer who was refused may have paid on the same page a minute later,
  /// so an order that came to nothing is asked for too, as long as that is near.
  private boolean mayBeBehind() {
    return switch (order.state()) {
      case STARTED, UNKNOWN, PENDING -> true;
      case ABANDONED, EXPIRED, REFUSED, FAILED ->
          order.reconciliation().asked() < Reconciliation.FIRST_TIMES || hasUnansweredStart();
      case CANCELLED, VERIFIED, PAID, PARTIALLY_REFUNDED, REFUNDED -> false;
    };
  }

  private boolean hasUnansweredStart() {
    return order.starts().stream()
        .anyMatch(start ->
            order.transactions().values().stream()
                .noneMatch(one -> one.attempt().equals(start.attempt())));
  }

  private boolean isUnderWay() {
    return order.state() == OrderState.PENDING || order.state() == OrderState.UNKNOWN;
  }

  private Instant left() {
    return Optional.of(order.starts())
        .filter(starts -> !starts.isEmpty())
        .map(starts -> starts.getLast().at())
        .orElse(order.createdAt());
  }
}
