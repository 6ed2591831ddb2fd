package io.passerelle.function;

import io.passerelle.alert.Alert;
import io.passerelle.delivery.Attempt;
import io.passerelle.delivery.Delivery;
import io.passerelle.delivery.Rule;
import io.passerelle.payment.Mode;
import io.passerelle.payment.Order;
import io.passerelle.shop.Shop;
import io.passerelle.store.Mailing;
import io.passerelle.store.MailingId;
import io.passerelle.store.Shops;
import java.util.List;
import java.util.Optional;

/// Which mail an attempt calls for: one after each failure, to the addresses of the delivery's
/// rule.
final class Alerts {

  private static final int ANSWER_SHOWN = 300;

  private Alerts() {}

  static Optional<Mailing> of(Delivery after, Dispatch.Result result, Optional<Shops.Entry> shop) {
    Attempt attempt = result.attempt();
    if (shop.isEmpty() || (attempt.isDelivered() && !result.refusedInWords())) {
      return Optional.empty();
    }
    Rule rule = shop.get().rules().of(after.rule());
    List<String> to =
        rule.alertEmails().isEmpty() ? shop.get().rules().alertEmails() : rule.alertEmails();
    if (to.isEmpty()) {
      return Optional.empty();
    }
    Shop merchant = shop.get().shop();
    String number = after.id().number() + "#" + after.attempts().size();
    return Optional.of(
        Mailing.of(
            new MailingId(after.id().order(), attempt.at() + "#" + number),
            attempt.isDelivered()
                ? refused(after, result, merchant)
                : failed(after, result, merchant),
            to,
            merchant.alertLanguage(),
            merchant.timeZone(),
            attempt.at()));
  }

  private static Alert failed(Delivery after, Dispatch.Result result, Shop merchant) {
    Attempt attempt = result.attempt();
    return new Alert.DeliveryFailed(
        merchant.siteId().value(),
        merchant.label(),
        after.id().order().reference(),
        mode(result, merchant),
        after.label(),
        shownUrl(result.url()),
        after.id().toString(),
        (int) after.attempts().stream().filter(one -> one.byHand() == attempt.byHand()).count(),
        Delivery.AUTOMATIC_ATTEMPTS_MAX,
        attempt.byHand(),
        after.replay(),
        result.order().filter(Order::isPaid).isPresent(),
        attempt.status(),
        attempt.failure().orElse(""),
        shown(attempt.response()),
        after.due());
  }

  private static Alert refused(Delivery after, Dispatch.Result result, Shop merchant) {
    return new Alert.PaymentFlagged(
        merchant.siteId().value(),
        merchant.label(),
        after.id().order().reference(),
        mode(result, merchant),
        Alert.Kind.SHOP_REFUSED,
        shown(result.attempt().response()));
  }

  private static Mode mode(Dispatch.Result result, Shop merchant) {
    return result.order().map(Order::mode).orElse(merchant.mode());
  }

  /// A URL's query may hold a key of the merchant's.
  private static String shownUrl(String url) {
    int query = url.indexOf('?');
    return query < 0 ? url : url.substring(0, query);
  }

  private static String shown(String text) {
    return text.length() > ANSWER_SHOWN ? text.substring(0, ANSWER_SHOWN) : text;
  }
}
