package io.passerelle.sandbox.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.passerelle.sandbox.control.Operator;
import io.passerelle.sandbox.web.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// `/sandbox/cards/{siteId}`: the cards that buyers let the gateway keep, how each stands, and how
/// near its end is: orange within the warning period, red after it, each said in words too. Below
/// them are the files of expiring cards.
final class CardPage {

  static final String ROOT = "/sandbox/cards/";

  private CardPage() {}

  /// Empty for a shop that there is not.
  static Optional<Map<String, Object>> facts(Operator operator, String siteId) {
    Operator.Answer shop = operator.ask("shop", Json.object().put("siteId", siteId));
    Operator.Answer tokens = operator.ask("tokens", Json.object().put("siteId", siteId));
    if (!shop.isOk() || !tokens.isOk()) {
      return Optional.empty();
    }
    List<Map<String, Object>> cards =
        tokens
            .body()
            .path("tokens")
            .valueStream()
            .map(token -> card(siteId, token))
            .collect(Collectors.toList());
    return Optional.of(
        Map.of(
            "siteId",
            siteId,
            "label",
            shop.body().path("label").asText(),
            "any",
            !cards.isEmpty(),
            "cards",
            cards,
            "written",
            CardFileRows.written(operator, siteId),
            "fetched",
            CardFileRows.fetched(operator, siteId)));
  }

  private static Map<String, Object> card(String siteId, JsonNode token) {
    String state = token.path("state").asText();
    String network = token.path("networkState").asText();
    String warning = token.path("warning").asText();
    String order = token.path("orderId").asText();
    Map<String, Object> shown = new HashMap<>();
    shown.put("token", token.path("token").asText());
    shown.put("mode", token.path("mode").asText());
    shown.put("card", named(token));
    shown.put("expiry", expiry(token));
    shown.put("state", state);
    shown.put("stateTone", tone(state));
    shown.put("network", network);
    shown.put("networkTone", tone(network));
    shown.put("orange", warning.equals("ORANGE"));
    shown.put("red", warning.equals("RED"));
    shown.put("order", order);
    shown.put("path", ConsolePages.orderPath(siteId, order));
    return shown;
  }

  private static String named(JsonNode token) {
    return Stream.of("brand", "lastFour")
        .map(name -> token.path(name).asText(""))
        .filter(text -> !text.isEmpty() && !text.equals("null"))
        .collect(Collectors.joining(" "));
  }

  private static String expiry(JsonNode token) {
    int month = token.path("expiryMonth").asInt();
    return month == 0
        ? "not known"
        : (month < 10 ? "0" : "") + month + "/" + token.path("expiryYear").asInt();
  }

  private static String tone(String state) {
    return switch (state) {
      case "ACTIVE" -> "good";
      case "CANCELLED", "DELETED" -> "bad";
      default -> "";
    };
  }
}
