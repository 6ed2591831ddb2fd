package io.passerelle.sandbox.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.passerelle.sandbox.web.Json;
import java.util.Map;

/// An order as the list shows it.
record RecentOrder(String siteId, String orderId, String state, String amount, String createdAt) {

  /// Reads an item of the bridge's table.
  static RecentOrder of(JsonNode item) {
    String[] key = item.path("pk").path("S").asText().split("#", 3);
    JsonNode document = Json.read(item.path("document").path("S").asText());
    JsonNode amount = document.path("amount");
    return new RecentOrder(
        key[1],
        key[2],
        document.path("state").asText(),
        Amounts.shown(amount.path("minorUnits").asLong(), amount.path("currency").asText()),
        document.path("createdAt").asText());
  }

  Map<String, Object> facts() {
    return Map.of(
        "siteId", siteId,
        "orderId", orderId,
        "state", state,
        "tone", Tones.of(state),
        "amount", amount,
        "createdAt", createdAt,
        "path", ConsolePages.orderPath(siteId, orderId));
  }
}
