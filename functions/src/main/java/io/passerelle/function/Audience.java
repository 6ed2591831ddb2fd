package io.passerelle.function;

import io.passerelle.delivery.Delivery;
import io.passerelle.delivery.Happening;
import io.passerelle.delivery.PaymentEvent;
import io.passerelle.delivery.Rule;
import io.passerelle.delivery.RuleKind;
import io.passerelle.delivery.RuleMatch;
import io.passerelle.gateway.Notification;
import io.passerelle.payment.EventKind;
import io.passerelle.payment.Operation;
import io.passerelle.payment.Order;
import io.passerelle.payment.Report;
import io.passerelle.payment.Standing;
import io.passerelle.payment.Transaction;
import io.passerelle.store.HistoryLine;
import io.passerelle.store.Mailing;
import io.passerelle.store.MailingId;
import io.passerelle.store.Shops;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// Who hears of a notification that moved its order: the shop's platform, and by the shop's rules
/// the URLs, the merchant and the buyer. It also says why, for the history.
///
/// Of a card that a buyer has changed from a reminder nobody hears here, since no shop has asked
/// for such an order.
final class Audience {

  private final Notification notification;
  private final Report report;
  private final Order before;
  private final Order after;
  private final Shops.Entry shop;
  private final RuleKind kind;
  private final Happening happening;
  private final List<RuleMatch> matches;

  Audience(Notification notification, Order before, Order after, Shops.Entry shop) {
    this.notification = notification;
    this.report = notification.latest();
    this.before = before;
    this.after = after;
    this.shop = shop;
    this.kind = RuleKind.of(notification.told());
    this.happening =
        new Happening(
            notification.told(),
            PaymentEvent.of(report.operation(), report.state()),
            isLaterInstalment(notification.told()),
            variables(notification));
    this.matches = isOfACard() ? List.of() : shop.rules().against(happening);
  }

  /// Targets by name, each with the rule that it is told by.
  Map<String, Rule> targets() {
    if (isOfACard()) {
      return Map.of();
    }
    Map<String, Rule> targets = Targets.of(shop, kind, matches, report.mode());
    if (!isForPlatform()) {
      targets.remove(Delivery.PLATFORM);
    }
    return targets;
  }

  /// The mails of the rules that matched, but those that were written down before.
  List<Mailing> mailings(Predicate<MailingId> isMailed, Instant now) {
    RuleMails mails = new RuleMails(report, happening, shop, now);
    Map<MailingId, Mailing> once = new LinkedHashMap<>();
    matches.stream()
        .filter(RuleMatch::matched)
        .flatMap(match -> mails.of(match.rule()).stream())
        .filter(mailing -> !isMailed.test(mailing.id()))
        .forEach(mailing -> once.putIfAbsent(mailing.id(), mailing));
    return List.copyOf(once.values());
  }

  HistoryLine line(String id, Instant now) {
    return new HistoryLine(
        after.id(), id, now, "Rules", Origins.BATCH, RuleLine.of(matches, platform()));
  }

  /// Whether nothing is paid by it: the gateway's web services do not say where a buyer came from.
  private boolean isOfACard() {
    return notification.isOfOurCard() || CardDeparture.isVisit(before);
  }

  private String platform() {
    if (isOfACard()) {
      return "nobody told: a card was changed and nothing paid";
    }
    Map<String, Rule> targets = Targets.of(shop, kind, List.of(), report.mode());
    if (!targets.containsKey(Delivery.PLATFORM)) {
      return shop.rules().tellsPlatform(kind) ? "" : "platform not told: rule switched off";
    }
    if (notification.isOfOurPaymentOrder()) {
      return "platform not told: a payment order is none of its orders";
    }
    return isForPlatform() ? "platform told" : "platform not told: the order is paid already";
  }

  /// Shop modules write what they are told last: the platform hears of what made the order paid and
  /// not of later instalments, and of no attempt that failed or waits while the order is paid by
  /// another. A number above 1 is also that of a second try on the payment page.
  private boolean isForPlatform() {
    boolean elsewhere = notification.isOfOurPaymentOrder();
    boolean beside = after.isPaid() && report.state().standing() != Standing.PAID;
    return (report.sequence() == 1 || !before.isPaid()) && !beside && !elsewhere;
  }

  /// A number above 1 alone does not make an instalment: a second try on the payment page has one
  /// too. But that page is not left open once the attempt is paid.
  private boolean isLaterInstalment(EventKind told) {
    return report.operation() == Operation.DEBIT
        && report.sequence() > 1
        && (told == EventKind.LATER_INSTALMENT
            || before.transactions().values().stream().anyMatch(this::isEarlierPart));
  }

  private boolean isEarlierPart(Transaction one) {
    return one.attempt().isNamed()
        && one.attempt().equals(report.attempt())
        && one.sequence() < report.sequence()
        && one.operation() == Operation.DEBIT
        && one.state().standing() == Standing.PAID;
  }

  private Map<String, String> variables(Notification notification) {
    Map<String, String> variables = new HashMap<>(notification.variables());
    variables.put("order_state", after.state().name());
    variables.put("paid_attempts", Long.toString(after.paidAttempts()));
    return variables;
  }
}
