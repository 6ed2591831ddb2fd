package io.passerelle.desk;

import io.passerelle.edge.Json;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.payment.Mode;
import io.passerelle.payment.OrderId;
import io.passerelle.paymentorder.Action;
import io.passerelle.paymentorder.Defaults;
import io.passerelle.paymentorder.Draft;
import io.passerelle.paymentorder.InvalidField;
import io.passerelle.paymentorder.PaymentOrder;
import io.passerelle.paymentorder.Rewrite;
import io.passerelle.paymentorder.Validity;
import io.passerelle.shop.PageSettings;
import io.passerelle.shop.Shop;
import io.passerelle.store.PaymentOrderPage;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What is asked of a shop's payment orders: each part is read where it is needed, or refused with
/// its name.
record PaymentOrderRequest(Json json, Shop shop) {

  private static final String TEMPLATE = "template";

  /// What is no field of a payment order.
  private static final Set<String> APART = Set.of("action", "siteId", TEMPLATE);

  Optional<OrderId> id() {
    return Optional.of(json.get("reference").text(""))
        .filter(OrderId::isValid)
        .map(reference -> new OrderId(shop.siteId(), reference));
  }

  Draft draft(Instant now) {
    return Draft.read(fields(), defaults(), now);
  }

  /// What a payment order is to be in place of what it is.
  Draft rewritten(PaymentOrder order, Instant now) {
    Map<String, String> changes = fields();
    changes.keySet().removeAll(Set.of("do", "reference"));
    if (template().isPresent()) {
      changes.putIfAbsent("subject", "");
      changes.putIfAbsent("message", "");
    }
    Defaults any = new Defaults(order.mode(), defaults().validity(), false);
    return Draft.read(Rewrite.of(order, changes, now), any, now);
  }

  /// The template that is named, whose words stand where the merchant wrote none.
  Optional<String> template() {
    return json.get(TEMPLATE).text().filter(id -> !id.isEmpty());
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

  Optional<PaymentOrderPage.Place> page() {
    return json.get("page").text().map(PaymentOrderPage.Place::parse);
  }

  Mode mode() {
    return switch (json.get("mode").text("")) {
      case "TEST" -> Mode.TEST;
      case "PRODUCTION" -> Mode.PRODUCTION;
      case "" -> shop.mode();
      default -> throw new Rejection(Reason.INVALID, "mode must be TEST or PRODUCTION");
    };
  }

  Instant since() {
    try {
      return json.has("since") ? Instant.parse(json.get("since").text("")) : Instant.EPOCH;
    } catch (DateTimeException e) {
      throw new Rejection(Reason.INVALID, "since must be a time such as 2026-01-15T10:00:00Z");
    }
  }

  Action deed() {
    try {
      return Action.valueOf(json.get("do").text(""));
    } catch (IllegalArgumentException e) {
      throw new Rejection(Reason.INVALID, "do must be one of " + List.of(Action.values()));
    }
  }

  private Defaults defaults() {
    PageSettings page = shop.page();
    return new Defaults(
        shop.mode(),
        new Validity(ZoneId.of(shop.timeZone()), page.paymentOrderDays()),
        page.paymentOrderReferenceNeeded());
  }

  /// What is written of a payment order, each value as its text.
  private Map<String, String> fields() {
    Map<String, String> fields = new HashMap<>();
    json.members()
        .forEach((name, value) -> {
          if (!APART.contains(name) && value.isPresent()) {
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
