package io.passerelle.desk;

import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.paymentorder.Action;
import io.passerelle.paymentorder.Draft;
import io.passerelle.paymentorder.InvalidField;
import io.passerelle.paymentorder.PaymentOrder;
import io.passerelle.paymentorder.Sends;
import io.passerelle.shop.Session;
import io.passerelle.shop.Shop;
import io.passerelle.store.Change;
import io.passerelle.store.Sending;
import java.time.Instant;
import java.util.Optional;

/// Sends a payment order again, as it is or rewritten: under the same link, and with its new state
/// and the wish to send it written at once.
final class Rewriting {

  private final Books books;
  private final Creation creation;
  private final SendWakeups wakeups;

  Rewriting(Books books, Creation creation, SendWakeups wakeups) {
    this.books = books;
    this.creation = creation;
    this.wakeups = wakeups;
  }

  PaymentOrder resend(PaymentOrder order, Instant now) {
    checkCount(order);
    return send(order.again(), Sending.Cause.RESENT, new Change(), now);
  }

  /// Saves what may be paid again after a halt; what was not sent because of it is wished anew.
  PaymentOrder goOn(PaymentOrder order, Instant now) {
    int count = order.sends().count();
    boolean dropped =
        books.sendings().of(order.id()).stream()
            .anyMatch(one -> one.number() == count && one.state() == Sending.State.DROPPED);
    return dropped && count < Sends.MOST
        ? send(order.again(), Sending.Cause.RESENT, new Change(), now)
        : books.orders().save(order);
  }

  /// `draft` holds every field, those too that stay.
  PaymentOrder rewrite(PaymentOrder order, Draft draft, Shop shop, Instant now) {
    checkCount(order);
    if (draft.messages().size() != 1) {
      throw new InvalidField("to", "must be one: a payment order has one recipient");
    }
    PaymentOrder rewritten = order.rewritten(draft, now);
    creation.check(rewritten, shop);
    Session before = books.sessions().find(order.id()).orElseThrow();
    Change change = new Change().with(PaymentLinks.session(rewritten, before));
    return send(rewritten, Sending.Cause.MODIFIED, change, now);
  }

  private static void checkCount(PaymentOrder order) {
    if (order.sends().count() >= Sends.MOST) {
      throw new Rejection(
          Reason.CONFLICT,
          Action.RESEND + ": it was sent " + Sends.MOST + " times, make another one");
    }
  }

  private PaymentOrder send(PaymentOrder order, Sending.Cause cause, Change change, Instant now) {
    Optional<Sending> sending = Sending.of(order, cause, now);
    sending.ifPresent(change::with);
    books.ledger().write(change.with(order));
    sending.ifPresent(one -> wakeups.wake(one.id()));
    return order.written();
  }
}
