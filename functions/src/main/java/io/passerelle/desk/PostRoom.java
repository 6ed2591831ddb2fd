package io.passerelle.desk;

import io.passerelle.aws.Table;
import io.passerelle.delivery.QuarterHours;
import io.passerelle.edge.Log;
import io.passerelle.payment.Order;
import io.passerelle.paymentorder.Channel;
import io.passerelle.paymentorder.DeliveryStatus;
import io.passerelle.paymentorder.PaymentOrder;
import io.passerelle.paymentorder.Status;
import io.passerelle.shop.Shop;
import io.passerelle.store.Change;
import io.passerelle.store.Ledger;
import io.passerelle.store.MessageTemplates;
import io.passerelle.store.PaymentOrders;
import io.passerelle.store.Sending;
import io.passerelle.store.Sending.Cause;
import io.passerelle.store.Sending.State;
import io.passerelle.store.Sendings;
import io.passerelle.store.Shops;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Sends what was written down to be sent: writes its message, hands it to the channel's carrier
/// and writes down what came of it.
///
/// A worker that dies between the carrier and the table lets it be sent twice, never lost. What
/// nobody needs any more is dropped: a payment order that was paid, cancelled or sent anew since.
public final class PostRoom {

  private static final int TRIES_TO_WRITE = 10;

  private final Sendings sendings;
  private final PaymentOrders orders;
  private final Ledger ledger;
  private final Shops shops;
  private final PaymentLinks links;
  private final MessageTemplates templates;
  private final Map<Channel, Carrier> carriers;
  private final Clock clock;

  public PostRoom(Books books, PaymentLinks links, Map<Channel, Carrier> carriers, Clock clock) {
    this.sendings = books.sendings();
    this.orders = books.orders();
    this.ledger = books.ledger();
    this.shops = books.shops();
    this.templates = books.templates();
    this.links = links;
    this.carriers = Map.copyOf(carriers);
    this.clock = clock;
  }

  /// Sends what one worker has taken.
  public void send(Sending sending) {
    Instant now = clock.instant();
    PaymentOrder order = orders.find(sending.id().order()).orElseThrow();
    Optional<Order> payment = ledger.order(order.id());
    Optional<String> needless = needless(sending, order, payment, now);
    Sending after;
    if (needless.isPresent()) {
      after = sending.settled(State.DROPPED, needless.get());
    } else if (sending.tries() > Sending.TRIES_MAX) {
      after = sending.settled(State.FAILED, "given up after many tries"); // Workers died of it.
    } else {
      after = carried(sending, order, order.status(payment, now) == Status.EXPIRED, now);
    }
    settle(after);
    Log.line("payment order sent")
        .with(Log.Field.SITE, order.id().siteId())
        .with(Log.Field.KIND, order.channel())
        .with(Log.Field.OUTCOME, after.state())
        .write();
  }

  private static Optional<String> needless(
      Sending sending, PaymentOrder order, Optional<Order> payment, Instant now) {
    boolean reminder = sending.cause() == Cause.REMINDER;
    if (!reminder && sending.number() != order.sends().count()) {
      return Optional.of("sent anew since");
    }
    return switch (order.status(payment, now)) {
      case ACCEPTED -> Optional.of("paid before it was sent");
      case CANCELLED, LAPSED -> Optional.of("cancelled before it was sent");
      case EXPIRED -> reminder ? Optional.empty() : Optional.of("expired before it was sent");
      case RUNNING, REFUSED -> Optional.empty();
    };
  }

  private Sending carried(Sending sending, PaymentOrder order, boolean late, Instant now) {
    Shop shop = shops.find(order.id().siteId()).orElseThrow().shop();
    Composer.Purpose purpose =
        sending.cause() != Cause.REMINDER
            ? Composer.Purpose.ASK
            : late ? Composer.Purpose.REMIND_LATE : Composer.Purpose.REMIND;
    Composed message = new Composer(links, templates).compose(order, shop, purpose);
    Carrier carrier = carriers.get(order.channel());
    if (carrier == null) {
      return sending.settled(State.FAILED, "nobody carries " + order.channel() + " here");
    }
    Carrier.Carried carried =
        carrier.carry(
            new Letter(sending.id().toString(), order, shop, message, sending.createdAt()));
    String to = order.channel().isToPhone() ? order.message().phone() : order.message().to();
    Sending said = sending.saying(to, message.subject(), message.text());
    return switch (carried.outcome()) {
      case TAKEN -> said.settled(State.SENT, "");
      case UNANSWERED -> said.settled(State.SENT, carried.reason());
      case REFUSED -> said.settled(State.FAILED, carried.reason());
      case LATER -> said.failed(QuarterHours.after(now), carried.reason());
    };
  }

  /// Writes it with its payment order, of which it may be the last word.
  private void settle(Sending after) {
    for (int tries = 1; ; tries++) {
      PaymentOrder order = orders.find(after.id().order()).orElseThrow();
      Change change = new Change().with(after);
      reported(order, after).ifPresent(change::with);
      try {
        ledger.write(change);
        return;
      } catch (Table.Stale stale) {
        if (isSettledByAnother(after)) {
          return;
        }
        if (tries == TRIES_TO_WRITE) {
          throw stale;
        }
      }
    }
  }

  /// The mail server's own word of it may come before ours.
  private boolean isSettledByAnother(Sending after) {
    return sendings.find(after.id()).filter(one -> one.version() == after.version()).isEmpty();
  }

  /// The payment order with what its newest sending came to; empty where nothing changes in it.
  static Optional<PaymentOrder> reported(PaymentOrder order, Sending sending) {
    if (sending.cause() == Cause.REMINDER || sending.number() != order.sends().count()) {
      return Optional.empty();
    }
    return switch (sending.state()) {
      case SENT -> Optional.of(order.reported(DeliveryStatus.SENT, ""));
      case FAILED, DROPPED -> Optional.of(order.reported(DeliveryStatus.FAILED, sending.reason()));
      case WAITING -> Optional.empty();
    };
  }
}
