package io.passerelle.function;

import io.passerelle.alert.Alert;
import io.passerelle.delivery.Delivery;
import io.passerelle.delivery.DeliveryId;
import io.passerelle.delivery.Rule;
import io.passerelle.delivery.RuleKind;
import io.passerelle.gateway.Notification;
import io.passerelle.payment.EventKind;
import io.passerelle.payment.Mode;
import io.passerelle.payment.Notice;
import io.passerelle.payment.Order;
import io.passerelle.payment.Report;
import io.passerelle.payment.Standing;
import io.passerelle.payment.Transition;
import io.passerelle.payment.Transition.Flagged;
import io.passerelle.payment.Transition.Moved;
import io.passerelle.payment.Transition.Overtaken;
import io.passerelle.payment.Transition.Repeated;
import io.passerelle.store.Change;
import io.passerelle.store.HistoryLine;
import io.passerelle.store.HistoryLine.Received;
import io.passerelle.store.Mailing;
import io.passerelle.store.MailingId;
import io.passerelle.store.Shops;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a notification means for an order: the order after it, whom to tell, what to answer.
///
/// It only decides; [Recorder] writes. Only what moved the order is told to the shop: a stale,
/// repeated or flagged notification would undo what a careless module knows already.
final class Decision {

  /// What came of a notification as a whole.
  enum Outcome {
    MOVED,
    REPEATED,
    OVERTAKEN,
    FLAGGED
  }

  private final Notification notification;
  private final Shops.Entry shop;
  private final Instant now;
  private final Set<Notice> notices = EnumSet.noneOf(Notice.class);
  private final List<Delivery> deliveries = new ArrayList<>();
  private final List<Mailing> mailings = new ArrayList<>();
  private final Order before;
  private Outcome outcome = Outcome.REPEATED;
  private Optional<Notice> keptAside = Optional.empty();
  private Order order;

  private Decision(Notification notification, Order before, Shops.Entry shop, Instant now) {
    this.notification = notification;
    this.before = before;
    this.order = before;
    this.shop = shop;
    this.now = now;
  }

  static Decision of(
      Notification notification, Optional<Order> known, Shops.Entry shop, Instant now) {
    Order before = known.orElseGet(() -> Order.adopted(notification.latest(), now));
    Decision decision = new Decision(notification, before, shop, now);
    notification.reports().forEach(decision::apply);
    if (decision.outcome == Outcome.MOVED && decision.isNews()) {
      decision.tellShop();
    }
    decision.tellMerchant();
    return decision;
  }

  private void apply(Report report) {
    Transition transition = order.after(report);
    switch (transition) {
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

  private void tellShop() {
    RuleKind kind = RuleKind.of(notification.told());
    Targets.of(shop, kind, notification.latest().mode()).entrySet().stream()
        .filter(target -> !target.getKey().equals(Delivery.PLATFORM) || isForPlatform())
        .forEach(target -> deliveries.add(delivery(target.getKey(), target.getValue())));
  }

  /// Shop modules write what they are told last: the platform hears of the first instalment only,
  /// and of no attempt that failed or waits while the order is paid by another.
  private boolean isForPlatform() {
    Report report = notification.latest();
    boolean beside = order.isPaid() && report.state().standing() != Standing.PAID;
    return report.sequence() == 1 && !beside;
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
        now);
  }

  private void tellMerchant() {
    List<String> to = shop.rules().alertEmails();
    Report report = notification.latest();
    for (Notice notice : to.isEmpty() ? Set.<Notice>of() : notices) {
      mail(notice.name(), Alerts.flagged(order, report, notice, shop.shop()), to);
    }
    if (wasAsked() && outcome == Outcome.MOVED && isNews() && !to.isEmpty()) {
      mail("REPAIRED", Alerts.repaired(before, report, shop.shop()), to);
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
    return !wasAsked() || Lines.isNews(before, order);
  }

  /// All that has to be written together.
  Change change() {
    Change change = new Change().with(line());
    if (!changesNothing()) {
      change.with(RestAccounts.learnt(shop.shop(), order, now));
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
        wasAsked() ? Lines.GATEWAY_ASKED : "Notification received",
        Origins.of(notification.kind()),
        Lines.info(notification, before, words()),
        Optional.of(received).filter(_ -> !deliveries.isEmpty()));
  }

  /// What changes nothing has one line for each quarter of an hour at most: a captured notification
  /// that is sent again and again fills no table.
  private String lineId() {
    return changesNothing()
        ? Lines.idOfNothing(now, words())
        : now + "#2N#" + (order.version() + 1);
  }

  String words() {
    return Words.of(outcome, notices, keptAside, notification.latest());
  }

  Outcome outcome() {
    return outcome;
  }

  /// Whether the order is as it was before: told again, or told what is known to be past.
  boolean changesNothing() {
    return outcome == Outcome.REPEATED || (outcome == Outcome.OVERTAKEN && order.equals(before));
  }

  List<Delivery> deliveries() {
    return deliveries;
  }

  List<Mailing> mailings() {
    return mailings;
  }
}
