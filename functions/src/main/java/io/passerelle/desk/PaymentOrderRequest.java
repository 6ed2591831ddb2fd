package io.passerelle.desk;

import io.passerelle.edge.Json;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.paymentorder.Action;
import io.passerelle.paymentorder.InvalidField;
import io.passerelle.shop.Shop;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What is asked of a shop's payment orders: each part is read where it is needed, or refused with
/// its name.
record PaymentOrderRequest(Json json, Shop shop) {

  /// What says which call it is, and nothing of the payment order.
  private static final Set<String> CALL = Set.of("action", "siteId", "do");

  String reference() {
    return json.get("reference").text("");
  }

  Action deed() {
    try {
      return Action.valueOf(json.get("do").text(""));
    } catch (IllegalArgumentException e) {
      throw new Rejection(Reason.INVALID, "do must be one of " + List.of(Action.values()));
    }
  }

  /// What is written of a payment order, each value as its text.
  Map<String, String> fields() {
    Map<String, String> fields = new HashMap<>();
    json.members()
        .forEach((name, value) -> {
          boolean ours = CALL.contains(name);
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
