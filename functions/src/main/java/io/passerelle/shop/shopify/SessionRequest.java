package io.passerelle.shop.shopify;

import io.passerelle.edge.Json;
import io.passerelle.payment.Address;
import io.passerelle.payment.Buyer;
import io.passerelle.payment.Mode;
import io.passerelle.payment.Money;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.SiteId;
import io.passerelle.shop.Platform;
import io.passerelle.shop.Session;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// Shopify's request to take a payment, read strictly: an id, an amount or an address that is not
/// what it must be is refused with the field's name, since a guess would charge or lead somewhere
/// that nobody asked for.
public final class SessionRequest {

  /// Fields of a [Session] that came by a session request.
  static final String GID = "gid";

  static final String CANCEL_URL = "cancelUrl";
  static final String API_VERSION = "apiVersion";
  static final String REDIRECT_URL = "redirectUrl";

  private static final String VERSION = "\\d{4}-\\d{2}";

  private final Json json;

  private SessionRequest(Json json) {
    this.json = json;
  }

  public static SessionRequest read(String body) {
    return new SessionRequest(Json.parse(body));
  }

  public Mode mode() {
    return Texts.flag(json, "test") ? Mode.TEST : Mode.PRODUCTION;
  }

  /// The checkout as Passerelle keeps it. `option` is the code of the payment in instalments whose
  /// address Shopify called, `apiVersion` the version of the interface in the request's header.
  public Session session(
      SiteId siteId, String option, String apiVersion, String token, Instant now) {
    return new Session(
        new OrderId(siteId, Texts.id(json)),
        Platform.SHOPIFY,
        mode(),
        amount(),
        kind(),
        option,
        token,
        buyer(),
        fields(apiVersion),
        now,
        0);
  }

  private Money amount() {
    return ShopifyAmount.of(json.get("amount"), json.get("currency"));
  }

  private Session.Kind kind() {
    return switch (Texts.matching(json, "kind", "sale|authorization")) {
      case "sale" -> Session.Kind.SALE;
      default -> Session.Kind.AUTHORIZATION;
    };
  }

  private Map<String, String> fields(String apiVersion) {
    Map<String, String> fields = new HashMap<>();
    fields.put(GID, Texts.gid(json, "PaymentSession"));
    fields.put(Session.GROUP, Texts.matching(json, "group", "[!-~]{1,200}"));
    String cancelUrl = json.get("payment_method").get("data").get("cancel_url").text("");
    fields.put(CANCEL_URL, Texts.url(cancelUrl).orElseThrow(() -> Texts.invalid("payment_method")));
    if (apiVersion.matches(VERSION)) {
      fields.put(API_VERSION, apiVersion);
    }
    return fields;
  }

  private Buyer buyer() {
    Json customer = json.get("customer");
    String locale = customer.get("locale").text(json.get("merchant_locale").text(""));
    return new Buyer(
        "",
        Texts.cut(customer.get("email")),
        Texts.cut(customer.get("phone_number")),
        Texts.cut(locale),
        "",
        address(customer.get("billing_address")),
        address(customer.get("shipping_address")));
  }

  private static Address address(Json address) {
    Json province = address.get("province_code");
    return new Address(
        Texts.cut(address.get("given_name")),
        Texts.cut(address.get("family_name")),
        Texts.cut(address.get("company")),
        Texts.cut(address.get("line1")),
        Texts.cut(address.get("line2")),
        Texts.cut(address.get("city")),
        Texts.cut(address.get("postal_code")),
        Texts.cut(province.isPresent() ? province : address.get("province")),
        Texts.cut(address.get("country_code")),
        Texts.cut(address.get("phone_number")));
  }
}
