package io.passerelle.sandbox.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.passerelle.sandbox.control.FailedCalls;
import io.passerelle.sandbox.control.Operator;
import io.passerelle.sandbox.web.WebReply;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `/sandbox/failed/{siteId}`: what a shop was not told, to be sent again one by one or all at
/// once.
final class FailedPages {

  private static final int SHOWN_MAX = 200;
  private static final Duration BACK = Duration.ofDays(7);

  private final FailedCalls failed;
  private final Clock clock;

  FailedPages(FailedCalls failed, Clock clock) {
    this.failed = failed;
    this.clock = clock;
  }

  WebReply page(String siteId, Map<String, String> query) {
    List<Map<String, Object>> shown = new ArrayList<>();
    for (String state : List.of("EXHAUSTED", "FAILED")) {
      Operator.Answer answer = failed.failed(siteId, state, Optional.empty());
      if (!answer.isOk()) {
        return ConsolePages.missing();
      }
      answer.body().forEach(delivery -> shown.add(row(siteId, delivery)));
    }
    return ConsolePages.page(
        "Failed deliveries",
        "console/failed",
        Map.of(
            "siteId", siteId,
            "path", "/sandbox/failed/" + ConsolePages.encoded(siteId),
            "error", query.getOrDefault("error", ""),
            "note", query.getOrDefault("note", ""),
            "count", shown.size(),
            "any", !shown.isEmpty(),
            "since", clock.instant().minus(BACK).toString(),
            "deliveries", shown.subList(0, Math.min(SHOWN_MAX, shown.size()))));
  }

  private static Map<String, Object> row(String siteId, JsonNode delivery) {
    JsonNode first = delivery.path("attempts").path(0);
    JsonNode last = delivery.path("attempts").path(delivery.path("attempts").size() - 1);
    String order = delivery.path("orderId").asText();
    String status = last.path("status").asInt() == 0 ? "" : " " + last.path("status").asText();
    return Map.of(
        "id", delivery.path("id").asText(),
        "orderId", order,
        "order", ConsolePages.orderPath(siteId, order),
        "rule", delivery.path("rule").asText(),
        "state", delivery.path("state").asText(),
        "since", first.path("due").asText(),
        "tries", delivery.path("attempts").size(),
        "error", last.path("error").asText("") + status,
        "url", delivery.path("url").asText(),
        "next",
            delivery.path("nextAttemptAt").isTextual()
                ? delivery.path("nextAttemptAt").asText()
                : "");
  }
}
