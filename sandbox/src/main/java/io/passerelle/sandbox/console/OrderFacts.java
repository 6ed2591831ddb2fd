package io.passerelle.sandbox.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// What the page of an order shows: the stations of its way, its attempts, deliveries and history.
final class OrderFacts {

  private final JsonNode order;

  private OrderFacts(JsonNode order) {
    this.order = order;
  }

  static Map<String, Object> of(JsonNode order, Instant now, String path, String error) {
    OrderFacts facts = new OrderFacts(order);
    Map<String, Object> all = new HashMap<>();
    all.put("now", now.toString());
    all.put("path", path);
    all.put("error", error);
    all.put("siteId", order.path("siteId").asText());
    all.put("orderId", order.path("orderId").asText());
    all.put("state", order.path("state").asText());
    all.put("tone", Tones.of(order.path("state").asText()));
    all.put("mode", order.path("mode").asText());
    all.put("amount", amount(order));
    all.put("paidTwice", order.path("paidTwice").asBoolean());
    all.put("stations", facts.stations());
    all.put("attempts", facts.attempts());
    all.put("schedule", schedule(order));
    all.put("deliveries", DeliveryFacts.of(order));
    all.put("operations", facts.operations());
    all.put("key", "console-" + UUID.randomUUID());
    all.put("history", facts.history());
    return all;
  }

  /// Shop, gateway, notification, shop told: how far the order has come on its way.
  private List<Map<String, Object>> stations() {
    boolean notified = hasLine("Notification received");
    boolean told = false;
    for (JsonNode delivery : order.path("deliveries")) {
      told |= delivery.path("state").asText().equals("DELIVERED");
    }
    return List.of(
        station("The shop sends the buyer", order.path("startedHere").asBoolean()),
        station("The buyer is at the gateway", hasLine("Buyer sent to the payment page")),
        station("The gateway's notification is recorded", notified),
        station("The shop has been told", told));
  }

  private static Map<String, Object> station(String name, boolean reached) {
    return Map.of("name", name, "reached", reached);
  }

  private boolean hasLine(String operation) {
    for (JsonNode line : order.path("history")) {
      if (line.path("operation").asText().equals(operation)) {
        return true;
      }
    }
    return false;
  }

  private List<Map<String, Object>> attempts() {
    List<Map<String, Object>> attempts = new ArrayList<>();
    for (JsonNode attempt : order.path("attempts")) {
      attempts.add(
          Map.of(
              "transaction", attempt.path("transactionId").asText(),
              "date", attempt.path("date").asText(),
              "uuid", attempt.path("transactionUuid").asText(""),
              "operation", attempt.path("operation").asText(),
              "status", attempt.path("status").asText(),
              "amount", amount(attempt)));
    }
    return attempts;
  }

  /// The parts of a payment in instalments, once; nothing for any other.
  private static List<Map<String, Object>> schedule(JsonNode order) {
    List<Map<String, Object>> parts = new ArrayList<>();
    for (JsonNode part : order.path("instalments")) {
      parts.add(
          Map.of(
              "sequence", part.path("sequence").asText(),
              "date", part.path("date").asText(),
              "status", part.path("status").asText(),
              "amount", amount(part)));
    }
    return parts.isEmpty() ? List.of() : List.of(Map.of("parts", parts));
  }

  /// What was asked to be done with the order's money.
  private List<Map<String, Object>> operations() {
    List<Map<String, Object>> operations = new ArrayList<>();
    for (JsonNode one : order.path("operations")) {
      boolean all = one.path("amount").isNull();
      operations.add(
          Map.of(
              "at", one.path("askedAt").asText(),
              "operation", one.path("operation").asText(),
              "by", one.path("by").asText(),
              "amount", all ? "all" : amount(one),
              "state", one.path("state").asText(),
              "tone", Tones.of(one.path("state").asText()),
              "words", one.path("words").asText(),
              "answer", one.path("answer").asText(),
              "key", one.path("key").asText()));
    }
    return operations;
  }

  private List<Map<String, Object>> history() {
    List<Map<String, Object>> history = new ArrayList<>();
    for (JsonNode line : order.path("history")) {
      history.add(
          Map.of(
              "at", line.path("at").asText(),
              "operation", line.path("operation").asText(),
              "origin", line.path("origin").asText(),
              "info", line.path("info").asText()));
    }
    return history;
  }

  private static String amount(JsonNode node) {
    return Amounts.shown(node.path("amount").asLong(), node.path("currency").asText());
  }
}
