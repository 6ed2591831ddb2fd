package io.passerelle.sandbox.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.state.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Spoils one value of an answer in the REST format, wherever it stands in the document.
final class AnswerTampering {

  private static final Map<String, Set<String>> ALSO =
      Map.of(
          "amount", Set.of("amount", "orderTotalAmount", "orderEffectiveAmount", "effectiveAmount"),
          "currency", Set.of("currency", "orderCurrency", "effectiveCurrency"),
          "siteId", Set.of("shopId"),
          "status", Set.of("orderStatus", "status", "detailedStatus"));

  private AnswerTampering() {}

  static Map<String, String> spoilt(Map<String, String> fields, String name) {
    JsonNode answer = JsonText.tree(fields.getOrDefault("kr-answer", "{}"));
    spoil(answer, ALSO.getOrDefault(name, Set.of(name)));
    var copy = new LinkedHashMap<>(fields);
    String text = answer.toString();
    copy.put("kr-answer", text.equals(fields.get("kr-answer")) ? text + " " : text);
    return copy;
  }

  private static void spoil(JsonNode node, Set<String> names) {
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> entry : Set.copyOf(object.properties())) {
        if (!names.contains(entry.getKey()) || entry.getValue().isContainerNode()) {
          spoil(entry.getValue(), names);
        } else if (entry.getValue().isIntegralNumber()) {
          object.put(entry.getKey(), entry.getValue().longValue() + 1);
        } else {
          object.put(entry.getKey(), Tampering.other(entry.getValue().asText()));
        }
      }
    } else {
      node.forEach(child -> spoil(child, names));
    }
  }
}
