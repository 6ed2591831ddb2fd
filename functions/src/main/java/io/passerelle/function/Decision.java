package io.passerelle.function;

import io.passerelle.alert.Alert;
import io.passerelle.delivery.Delivery;
import io.passerelle.delivery.DeliveryId;
import io.passerelle.delivery.Rule;
import io.passerelle.function.Settlement.Outcome;
import io.passerelle.gateway.Notification;
import io.passerelle.payment.EventKind;
import io.passerelle.payment.Mode;
import io.passerelle.payment.Notice;
import io.passerelle.payment.Order;
import io.passerelle.payment.Report;
import io.passerelle.paymentorder.PaymentOrder;
import io.passerelle.store.Change;
import io.passerelle.store.HistoryLine;
import io.passerelle.store.HistoryLine.Received;
import io.passerelle.store.Mailing;
import io.passerelle.store.MailingId;
import io.passerelle.store.Shops;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// What a notification means for an order: the order after it, whom to tell, what to answer.
///
/// It only decides; [Recorder] writes. Only what moved the order is told to the shop: a stale,
/// repeated or flagged notification would undo what a careless module knows already.
final class Decision {

  private final Notification notification;
  private final Shops.Entry shop;
  private final Instant now;
  private final List<Delivery> deliveries = new ArrayList<>();
  private final List<Mailing> mailings = new ArrayList<>();
  private final Settlement settlement;
  private final Order order;
  private Optional<HistoryLine> rulesLine = Optional.empty();

  private Decision(Notification notification, Order before, Shops.Entry shop, Instant now) {
    this.notification = notification;
    this.settlement = new Settlement(notification, before);
    this.order = settlement.order();
    this.shop = shop;
    this.now = now;
  }

  /// `isMailed` says whether a mail was written down before: no rule mails twice of one payment.
  static Decision of(
      Notification notification,
      Optional<Order> known,
      Shops.Entry shop,
      Predicate<MailingId> isMailed,
      Instant now) {
    Order before = known.orElseGet(() -> Order.adopted(notification.latest(), now));
    Decision decision = new Decision(notification, before, shop, now);
    if (decision.outcome() == Outcome.MOVED && decision.isNews()) {
      decision.tellByRules(isMailed);
    }
    decision.tellMerchant();
    return decision;
  }

  private void tellByRules(Predicate<MailingId> isMailed) {
    Audience audience = new Audience(notification, settlement.before(), order, shop);
    audience.targets().forEach((target, rule) -> deliveries.add(delivery(target, rule)));
    mailings.addAll(audience.mailings(isMailed, now));
    rulesLine = Optional.of(audience.line(now + "#2S#" + (order.version() + 1), now));
  }

  private Delivery delivery(String target, Rule rule) {
    Mode mode = notification.latest().mode();
    long number = (order.version() + 1) * 100 + deliveries.size();
    return Delivery.of(
            new DeliveryId(order.id(), number),
            mode,
            rule,
            target,
            lineId(),
            Targets.url(target, shop, mode).orElse(""),
            now)
        .on(Targets.schedule(target, shop));
  }

  private void tellMerchant() {
    List<String> to = shop.rules().alertEmails();
    Report report = notification.latest();
    for (Notice notice : to.isEmpty() ? Set.<Notice>of() : settlement.notices()) {
      mail(notice.name(), Alerts.flagged(order, report, notice, shop.shop()), to);
    }
    if (wasAsked() && outcome() == Outcome.MOVED && isNews() && !to.isEmpty()) {
      mail("REPAIRED", Alerts.repaired(settlement.before(), report, shop.shop()), to);
    }
  }

  /// Whether the order is paid by this, and was not before.
  boolean isFirstPaid() {
    return order.isPaid() && !settlement.before().isPaid();
  }

  /// Another order of the same checkout is paid too.
  void tellOfASecondPayment() {
    List<String> to = shop.rules().alertEmails();
    if (!to.isEmpty()) {
      Notice notice = Notice.DOUBLE_PAYMENT;
      mail(notice.name(), Alerts.flagged(order, notification.latest(), notice, shop.shop()), to);
    }
  }

  private void mail(String name, Alert alert, List<String> to) {
    MailingId id = new MailingId(order.id(), lineId() + "#" + name);
    mailings.add(Alerts.mailing(id, alert, to, shop.shop(), now));
  }

  private boolean wasAsked() {
    return notification.kind() == EventKind.RECONCILIATION;
  }

  private boolean isNews() {
    return !wasAsked() || Lines.isNews(settlement.before(), order);
  }

  /// All that has to be written together; of a payment order, whose payment this is, what became of
  /// it.
  Change change(Optional<PaymentOrder> asked) {
    Change change = new Change().with(line());
    if (!changesNothing()) {
      asked
          .map(one -> one.after(order))
          .filter(one -> !asked.equals(Optional.of(one)))
          .ifPresent(change::with);
      change.with(RestAccounts.learnt(shop.shop(), order, now));
      rulesLine.ifPresent(change::with);
      deliveries.forEach(change::with);
      mailings.forEach(change::with);
    }
    return change;
  }

  private HistoryLine line() {
    Received received = new Received(notification.format().name(), notification.signedBytes());
    return new HistoryLine(
        order.id(),
        lineId(),
        now,
        Lines.operation(notification.kind()),
        Origins.of(notification.kind()),
        Lines.info(notification, settlement.before(), words()),
        Optional.of(received).filter(_ -> !changesNothing()));
  }

  /// What changes nothing has one line for each quarter of an hour at most: a captured notification
  /// that is sent again and again fills no table.
  private String lineId() {
    return changesNothing()
        ? Lines.idOfNothing(now, words())
        : now + "#2N#" + (order.version() + 1);
  }

  String words() {
    return settlement.words();
  }

  Outcome outcome() {
    return settlement.outcome();
  }

  boolean changesNothing() {
    return settlement.changesNothing();
  }

  List<Delivery> deliveries() {
    return deliveries;
  }

  List<Mailing> mailings() {
    return mailings;
  }
}
