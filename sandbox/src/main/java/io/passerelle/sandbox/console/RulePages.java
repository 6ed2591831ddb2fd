package io.passerelle.sandbox.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.passerelle.sandbox.control.Operator;
import io.passerelle.sandbox.control.ShopCalls;
import io.passerelle.sandbox.pages.Layout;
import io.passerelle.sandbox.web.Json;
import io.passerelle.sandbox.web.Site;
import io.passerelle.sandbox.web.WebReply;
import io.passerelle.sandbox.web.WebRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// `/sandbox/rules/{siteId}`: a shop's notification rules, and a form that tests a URL.
final class RulePages implements Site {

  static final String ROOT = "/sandbox/rules/";

  private final Operator operator;
  private final ShopCalls shops;

  RulePages(Operator operator, ShopCalls shops) {
    this.operator = operator;
    this.shops = shops;
  }

  @Override
  public WebReply answer(WebRequest request) {
    String siteId = request.path().substring(ROOT.length());
    Operator.Answer shop = operator.ask("shop", Json.object().put("siteId", siteId));
    if (!shop.isOk()) {
      return ConsolePages.missing();
    }
    Map<String, Object> facts = new HashMap<>();
    facts.put("siteId", siteId);
    facts.put("label", shop.body().path("label").asText());
    facts.put("path", ROOT + ConsolePages.encoded(siteId));
    facts.put("rules", rules(siteId, shop.body().path("rules").size()));
    facts.put("url", "");
    facts.put("tested", false);
    if (request.method().equals("POST")) {
      test(siteId, request.form(), facts);
    }
    return WebReply.html(200, Layout.page("en", "Rules of " + siteId, "console/rules", facts));
  }

  /// Those that were written, and behind them the built-in ones as they are by default.
  private List<Map<String, Object>> rules(String siteId, int written) {
    JsonNode all = operator.ask("rules", Json.object().put("siteId", siteId)).body();
    return IntStream.range(0, all.size()).mapToObj(i -> rule(all.path(i), i >= written)).toList();
  }

  private void test(String siteId, Map<String, String> form, Map<String, Object> facts) {
    String url = form.getOrDefault("url", "");
    Operator.Answer answer = shops.testUrl(siteId, url, form.getOrDefault("mode", "TEST"));
    JsonNode body = answer.body();
    facts.put("url", url);
    facts.put("tested", true);
    facts.put("ok", body.path("ok").asBoolean());
    facts.put("error", body.path("error").asText(""));
    facts.put("millis", body.at("/timings/totalMillis").asLong());
    facts.put("findings", body.path("findings").valueStream().map(RulePages::finding).toList());
  }

  private static Map<String, Object> finding(JsonNode finding) {
    return Map.of(
        "code", finding.path("code").asText(),
        "tone", finding.path("severity").asText().equals("ERROR") ? "bad" : "warn",
        "advice", finding.path("advice").asText(),
        "conseil", finding.path("conseil").asText());
  }

  private static Map<String, Object> rule(JsonNode rule, boolean byDefault) {
    boolean active = rule.path("active").asBoolean();
    boolean calls = rule.path("action").asText().equals("URL");
    return Map.of(
        "label",
        rule.path("label").asText(),
        "kind",
        rule.path("kind").asText(),
        "tone",
        active ? "good" : "",
        "state",
        active ? "on" : "off",
        "byDefault",
        byDefault,
        "tells",
        calls ? called(rule) : List.of(mailed(rule)),
        "when",
        when(rule),
        "calls",
        calls,
        "how",
        calls ? how(rule) : "",
        "alerted",
        calls ? rule.path("alertEmails").asText().replace(";", ", ") : "");
  }

  private static List<String> called(JsonNode rule) {
    List<String> called = new ArrayList<>();
    if (!isOf(rule, "CUSTOM") && !isOf(rule, "CARD_UPDATE")) {
      called.add("the shop's platform");
    }
    for (Map.Entry<String, String> mode :
        List.of(Map.entry("TEST", "urlTest"), Map.entry("PRODUCTION", "urlProduction"))) {
      String url = rule.path(mode.getValue()).asText();
      if (!url.isEmpty()) {
        called.add(mode.getKey() + " " + url);
      }
    }
    return called.isEmpty() ? List.of("no URL") : called;
  }

  private static String mailed(JsonNode rule) {
    String emails = rule.path("emails").asText();
    if (emails.equals("BUYER")) {
      return "the buyer, by e-mail";
    }
    return emails.isEmpty() ? "the merchant, by e-mail" : emails.replace(";", ", ");
  }

  private static String how(JsonNode rule) {
    return rule.path("format").asText().toLowerCase(Locale.ROOT)
        + (rule.path("replay").asBoolean() ? ", replayed" : ", not replayed")
        + ", alerts: "
        + rule.path("alerts").asText().toLowerCase(Locale.ROOT);
  }

  private static String when(JsonNode rule) {
    if (isOf(rule, "CARD_UPDATE")) {
      return Stream.concat(Stream.of("any change of a kept card"), conditions(rule))
          .collect(Collectors.joining(" and "));
    }
    if (!isOf(rule, "CUSTOM")) {
      return "";
    }
    String events =
        rule.path("events").valueStream().map(JsonNode::asText).collect(Collectors.joining(" or "));
    return Stream.concat(Stream.of(events.isEmpty() ? "any event" : events), conditions(rule))
        .collect(Collectors.joining(" and "));
  }

  private static boolean isOf(JsonNode rule, String kind) {
    return rule.path("kind").asText().equals(kind);
  }

  private static Stream<String> conditions(JsonNode rule) {
    return rule.path("conditions").valueStream().map(RulePages::condition);
  }

  private static String condition(JsonNode condition) {
    JsonNode value = condition.path("value");
    String shown =
        value.isArray()
            ? value.valueStream().map(JsonNode::asText).collect(Collectors.joining("; "))
            : value.asText("");
    String operator =
        switch (condition.path("operator").asText()) {
          case "IS" -> "is";
          case "IS_NOT" -> "is not";
          case "IS_IN" -> "is in the list";
          case "IS_NOT_IN" -> "is not in the list";
          case "GREATER" -> ">";
          case "SMALLER" -> "<";
          case "CONTAINS" -> "contains";
          case "IS_PRESENT" -> "is present";
          default -> condition.path("operator").asText();
        };
    return (condition.path("variable").asText() + " " + operator + " " + shown).strip();
  }
}
