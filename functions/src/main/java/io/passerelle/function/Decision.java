package io.passerelle.function;

import io.passerelle.alert.Alert;
import io.passerelle.delivery.Delivery;
import io.passerelle.delivery.DeliveryId;
import io.passerelle.delivery.Rule;
import io.passerelle.gateway.Notification;
import io.passerelle.payment.Mode;
import io.passerelle.payment.Notice;
import io.passerelle.payment.Order;
import io.passerelle.payment.Report;
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
import java.util.function.Predicate;

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
  private Optional<HistoryLine> rulesLine = Optional.empty();
  private Order order;

  private Decision(Notification notification, Order before, Shops.Entry shop, Instant now) {
    this.notification = notification;
    this.before = before;
    this.order = before;
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
    notification.reports().forEach(decision::apply);
    if (decision.outcome == Outcome.MOVED) {
      decision.tellByRules(isMailed);
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

  private void tellByRules(Predicate<MailingId> isMailed) {
    Audience audience = new Audience(notification, before, order, shop);
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
        now);
  }

  private void tellMerchant() {
    List<String> to = shop.rules().alertEmails();
    for (Notice notice : to.isEmpty() ? Set.<Notice>of() : notices) {
      MailingId id = new MailingId(order.id(), lineId() + "#" + notice.name());
      Alert alert = Alerts.flagged(order, notification.latest(), notice, shop.shop());
      mailings.add(
          Mailing.of(id, alert, to, shop.shop().alertLanguage(), shop.shop().timeZone(), now));
    }
  }

  /// All that has to be written together.
  Change change() {
    Change change = new Change().with(line());
    if (!changesNothing()) {
      change.with(order);
      rulesLine.ifPresent(change::with);
      deliveries.forEach(change::with);
      mailings.forEach(change::with);
    }
    return change;
  }

  private HistoryLine line() {
    Report report = notification.latest();
    Optional<Received> received =
        changesNothing()
            ? Optional.empty()
            : Optional.of(new Received(notification.format().name(), notification.signedBytes()));
    return new HistoryLine(
        order.id(),
        lineId(),
        now,
        "Notification received",
        Origins.of(notification.kind()),
        "%s, kind=%s, operation=%s, amount=%s, response=%s"
            .formatted(
                report.word(),
                notification.kind(),
                report.operation(),
                report.effective(),
                words()),
        received);
  }

  /// What changes nothing has one line for each quarter of an hour at most: a captured notification
  /// that is sent again and again fills no table.
  private String lineId() {
    if (changesNothing()) {
      long quarter = Math.floorDiv(now.getEpochSecond(), 900L);
      return quarter + "#2R#" + Integer.toHexString(words().hashCode());
    }
    return now + "#2N#" + (order.version() + 1);
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
