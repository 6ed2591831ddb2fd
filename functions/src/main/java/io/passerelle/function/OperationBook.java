package io.passerelle.function;

import io.passerelle.alert.Alert;
import io.passerelle.delivery.Delivery;
import io.passerelle.delivery.DeliveryId;
import io.passerelle.delivery.Rule;
import io.passerelle.delivery.RuleKind;
import io.passerelle.delivery.Rules;
import io.passerelle.edge.Log;
import io.passerelle.payment.OperationRequest;
import io.passerelle.payment.OperationRequest.By;
import io.passerelle.payment.OperationRequest.State;
import io.passerelle.payment.Order;
import io.passerelle.shop.Shop;
import io.passerelle.store.Change;
import io.passerelle.store.Ledger;
import io.passerelle.store.Mailing;
import io.passerelle.store.MailingId;
import io.passerelle.store.Shops;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Writes requests down, each with its line in the history, and the end of one with what tells it:
/// a delivery to the platform that asked, a mail to the merchant where it was refused.
///
/// The order is written with it, unchanged: its version lets nobody else ask, begin or end another
/// request of the order at the same moment.
final class OperationBook {

  /// Beside the numbers that a notification gives its deliveries.
  private static final int DELIVERY_NUMBER = 90;

  private final Ledger ledger;
  private final Wakeups wakeups;

  OperationBook(Ledger ledger, Wakeups wakeups) {
    this.ledger = ledger;
    this.wakeups = wakeups;
  }

  /// Fails with [io.passerelle.aws.Table.Stale] where the order or the request were written since
  /// they were read.
  OperationRequest write(
      OperationRequest request, Order order, Optional<Shops.Entry> shop, Instant now) {
    Change change = new Change().with(order).with(request).with(OperationLines.of(request, now));
    Optional<Delivery> delivery =
        Optional.of(request)
            .filter(one -> one.isOver() && one.by() == By.PLATFORM)
            .map(one -> delivery(one, order, now))
            .map(one ->
                shop.map(entry -> one.on(Targets.schedule(one.target(), entry))).orElse(one));
    Optional<Mailing> mail = shop.flatMap(entry -> mail(request, order, entry, now));
    delivery.ifPresent(change::with);
    mail.ifPresent(change::with);
    ledger.write(change);
    log(request);
    delivery.ifPresent(one -> wakeups.wake(one, now));
    mail.ifPresent(one -> wakeups.wake(one.id()));
    return request.written();
  }

  /// The platform waits for it, whatever the merchant's rules say of notifications.
  private static Delivery delivery(OperationRequest request, Order order, Instant now) {
    Rule rule = Rules.none().of(RuleKind.BACK_OFFICE_OPERATION);
    long number = (order.version() + 1) * 100 + DELIVERY_NUMBER;
    return Delivery.of(
        new DeliveryId(order.id(), number),
        order.mode(),
        rule,
        Delivery.OPERATION + request.id().key(),
        OperationLines.id(request, now),
        "",
        now);
  }

  /// What is refused at once is told to the one who asked; what ends badly later, to the merchant.
  private static Optional<Mailing> mail(
      OperationRequest request, Order order, Shops.Entry shop, Instant now) {
    List<String> to = shop.rules().alertEmails();
    if (request.state() != State.REFUSED || request.version() == 0 || to.isEmpty()) {
      return Optional.empty();
    }
    MailingId id = new MailingId(order.id(), OperationLines.id(request, now));
    Shop merchant = shop.shop();
    Alert alert = Alerts.notMade(request, order, merchant);
    return Optional.of(Alerts.mailing(id, alert, to, merchant, now));
  }

  private static void log(OperationRequest request) {
    Log.line("operation")
        .with(Log.Field.SITE, request.id().order().siteId())
        .with(Log.Field.ORDER, request.id().order().reference())
        .with(Log.Field.KIND, request.wish())
        .with(Log.Field.OUTCOME, request.state())
        .with(Log.Field.REASON, request.why().map(Enum::name).orElse(""))
        .with(Log.Field.STATUS, request.detail())
        .write();
  }
}
