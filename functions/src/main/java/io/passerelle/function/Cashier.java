package io.passerelle.function;

import io.passerelle.aws.Table;
import io.passerelle.edge.Log;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.gateway.PaymentRequest;
import io.passerelle.gateway.TransactionIds;
import io.passerelle.payment.AttemptId;
import io.passerelle.payment.Checkout;
import io.passerelle.payment.Order;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.Plan;
import io.passerelle.payment.Start;
import io.passerelle.shop.Shop;
import io.passerelle.store.Change;
import io.passerelle.store.HistoryLine;
import io.passerelle.store.Ledger;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/// Writes down that a buyer leaves to pay, once however often the form is sent.
///
/// Shop modules make transaction ids from the time of day, and two orders of one tenth of a second
/// get the same: the gateway then refuses the second (error 03). Such a form gets an id of ours and
/// a new signature; every other form goes on as it came.
final class Cashier {

  private static final int TRIES_MAX = 5;

  private final Ledger ledger;
  private final Clock clock;

  Cashier(Ledger ledger, Clock clock) {
    this.ledger = ledger;
    this.clock = clock;
  }

  /// The signed fields with which the buyer goes on to the gateway.
  Map<String, String> start(PaymentRequest asked, Shop shop) {
    for (int tries = 1; tries <= TRIES_MAX; tries++) {
      Optional<Order> known = ledger.order(asked.order());
      Optional<AttemptId> given = known.flatMap(order -> order.givenInsteadOf(asked.attempt()));
      Optional<String> owner = ledger.orderOf(shop.siteId(), asked.attempt());
      boolean taken = owner.filter(order -> !order.equals(asked.order().reference())).isPresent();
      PaymentRequest request = taken ? renamed(asked, given, shop) : asked;
      boolean free = taken ? given.isEmpty() : owner.isEmpty();
      if (isWritten(request, asked.attempt(), known, shop, free)) {
        return request.fields();
      }
    }
    throw new Table.Stale(asked.order().toString());
  }

  private boolean isWritten(
      PaymentRequest request, AttemptId asked, Optional<Order> known, Shop shop, boolean free) {
    AttemptId attempt = request.attempt();
    Optional<AttemptId> instead = Optional.of(asked).filter(id -> !id.equals(attempt));
    Start start = new Start(attempt, request.amount(), clock.instant(), instead, request.parts());
    Checkout checkout =
        known
            .map(order -> order.starts(request.mode(), start))
            .orElseGet(
                () -> new Checkout.Started(Order.starting(request.order(), request.mode(), start)));
    return switch (checkout) {
      case Checkout.Again() -> true;
      case Checkout.Refused(var notice) ->
          throw new Rejection(
              Reason.CONFLICT, "this order was started with another amount, currency or mode");
      case Checkout.Started(Order order) -> write(order, shop, start, free);
    };
  }

  /// A shop that can ask the gateway will, should nothing be heard of the order.
  private static Order planned(Order order, Shop shop, Instant left) {
    return RestAccounts.hasPassword(shop, order.mode()) ? Plan.of(order).left(left) : order;
  }

  /// Whether the start could be written: not where it was sent twice at once, or where its id,
  /// which was thought `free`, went to another order.
  boolean write(Order started, Shop shop, Start start, boolean free) {
    return write(started, shop, start, free, new Change());
  }

  /// The same together with what depends on it.
  boolean write(Order started, Shop shop, Start start, boolean free, Change change) {
    Order order = planned(started, shop, start.at());
    change.with(order).with(line(order, start));
    if (free) {
      change.taking(start.attempt(), order.id(), start.at());
    }
    try {
      ledger.write(change);
      Log.line("checkout started")
          .with(Log.Field.SITE, order.id().siteId())
          .with(Log.Field.ORDER, order.id().reference())
          .write();
      return true;
    } catch (Table.Stale _) {
      return false; // Look again.
    }
  }

  private static HistoryLine line(Order order, Start start) {
    OrderId id = order.id();
    return new HistoryLine(
        id,
        start.at() + "#1C#" + (order.version() + 1),
        start.at(),
        "Buyer sent to the payment page",
        Origins.E_COMMERCE,
        "transaction=%s, amount=%s, mode=%s%s"
            .formatted(
                start.attempt().transactionId(),
                start.amount(),
                order.mode(),
                start.parts().map(parts -> ", parts=" + parts.count()).orElse("")));
  }

  private PaymentRequest renamed(PaymentRequest asked, Optional<AttemptId> given, Shop shop) {
    AttemptId attempt = given.orElseGet(() -> next(shop, asked.attempt().day()));
    return asked.renamed(attempt, Verification.signer(shop, asked.mode()));
  }

  /// An id of ours, which no other order of the shop has that day.
  AttemptId next(Shop shop, LocalDate day) {
    return new AttemptId(day, TransactionIds.of(ledger.nextTransaction(shop.siteId(), day)));
  }
}
