package io.passerelle.desk;

import io.passerelle.aws.Table;
import io.passerelle.payment.Order;
import io.passerelle.payment.OrderId;
import io.passerelle.paymentorder.PaymentOrder;
import io.passerelle.store.Change;
import io.passerelle.store.Ledger;
import io.passerelle.store.PaymentOrders;
import io.passerelle.store.Sending;
import io.passerelle.store.SendingId;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/// Has a buyer reminded whose time has come: the wish to send it is written together with the time
/// of the next one, so that each goes once, whoever finds it due and whoever dies of it.
public final class Reminding {

  private final PaymentOrders orders;
  private final Ledger ledger;
  private final Clock clock;

  public Reminding(PaymentOrders orders, Ledger ledger, Clock clock) {
    this.orders = orders;
    this.ledger = ledger;
    this.clock = clock;
  }

  /// The payment order that a wake-up is about; empty where it is about a sending.
  public static Optional<OrderId> parse(String body) {
    return body.startsWith(SendWakeups.REMIND)
        ? SendingId.parse(body.substring(SendWakeups.REMIND.length())).map(SendingId::order)
        : Optional.empty();
  }

  /// The wish to remind of it, where that is due. Nobody is disturbed who may be paying this very
  /// moment: the next quarter hour comes soon.
  public Optional<SendingId> remind(OrderId id) {
    Instant now = clock.instant();
    Optional<PaymentOrder> found = orders.find(id);
    Optional<Instant> due =
        found.flatMap(one -> one.sends().reminders().due()).filter(at -> !at.isAfter(now));
    if (found.isEmpty() || due.isEmpty()) {
      return Optional.empty();
    }
    PaymentOrder order = found.get();
    Optional<Order> payment = ledger.order(id);
    return switch (order.status(payment, now)) {
      case ACCEPTED, CANCELLED, LAPSED -> {
        write(new Change().with(order.unreminded()));
        yield Optional.empty();
      }
      case RUNNING, REFUSED, EXPIRED ->
          order.isBeingPaid(payment, now) ? Optional.empty() : remind(order, due.get(), now);
    };
  }

  private Optional<SendingId> remind(PaymentOrder order, Instant due, Instant now) {
    Sending reminder = Sending.reminder(order, due, now);
    return write(new Change().with(order.replanned(now)).with(reminder))
        ? Optional.of(reminder.id())
        : Optional.empty();
  }

  /// Whether nobody was first.
  private boolean write(Change change) {
    try {
      ledger.write(change);
      return true;
    } catch (Table.Stale _) {
      return false;
    }
  }
}
