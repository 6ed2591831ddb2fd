package io.passerelle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.Calls.Purchase;
import io.passerelle.sandbox.web.Json;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A merchant's own rules, over HTTP: conditions, the history's explanation, the test of a URL.
class RulesIT {

  private static final String SITE = "12345678";

  private static RunningSandbox sandbox;

  @BeforeAll
  static void start() {
    sandbox = RunningSandbox.start();
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @Test
  void aRuleOfTheMerchantsOwnCallsItsUrlAndTheHistorySaysWhy() throws IOException {
    try (TestShop erp = TestShop.open()) {
      saved(erp.url(), "10");

      Purchase purchase = sandbox.buy(SITE);

      assertThat(erp.received()).hasSize(1);
      JsonNode order = sandbox.order(purchase);
      assertThat(order.path("deliveries").findValuesAsText("rule")).contains("ERP");
      assertThat(rulesLine(order))
          .contains("matched: ERP (status is AUTHORISED, amount 49.90 > 10");
      saved(erp.url(), "1000");

      Purchase small = sandbox.buy(SITE);

      assertThat(erp.received()).hasSize(1);
      assertThat(rulesLine(sandbox.order(small)))
          .contains("not matched: ERP (amount > 1000, was 49.90)");
    }
  }

  @Test
  void aUrlIsTestedOnDemandAndNotWhenItIsSaved() throws IOException {
    try (TestShop shop = TestShop.open()) {
      shop.answers(404, 200);
      JsonNode saved = saved(shop.url(), "10");

      assertThat(shop.received()).isEmpty();
      assertThat(saved.path("urlFindings").findValuesAsText("code")).contains("NOT_HTTPS");
      JsonNode wrong = tested(shop.url(), "TEST");
      JsonNode right = tested(shop.url(), "TEST");
      JsonNode plain = tested(shop.url(), "PRODUCTION");

      assertThat(wrong.path("ok").asBoolean()).isFalse();
      assertThat(wrong.path("findings").findValuesAsText("code")).contains("NOT_FOUND");
      assertThat(right.path("ok").asBoolean()).isTrue();
      assertThat(plain.path("ok").asBoolean()).isFalse();
      assertThat(shop.received()).hasSize(3);
    }
  }

  @Test
  void aUrlInsideIsRefusedWhenItIsSavedAndNeverCalled() {
    Http.Reply reply = sandbox.http.post("/sandbox/api/shops", shop("https://10.0.0.1/x", "1"));

    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.json().path("error").asText()).contains("rules[0].urlTest cannot be called");
    JsonNode tested = tested("https://169.254.169.254/latest", "TEST");
    assertThat(tested.at("/findings/0/code").asText()).isEqualTo("FORBIDDEN");
  }

  @Test
  void aPageShowsTheRulesAndTestsAUrl() throws IOException {
    try (TestShop shop = TestShop.open()) {
      saved(shop.url(), "10");
      shop.answers(403);

      Http.Reply page = sandbox.http.get("/sandbox/rules/" + SITE);
      Http.Reply tested =
          sandbox.http.postForm(
              "/sandbox/rules/" + SITE, Map.of("url", shop.url(), "mode", "TEST"));

      assertThat(page.body()).contains("ERP", "status is AUTHORISED and amount &gt; 10");
      assertThat(tested.body()).contains("not usable", "UNAUTHORISED");
      assertThat(sandbox.http.get("/sandbox/rules/99999999").status()).isEqualTo(404);
    }
  }

  private static JsonNode saved(String url, String amount) {
    return sandbox.saved(shop(url, amount));
  }

  private static ObjectNode shop(String url, String amount) {
    ObjectNode shop = demoShop();
    shop.set(
        "rules",
        Json.read(
            """
            [{"kind": "CUSTOM", "label": "ERP", "urlTest": "%s", "events": ["PAYMENT_ACCEPTED"],
              "conditions": [{"variable": "status", "operator": "IS", "value": "AUTHORISED"},
                             {"variable": "amount", "operator": "GREATER", "value": "%s"}]}]
            """
                .formatted(url, amount)));
    return shop;
  }

  private static ObjectNode demoShop() {
    ObjectNode shop = Json.object();
    JsonNode known = sandbox.http.get("/sandbox/api/shops/" + SITE).json();
    shop.put("siteId", SITE).put("label", "Rules").set("connection", known.path("connection"));
    return shop;
  }

  private static JsonNode tested(String url, String mode) {
    Http.Reply reply =
        sandbox.http.post(
            "/sandbox/api/shops/" + SITE + "/rules/test",
            Json.object().put("url", url).put("mode", mode));
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return reply.json();
  }

  private static String rulesLine(JsonNode order) {
    for (JsonNode line : order.path("history")) {
      if (line.path("operation").asText().equals("Rules")) {
        return line.path("info").asText();
      }
    }
    return "";
  }
}
