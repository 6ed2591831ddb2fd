package io.passerelle.sandbox.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.passerelle.sandbox.control.Operator;
import io.passerelle.sandbox.web.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What the page of a shop shows: the signatures that were refused, and the addresses that get no
/// mail.
final class ShopPage {

  private ShopPage() {}

  /// Empty for a shop that there is not.
  static Optional<Map<String, Object>> facts(Operator operator, String siteId) {
    Operator.Answer shop = operator.ask("shop", Json.object().put("siteId", siteId));
    Operator.Answer refused = operator.refusals(siteId);
    if (!shop.isOk() || !refused.isOk()) {
      return Optional.empty();
    }
    return Optional.of(
        Map.of(
            "siteId", siteId,
            "label", shop.body().path("label").asText(),
            "suppressed", suppressed(shop.body().path("suppressed")),
            "refusals", refusals(refused.body().path("refusals"))));
  }

  private static List<Map<String, Object>> suppressed(JsonNode suppressed) {
    return suppressed.valueStream().map(one -> texts(one, "email", "reason", "at")).toList();
  }

  private static List<Map<String, Object>> refusals(JsonNode refusals) {
    return refusals.valueStream().map(ShopPage::refusal).toList();
  }

  private static Map<String, Object> refusal(JsonNode refusal) {
    Map<String, Object> shown =
        texts(refusal, "at", "kind", "format", "difference", "field", "fieldCount");
    shown.putAll(texts(refusal.at("/whyIn/en"), "analysis", "remedy"));
    shown.put(
        "fields",
        refusal
            .path("fields")
            .valueStream()
            .map(JsonNode::asText)
            .collect(Collectors.joining(", ")));
    return shown;
  }

  private static Map<String, Object> texts(JsonNode node, String... names) {
    Map<String, Object> texts = new HashMap<>();
    for (String name : names) {
      texts.put(name, node.path(name).asText());
    }
    return texts;
  }
}
