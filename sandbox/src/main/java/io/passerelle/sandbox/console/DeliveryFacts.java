package io.passerelle.sandbox.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// An order's deliveries and each of their attempts, as the order's page shows them.
final class DeliveryFacts {

  private DeliveryFacts() {}

  static List<Map<String, Object>> of(JsonNode order) {
    List<Map<String, Object>> deliveries = new ArrayList<>();
    for (JsonNode delivery : order.path("deliveries")) {
      String next = delivery.path("nextAttemptAt").asText("");
      deliveries.add(
          Map.of(
              "id", delivery.path("id").asText(),
              "rule", delivery.path("rule").asText(),
              "url", delivery.path("url").asText(),
              "state", delivery.path("state").asText(),
              "tone", Tones.of(delivery.path("state").asText()),
              "next", next.equals("null") ? "" : next,
              "tries", tries(delivery)));
    }
    return deliveries;
  }

  private static List<Map<String, Object>> tries(JsonNode delivery) {
    List<Map<String, Object>> tries = new ArrayList<>();
    for (JsonNode one : delivery.path("attempts")) {
      boolean failed = one.path("error").isTextual();
      tries.add(
          Map.of(
              "at", one.path("at").asText(),
              "tone", failed ? "bad" : "good",
              "status", one.path("status").asInt() == 0 ? "" : one.path("status").asText(),
              "error", failed ? one.path("error").asText() : "",
              "byHand", one.path("byHand").asBoolean(),
              "millis", one.path("durationMillis").asText(),
              "response", one.path("response").asText(),
              "location", text(one, "location"),
              "warning", text(one, "warning").toLowerCase(Locale.ROOT),
              "why", why(one)));
    }
    return tries;
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).isTextual() ? node.path(field).asText() : "";
  }

  /// Why it failed, in the merchant's language, and how long each step took.
  private static List<Map<String, Object>> why(JsonNode attempt) {
    JsonNode why = attempt.path("why");
    if (!why.isObject()) {
      return List.of();
    }
    Map<String, Object> shown = new HashMap<>();
    for (String part : List.of("met", "analysis", "remedy", "next")) {
      shown.put(part, why.path(part).asText());
    }
    StringBuilder steps = new StringBuilder();
    attempt
        .path("timings")
        .properties()
        .forEach(step -> {
          String millis = step.getValue().isNull() ? "-" : step.getValue().asText() + " ms";
          steps
              .append(steps.isEmpty() ? "" : ", ")
              .append(step.getKey())
              .append(' ')
              .append(millis);
        });
    shown.put("steps", steps.toString());
    return List.of(shown);
  }
}
