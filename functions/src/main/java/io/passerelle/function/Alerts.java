package io.passerelle.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.alert.Alert;
import io.passerelle.delivery.Attempt;
import io.passerelle.delivery.Delivery;
import io.passerelle.delivery.Rules;
import io.passerelle.delivery.Schedule;
import io.passerelle.delivery.Verdict;
import io.passerelle.payment.Mode;
import io.passerelle.payment.Money;
import io.passerelle.payment.Notice;
import io.passerelle.payment.OperationRequest;
import io.passerelle.payment.Order;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.Refusal;
import io.passerelle.payment.Report;
import io.passerelle.shop.Shop;
import io.passerelle.store.Mailing;
import io.passerelle.store.MailingId;
import io.passerelle.store.Shops;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Which mail an attempt calls for: one after each failure, to the addresses of the delivery's
/// rule.
final class Alerts {

  private final String consoleUrl;

  /// `consoleUrl` is where people send a delivery again; empty where there is no such page.
  Alerts(String consoleUrl) {
    this.consoleUrl = consoleUrl;
  }

  /// What is told of a notification that was kept aside, or of an order that needs a person's eye.
  static Alert flagged(Order order, Report report, Notice notice, Shop merchant) {
    return flagged(
        order,
        Alert.Kind.valueOf(notice.name()),
        report.word() + ", " + report.amount() + " / " + order.amount(),
        merchant);
  }

  /// A mail to people of the shop, in their language and time.
  static Mailing mailing(MailingId id, Alert alert, List<String> to, Shop merchant, Instant now) {
    return Mailing.of(id, alert, to, merchant.alertLanguage(), merchant.timeZone(), now);
  }

  /// The gateway was asked, and knew more than it had told.
  static Alert repaired(Order before, Report report, Shop merchant) {
    return flagged(
        before,
        Alert.Kind.REPAIRED,
        report.word() + ", " + report.amount() + " (" + before.state() + ")",
        merchant);
  }

  /// The gateway does not answer for the shop.
  static Alert notAsked(OrderId order, Mode mode, String code, Shop merchant) {
    return flagged(order, Alert.Kind.GATEWAY_NOT_ASKED, code + ", " + mode, merchant);
  }

  /// What was asked to be done with the order's money was not done.
  static Alert notMade(OperationRequest request, Order order, Shop merchant) {
    String amount = request.amount().map(Money::toString).orElse(order.amount().toString());
    String code = request.detail().isEmpty() ? "" : " (" + request.detail() + ")";
    String why = request.why().map(Refusal::name).orElse("");
    return flagged(
        order,
        Alert.Kind.OPERATION_REFUSED,
        request.wish() + " " + amount + ": " + why + code,
        merchant);
  }

  private static Alert flagged(Order order, Alert.Kind kind, String detail, Shop merchant) {
    return flagged(order.id(), kind, detail, merchant);
  }

  private static Alert flagged(OrderId order, Alert.Kind kind, String detail, Shop merchant) {
    return new Alert.PaymentFlagged(
        merchant.siteId().value(), merchant.label(), order.reference(), kind, detail);
  }

  /// The mail that an attempt calls for by itself.
  Optional<Mailing> of(Delivery after, Dispatch.Result result, Optional<Shops.Entry> shop) {
    Attempt attempt = result.attempt();
    Optional<Alert> alert = shop.flatMap(entry -> alert(after, result, entry.shop()));
    List<String> to = shop.map(entry -> addresses(entry.rules(), after)).orElse(List.of());
    if (alert.isEmpty() || to.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(mailing(after, attempt, alert.get(), to, shop.orElseThrow().shop()));
  }

  /// The mail that says that a target works again.
  static Mailing recovered(
      Delivery after, Dispatch.Result result, Shops.Entry shop, Instant failingSince) {
    Shop merchant = shop.shop();
    Alert alert =
        new Alert.TargetRecovered(
            merchant.siteId().value(),
            merchant.label(),
            after.id().order().reference(),
            after.label(),
            result.url(),
            failingSince);
    return mailing(after, result.attempt(), alert, addresses(shop.rules(), after), merchant);
  }

  private static Mailing mailing(
      Delivery after, Attempt attempt, Alert alert, List<String> to, Shop merchant) {
    return Mailing.of(
        new MailingId(after.id().order(), id(after, attempt)),
        alert,
        to,
        merchant.alertLanguage(),
        merchant.timeZone(),
        attempt.at());
  }

  /// What names an attempt's alert among those of its order.
  static String id(Delivery after, Attempt attempt) {
    return attempt.at() + "#" + after.id().number() + "#" + after.attempts().size();
  }

  static List<String> addresses(Rules rules, Delivery delivery) {
    List<String> own = rules.named(delivery.rule(), delivery.label()).alertEmails();
    return own.isEmpty() ? rules.alertEmails() : own;
  }

  private Optional<Alert> alert(Delivery after, Dispatch.Result result, Shop merchant) {
    return switch (result.verdict()) {
      case Verdict.Failed failed -> Optional.of(failed(after, result, failed, merchant));
      case Verdict.Delivered _, Verdict.Redirected _ ->
          result.refusedInWords()
              ? Optional.of(refused(after, result, merchant))
              : Optional.empty();
    };
  }

  private Alert failed(
      Delivery after, Dispatch.Result result, Verdict.Failed failed, Shop merchant) {
    Attempt attempt = result.attempt();
    return new Alert.DeliveryFailed(
        merchant.siteId().value(),
        merchant.label(),
        after.id().order().reference(),
        after.label(),
        result.url(),
        (int) after.attempts().stream().filter(one -> one.byHand() == attempt.byHand()).count(),
        after.schedule().triesMax(),
        failed,
        result.order().filter(Order::isPaid).isPresent(),
        attempt.status() == 0 ? "" : attempt.response(),
        after.due(),
        resendLink(after),
        after.schedule() != Schedule.NEVER && !attempt.byHand());
  }

  private static Alert refused(Delivery after, Dispatch.Result result, Shop merchant) {
    return new Alert.PaymentFlagged(
        merchant.siteId().value(),
        merchant.label(),
        after.id().order().reference(),
        Alert.Kind.SHOP_REFUSED,
        result.attempt().response());
  }

  private Optional<String> resendLink(Delivery delivery) {
    String order = URLEncoder.encode(delivery.id().order().reference(), UTF_8).replace("+", "%20");
    return consoleUrl.isEmpty()
        ? Optional.empty()
        : Optional.of(consoleUrl + "/orders/" + delivery.id().order().siteId() + "/" + order);
  }
}
