package io.passerelle.desk;

import io.passerelle.alert.Written;
import io.passerelle.delivery.Texts;
import io.passerelle.payment.Address;
import io.passerelle.payment.Buyer;
import io.passerelle.payment.Order;
import io.passerelle.paymentorder.LinkCode;
import io.passerelle.paymentorder.PaymentOrder;
import io.passerelle.shop.Platform;
import io.passerelle.shop.Session;
import io.passerelle.shop.Shop;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Payment orders' links: their secrets, the checkout behind them, and what a merchant copies.
public final class PaymentLinks {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int TOKEN_BYTES = 32;
  private static final int REFERENCE_LENGTH = 10;

  private final String publicUrl;

  /// `publicUrl` is where buyers reach this deployment.
  public PaymentLinks(String publicUrl) {
    this.publicUrl = publicUrl;
  }

  /// A payment order as it stands at a moment, with what a merchant hands over.
  record Shown(
      PaymentOrder order, Optional<Order> payment, Instant at, String url, String sentence) {}

  Shown of(PaymentOrder order, Shop shop, Optional<Order> payment, Instant now) {
    String url = publicUrl + path(order);
    String asked = order.terms().language();
    String language = asked.isEmpty() ? shop.page().language() : asked;
    Locale locale = Written.locale(language);
    String sentence =
        Texts.in(PaymentLinks.class, "link", language)
            .get("sentence")
            .replace("%amount%", Written.amount(order.amount(), locale))
            .replace(
                "%end_date%", Written.until(order.validUntil(), ZoneId.of(shop.timeZone()), locale))
            .replace("%url%", url);
    return new Shown(order, payment, now, url, sentence);
  }

  /// The checkout by which a payment order is paid, as a platform's would be.
  public static Session session(PaymentOrder order) {
    Map<String, String> fields = new HashMap<>(LinkWishes.fields(order.terms()));
    fields.put(LinkWishes.CODE, order.code().text());
    Buyer buyer =
        new Buyer(
            "",
            order.message().to(),
            "",
            order.terms().language(),
            "",
            Address.none(),
            Address.none());
    return new Session(
        order.id(),
        Platform.PAYMENT_ORDER,
        order.mode(),
        order.amount(),
        Session.Kind.SALE,
        "",
        Base64.getUrlEncoder().withoutPadding().encodeToString(random(TOKEN_BYTES)),
        buyer,
        fields,
        order.createdAt(),
        0);
  }

  /// Where buyers come to.
  public static String path(PaymentOrder order) {
    return "/t/" + order.code().text();
  }

  /// Where buyers of a shop type the reference of an invoice.
  static String invoiceForm(Shown shown) {
    String link = path(shown.order());
    String home = shown.url().substring(0, shown.url().length() - link.length());
    return home + "/invoice/" + shown.order().id().siteId();
  }

  static LinkCode code() {
    return LinkCode.of(random());
  }

  static byte[] random() {
    return random(LinkCode.BYTES);
  }

  /// For a payment order that its merchant gave none.
  static String reference() {
    return "po-" + code().text().substring(0, REFERENCE_LENGTH);
  }

  private static byte[] random(int count) {
    byte[] bytes = new byte[count];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}
