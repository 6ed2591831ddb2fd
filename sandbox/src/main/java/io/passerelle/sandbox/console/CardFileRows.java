package io.passerelle.sandbox.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.passerelle.sandbox.control.Operator;
import io.passerelle.sandbox.web.Json;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A shop's files of expiring cards as its page shows them: those that the bridge wrote, which can
/// be opened as long as they are there, and those that it fetched, with what is wrong in them.
final class CardFileRows {

  private CardFileRows() {}

  static List<Map<String, Object>> written(Operator operator, String siteId) {
    return files(operator, "cardFiles", siteId)
        .valueStream()
        .map(file -> written(siteId, file))
        .collect(Collectors.toList());
  }

  private static Map<String, Object> written(String siteId, JsonNode file) {
    String name = file.path("name").asText();
    String state = file.path("state").asText();
    return Map.of(
        "name",
        name,
        "path",
        "/sandbox/api/card-files/" + siteId + "/" + ConsolePages.encoded(name),
        "there",
        state.equals("AVAILABLE"),
        "month",
        file.path("month").asText(),
        "state",
        state,
        "details",
        file.path("details").asInt(),
        "left",
        file.path("left").asInt());
  }

  static List<Map<String, Object>> fetched(Operator operator, String siteId) {
    return files(operator, "fetchedCardFiles", siteId)
        .valueStream()
        .map(CardFileRows::fetched)
        .collect(Collectors.toList());
  }

  private static Map<String, Object> fetched(JsonNode file) {
    List<String> problems =
        file.path("problems").valueStream().map(CardFileRows::problem).collect(Collectors.toList());
    boolean sound = file.path("sound").asBoolean();
    return Map.of(
        "name",
        file.path("name").asText(),
        "at",
        file.path("fetchedAt").asText(),
        "state",
        file.path("state").asText(),
        "tone",
        sound ? "good" : "bad",
        "used",
        file.path("used").asInt(),
        "sound",
        sound,
        "count",
        file.path("problemCount").asLong(),
        "problems",
        problems);
  }

  private static String problem(JsonNode problem) {
    int line = problem.path("line").asInt();
    String field = problem.path("field").asText();
    return (line == 0 ? "the file" : "line " + line)
        + (field.isEmpty() ? "" : ", " + field)
        + ": "
        + problem.path("fault").asText();
  }

  private static JsonNode files(Operator operator, String action, String siteId) {
    return operator.ask(action, Json.object().put("siteId", siteId)).body().path("files");
  }
}
