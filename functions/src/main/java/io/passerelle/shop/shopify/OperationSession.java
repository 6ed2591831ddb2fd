package io.passerelle.shop.shopify;

import io.passerelle.edge.Json;
import io.passerelle.payment.Mode;
import io.passerelle.payment.Money;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.SiteId;
import io.passerelle.payment.Wish;
import io.passerelle.shop.OperationResult.Kind;
import java.util.Map;
import java.util.Optional;

/// Shopify's request to refund, capture or void a payment that it asked for. `key` is the session's
/// id, by which the same request is known again; `amount` is empty for a void alone.
public record OperationSession(
    String key,
    Kind kind,
    OrderId order,
    Mode mode,
    Optional<Money> amount,
    Map<String, String> fields) {

  public OperationSession {
    fields = Map.copyOf(fields);
  }

  /// `payment_id` names the payment's own session, also where a capture went before.
  public static OperationSession read(Kind kind, SiteId siteId, String body) {
    Json json = Json.parse(body);
    Mutation.Asked asked = asked(kind);
    String payment = Texts.matching(json, "payment_id", "[A-Za-z0-9_-]{1,64}");
    return new OperationSession(
        Texts.id(json),
        kind,
        new OrderId(siteId, payment),
        Texts.flag(json, "test") ? Mode.TEST : Mode.PRODUCTION,
        kind == Kind.CANCEL
            ? Optional.empty()
            : Optional.of(ShopifyAmount.of(json.get("amount"), json.get("currency"))),
        Map.of(SessionRequest.GID, Texts.gid(json, asked.type())));
  }

  public Wish wish() {
    return switch (kind) {
      case REFUND -> Wish.REFUND;
      case CAPTURE -> Wish.CAPTURE;
      case CANCEL -> Wish.CANCEL;
    };
  }

  static Mutation.Asked asked(Kind kind) {
    return switch (kind) {
      case REFUND -> Mutation.Asked.REFUND;
      case CAPTURE -> Mutation.Asked.CAPTURE;
      case CANCEL -> Mutation.Asked.VOID;
    };
  }
}
