package io.passerelle.desk;

import io.passerelle.edge.Json;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.payment.OrderId;
import io.passerelle.paymentorder.Action;
import io.passerelle.paymentorder.Defaults;
import io.passerelle.paymentorder.Draft;
import io.passerelle.paymentorder.InvalidField;
import io.passerelle.paymentorder.Validity;
import io.passerelle.shop.Shop;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is asked of a shop's payment orders: each part is read where it is needed, or refused with
/// its name.
record PaymentOrderRequest(Json json, Shop shop) {

  Optional<OrderId> id() {
    return Optional.of(json.get("reference").text(""))
        .filter(OrderId::isValid)
        .map(reference -> new OrderId(shop.siteId(), reference));
  }

  Draft draft(Instant now) {
    return Draft.read(fields(), defaults(), now);
  }

  /// Empty where the merchant names none and the shop needs none.
  Optional<String> newReference() {
    String reference = json.get("newReference").text("");
    return Optional.of(Draft.reference("newReference", reference, defaults()))
        .filter(one -> !one.isEmpty());
  }

  Instant end(Instant now) {
    return defaults().validity().end(json.get(Validity.FIELD).text(""), now);
  }

  Action deed() {
    try {
      return Action.valueOf(json.get("do").text(""));
    } catch (IllegalArgumentException e) {
      throw new Rejection(Reason.INVALID, "do must be one of " + List.of(Action.values()));
    }
  }

  private Defaults defaults() {
    return PaymentLinks.defaults(shop);
  }

  /// What is written of a payment order, each value as its text.
  private Map<String, String> fields() {
    Map<String, String> fields = new HashMap<>();
    json.members()
        .forEach((name, value) -> {
          boolean ours = name.equals("action") || name.equals("siteId");
          if (!ours && value.isPresent()) {
            fields.put(name, plain(name, value));
          }
        });
    return fields;
  }

  private static String plain(String name, Json value) {
    return value
        .text()
        .or(() -> value.decimal().map(BigDecimal::toPlainString))
        .or(() -> value.flag().map(String::valueOf))
        .orElseThrow(() ->
            new InvalidField(
                name.matches("[A-Za-z]{1,40}") ? name : "?", "must be a single value"));
  }
}
