package io.passerelle.desk;

import io.passerelle.edge.Secret;
import io.passerelle.payment.Address;
import io.passerelle.payment.Buyer;
import io.passerelle.paymentorder.Defaults;
import io.passerelle.paymentorder.LinkCode;
import io.passerelle.paymentorder.PaymentOrder;
import io.passerelle.paymentorder.Validity;
import io.passerelle.shop.PageSettings;
import io.passerelle.shop.Platform;
import io.passerelle.shop.Session;
import io.passerelle.shop.Shop;
import java.security.SecureRandom;
import java.time.ZoneId;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/// Payment orders' links: their secrets, and the checkout behind them.
public final class PaymentLinks {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int TOKEN_BYTES = 32;
  private static final int REFERENCE_LENGTH = 10;

  private final String publicUrl;

  /// `publicUrl` is where buyers reach this deployment.
  public PaymentLinks(String publicUrl) {
    this.publicUrl = publicUrl;
  }

  String url(PaymentOrder order) {
    return publicUrl + path(order);
  }

  /// The checkout by which a payment order is paid, as a platform's would be.
  public static Session session(PaymentOrder order) {
    return session(
        order, Base64.getUrlEncoder().withoutPadding().encodeToString(random(TOKEN_BYTES)));
  }

  /// The same under a token that nobody can guess.
  static Session session(PaymentOrder order, String token) {
    Map<String, String> fields = new HashMap<>(LinkWishes.fields(order.terms()));
    fields.put(LinkWishes.CODE, order.code().text());
    Buyer buyer =
        new Buyer(
            "",
            order.message().to(),
            order.message().phone(),
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
        token,
        buyer,
        fields,
        order.createdAt(),
        0);
  }

  /// The same of one that was rewritten, in place of what it had before.
  static Session session(PaymentOrder order, Session before) {
    Session now = session(order);
    return new Session(
        now.order(),
        now.platform(),
        now.mode(),
        now.amount(),
        now.kind(),
        now.option(),
        before.token(),
        now.buyer(),
        now.fields(),
        before.createdAt(),
        before.version());
  }

  /// What a shop says of payment orders whose merchant does not.
  public static Defaults defaults(Shop shop) {
    PageSettings page = shop.page();
    return new Defaults(
        shop.mode(),
        new Validity(ZoneId.of(shop.timeZone()), page.paymentOrderDays()),
        page.paymentOrderReferenceNeeded());
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
    return LinkCode.of(random(LinkCode.BYTES));
  }

  /// A text that nobody can guess, of so many random bytes.
  static Secret secret(int bytes) {
    return Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(random(bytes)));
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
