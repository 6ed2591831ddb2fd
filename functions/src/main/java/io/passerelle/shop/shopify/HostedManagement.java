package io.passerelle.shop.shopify;

import io.passerelle.edge.Json;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.payment.Mode;
import io.passerelle.payment.Money;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.SiteId;
import io.passerelle.shop.OperationResult.Kind;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A refund, capture or void by the hosted protocol: a JSON object whose numbers and flags are
/// signed as the texts that they are written as.
public final class HostedManagement {

  static final String GATEWAY_REFERENCE = "x_gateway_reference";
  static final String TYPE = "x_transaction_type";

  private HostedManagement() {}

  /// The members of the body as texts; one that is neither text, number nor flag is refused.
  public static Map<String, String> fields(String body) {
    Json json = Json.parse(body);
    if (!json.isObject()) {
      throw new Rejection(Reason.MALFORMED, "an object is due");
    }
    Map<String, String> fields = new TreeMap<>();
    json.members()
        .forEach((name, value) -> {
          if (value.isPresent()) {
            fields.put(name, text(name, value));
          }
        });
    return fields;
  }

  private static String text(String name, Json value) {
    return value
        .text()
        .or(() -> value.number().map(String::valueOf))
        .or(() -> value.flag().map(String::valueOf))
        .orElseThrow(() -> Texts.invalid(name.matches("x_[a-z_]{1,40}") ? name : "a field"));
  }

  /// What is asked, once the signature is verified. It is known again by what was signed: the
  /// protocol gives such a request no id of its own, and a repetition is the same to the letter.
  public static OperationSession request(
      Kind kind, SiteId siteId, Map<String, String> fields, HostedSigner signer) {
    if (!signer.isSigned(fields)) {
      throw new Rejection(Reason.BAD_SIGNATURE);
    }
    if (!fields.getOrDefault(TYPE, "").equals(word(kind))) {
      throw Texts.invalid(TYPE);
    }
    String reference = fields.getOrDefault(HostedRequest.REFERENCE, "");
    if (!reference.matches("[A-Za-z0-9_-]{1,64}")) {
      throw Texts.invalid(HostedRequest.REFERENCE);
    }
    Mode mode = HostedRequest.claimedMode(fields);
    return new OperationSession(
        signer.sign(fields),
        kind,
        new OrderId(siteId, reference),
        mode,
        kind == Kind.CANCEL ? Optional.empty() : Optional.of(amount(fields)),
        kept(fields));
  }

  /// What the answer says besides the request: the result comes by the callback.
  public static Map<String, String> pending() {
    return Map.of("x_result", "pending");
  }

  private static Money amount(Map<String, String> fields) {
    return ShopifyAmount.of(
        fields.getOrDefault(HostedRequest.AMOUNT, ""), fields.getOrDefault("x_currency", ""));
  }

  private static Map<String, String> kept(Map<String, String> fields) {
    Map<String, String> kept = new HashMap<>();
    kept.put(TYPE, fields.getOrDefault(TYPE, ""));
    kept.put(HostedRequest.AMOUNT, fields.getOrDefault(HostedRequest.AMOUNT, ""));
    kept.put(
        HostedRequest.CALLBACK,
        Texts.url(fields.getOrDefault(HostedRequest.CALLBACK, ""))
            .orElseThrow(() -> Texts.invalid(HostedRequest.CALLBACK)));
    return kept;
  }

  static String word(Kind kind) {
    return switch (kind) {
      case REFUND -> "refund";
      case CAPTURE -> "capture";
      case CANCEL -> "void";
    };
  }
}
