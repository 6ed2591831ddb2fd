package io.passerelle.shop.shopify;

import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.payment.Address;
import io.passerelle.payment.Buyer;
import io.passerelle.payment.Mode;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.SiteId;
import io.passerelle.shop.Platform;
import io.passerelle.shop.Session;
import java.time.Instant;
import java.util.Map;

/// A checkout by the hosted protocol: the `x_` fields that a buyer's browser brought, whose
/// signature was verified. Empty fields are not sent, so that a missing one is an empty one.
public final class HostedRequest {

  /// Fields of a [Session] that came by the hosted protocol.
  static final String REFERENCE = "x_reference";

  static final String ACCOUNT = "x_account_id";
  static final String AMOUNT = "x_amount";
  static final String CALLBACK = "x_url_callback";
  static final String COMPLETE = "x_url_complete";
  static final String CANCEL = "x_url_cancel";
  static final String TEST = "x_test";

  private final Map<String, String> fields;

  private HostedRequest(Map<String, String> fields) {
    this.fields = Map.copyOf(fields);
  }

  /// Fails with a rejection where the fields are not those whose signature `signer` verifies.
  public static HostedRequest verified(Map<String, String> fields, HostedSigner signer) {
    if (!signer.isSigned(fields)) {
      throw new Rejection(Reason.BAD_SIGNATURE);
    }
    return new HostedRequest(fields);
  }

  /// Whose checkout it says it is: what the key to verify it is found by, and nothing else.
  public static SiteId claimedShop(Map<String, String> fields) {
    String account = fields.getOrDefault(ACCOUNT, "");
    if (!SiteId.isValid(account)) {
      throw Texts.invalid(ACCOUNT);
    }
    return new SiteId(account);
  }

  public static Mode claimedMode(Map<String, String> fields) {
    return switch (fields.getOrDefault(TEST, "")) {
      case "true" -> Mode.TEST;
      case "false" -> Mode.PRODUCTION;
      default -> throw Texts.invalid(TEST);
    };
  }

  public Session session(SiteId siteId, String option, String token, Instant now) {
    String reference = text(REFERENCE);
    if (!reference.matches("[A-Za-z0-9_-]{1,64}")) {
      throw Texts.invalid(REFERENCE);
    }
    return new Session(
        new OrderId(siteId, reference),
        Platform.SHOPIFY,
        claimedMode(fields),
        ShopifyAmount.of(text(AMOUNT), text("x_currency")),
        kind(),
        option,
        token,
        buyer(),
        Map.of(
            ACCOUNT, text(ACCOUNT),
            REFERENCE, reference,
            AMOUNT, text(AMOUNT),
            TEST, text(TEST),
            CALLBACK, url(CALLBACK),
            COMPLETE, url(COMPLETE),
            CANCEL, url(CANCEL)),
        now,
        0);
  }

  private Session.Kind kind() {
    return switch (text("x_transaction_type")) {
      case "", "sale" -> Session.Kind.SALE;
      case "authorization" -> Session.Kind.AUTHORIZATION;
      default -> throw Texts.invalid("x_transaction_type");
    };
  }

  private Buyer buyer() {
    return new Buyer(
        "",
        Texts.cut(text("x_customer_email")),
        Texts.cut(text("x_customer_phone")),
        "",
        "",
        address("x_customer_billing_"),
        address("x_customer_shipping_"));
  }

  private Address address(String prefix) {
    boolean billing = prefix.endsWith("billing_");
    return new Address(
        person(prefix, "first_name", billing),
        person(prefix, "last_name", billing),
        Texts.cut(text(prefix + "company")),
        Texts.cut(text(prefix + "address1")),
        Texts.cut(text(prefix + "address2")),
        Texts.cut(text(prefix + "city")),
        Texts.cut(text(prefix + "zip")),
        Texts.cut(text(prefix + "state")),
        Texts.cut(text(prefix + "country")),
        Texts.cut(text(prefix + "phone")));
  }

  /// The customer's own name where the bill names nobody.
  private String person(String prefix, String name, boolean billing) {
    String text = text(prefix + name);
    return Texts.cut(text.isEmpty() && billing ? text("x_customer_" + name) : text);
  }

  private String url(String name) {
    return Texts.url(text(name)).orElseThrow(() -> Texts.invalid(name));
  }

  private String text(String name) {
    return fields.getOrDefault(name, "");
  }
}
