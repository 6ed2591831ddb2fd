package io.passerelle.function;

import io.passerelle.gateway.Notification;
import io.passerelle.payment.Notice;
import io.passerelle.payment.Order;
import io.passerelle.payment.Report;
import io.passerelle.payment.Transition.Flagged;
import io.passerelle.payment.Transition.Moved;
import io.passerelle.payment.Transition.Overtaken;
import io.passerelle.payment.Transition.Repeated;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// What the reports of one notification do to an order, one after the other.
final class Settlement {

  /// What came of a notification as a whole.
  enum Outcome {
    MOVED,
    REPEATED,
    OVERTAKEN,
    FLAGGED
  }

  private final Notification notification;
  private final Order before;
  private final Set<Notice> notices = EnumSet.noneOf(Notice.class);
  private Outcome outcome = Outcome.REPEATED;
  private Optional<Notice> keptAside = Optional.empty();
  private Order order;

  Settlement(Notification notification, Order before) {
    this.notification = notification;
    this.before = before;
    this.order = before;
    notification.reports().forEach(this::apply);
  }

  private void apply(Report report) {
    switch (order.after(report)) {
      case Moved(Order next, var told) -> settle(Outcome.MOVED, next, told);
      case Overtaken(Order next, var told) -> settle(Outcome.OVERTAKEN, next, told);
      case Flagged(Order next, Notice notice) -> settle(Outcome.FLAGGED, next, Set.of(notice));
      case Repeated(var notice) -> keptAside = keptAside.or(() -> notice);
    }
  }

  /// Of several transactions in one notification the one that moved the order counts most.
  private void settle(Outcome one, Order next, Set<Notice> told) {
    boolean first = outcome == Outcome.REPEATED || one == Outcome.MOVED;
    outcome = first ? one : outcome;
    order = next;
    notices.addAll(told);
  }

  Order before() {
    return before;
  }

  Order order() {
    return order;
  }

  Outcome outcome() {
    return outcome;
  }

  Set<Notice> notices() {
    return notices;
  }

  String words() {
    return Words.of(outcome, notices, keptAside, notification.latest());
  }

  /// Whether the order is as it was before: told again, or told what is known to be past.
  boolean changesNothing() {
    return outcome == Outcome.REPEATED || (outcome == Outcome.OVERTAKEN && order.equals(before));
  }
}
