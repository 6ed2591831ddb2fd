package io.passerelle.sandbox.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.passerelle.sandbox.control.Operator;
import io.passerelle.sandbox.control.ShopCalls;
import io.passerelle.sandbox.pages.Layout;
import io.passerelle.sandbox.web.Json;
import io.passerelle.sandbox.web.Site;
import io.passerelle.sandbox.web.WebReply;
import io.passerelle.sandbox.web.WebRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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
    facts.put("rules", shop.body().path("rules").valueStream().map(RulePages::rule).toList());
    facts.put("url", "");
    facts.put("tested", false);
    if (request.method().equals("POST")) {
      test(siteId, request.form(), facts);
    }
    return WebReply.html(200, Layout.page("en", "Rules of " + siteId, "console/rules", facts));
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

  private static Map<String, Object> rule(JsonNode rule) {
    boolean active = rule.path("active").asBoolean();
    return Map.of(
        "label", rule.path("label").asText(),
        "kind", rule.path("kind").asText(),
        "tone", active ? "good" : "",
        "state", active ? "on" : "off",
        "does", does(rule),
        "when", when(rule));
  }

  private static String does(JsonNode rule) {
    return List.of("urlTest", "urlProduction", "emails").stream()
        .map(field -> rule.path(field).asText(""))
        .filter(text -> !text.isEmpty())
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private static String when(JsonNode rule) {
    String events =
        rule.path("events").valueStream().map(JsonNode::asText).collect(Collectors.joining(", "));
    String conditions =
        rule.path("conditions")
            .valueStream()
            .map(RulePages::condition)
            .collect(Collectors.joining(" and "));
    return conditions.isEmpty() ? events : events + (events.isEmpty() ? "" : "; ") + conditions;
  }

  private static String condition(JsonNode condition) {
    JsonNode value = condition.path("value");
    String shown =
        value.isArray()
            ? value.valueStream().map(JsonNode::asText).collect(Collectors.joining(";"))
            : value.asText("");
    String operator = condition.path("operator").asText();
    return (condition.path("variable").asText() + " " + operator + " " + shown).strip();
  }
}
