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
import io.passerelle.payment.Start;
import io.passerelle.shop.Credential;
import io.passerelle.shop.Shop;
import io.passerelle.store.Change;
import io.passerelle.store.HistoryLine;
import io.passerelle.store.Ledger;
import java.time.Clock;
import java.time.Instant;
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
    PaymentRequest request = asked;
    for (int tries = 1; tries <= TRIES_MAX; tries++) {
      Optional<String> taken = ledger.orderOf(shop.siteId(), request.attempt());
      if (taken.filter(order -> !order.equals(asked.order().reference())).isPresent()) {
        request = renamed(asked, shop);
      } else if (isWritten(request, taken.isEmpty())) {
        return request.fields();
      }
    }
    throw new Table.Stale(asked.order().toString());
  }

  private boolean isWritten(PaymentRequest request, boolean free) {
    Instant now = clock.instant();
    Start start = new Start(request.attempt(), request.amount(), now);
    Optional<Order> known = ledger.order(request.order());
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
      case Checkout.Started(Order order) -> write(order, start, free);
    };
  }

  private boolean write(Order order, Start start, boolean free) {
    Change change = new Change().with(order).with(line(order, start));
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
      return false; // Sent twice at once, or the id went to another order: look again.
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
        "transaction=%s, amount=%s, mode=%s"
            .formatted(start.attempt().transactionId(), start.amount(), order.mode()));
  }

  private PaymentRequest renamed(PaymentRequest asked, Shop shop) {
    AttemptId old = asked.attempt();
    long number = ledger.nextTransaction(shop.siteId(), old.day());
    AttemptId attempt = new AttemptId(old.day(), TransactionIds.of(number));
    Credential key = shop.keys(asked.mode()).form().current().orElseThrow();
    return asked.renamed(attempt, Verification.signer(key));
  }
}
