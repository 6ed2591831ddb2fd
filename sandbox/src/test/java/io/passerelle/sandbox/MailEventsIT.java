package io.passerelle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.web.Json;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Bounces, complaints, digests and refused signatures through the sandbox's HTTP surface.
class MailEventsIT {

  private static final String EVENTS = "/sandbox/api/mailbox/events";
  private static final String UNSUPPRESS = "/sandbox/api/mailbox/unsuppress";

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
  void anAddressThatBouncedGetsNoMoreMailAndTheShopShowsIt() {
    sandbox.shopAt("http://127.0.0.1:1", "46000001");
    String bounce = "{\"email\": \"a@shop.example\", \"type\": \"BOUNCE\"}";

    Http.Reply told = sandbox.http.post(EVENTS, bounce);
    sandbox.http.post(EVENTS, bounce);

    assertThat(told.status()).as(told.body()).isEqualTo(200);
    JsonNode shop = sandbox.http.get("/sandbox/api/shops/46000001").json();
    assertThat(shop.path("suppressed")).hasSize(1);
    assertThat(shop.at("/suppressed/0/email").asText()).isEqualTo("a@shop.example");
    assertThat(shop.at("/suppressed/0/reason").asText()).isEqualTo("BOUNCED");
    assertThat(sandbox.http.get("/sandbox/shops/46000001").body()).contains("a@shop.example");
  }

  @Test
  void anAddressIsTakenOffTheListByACallAndOnTheShopsPage() {
    sandbox.shopAt("http://127.0.0.1:1", "46000005");
    String email = "{\"email\": \"b@shop.example\"}";
    String bounce = "{\"email\": \"b@shop.example\", \"type\": \"BOUNCE\"}";

    sandbox.http.post(EVENTS, bounce);
    Http.Reply lifted = sandbox.http.post(UNSUPPRESS, email);
    Http.Reply again = sandbox.http.post(UNSUPPRESS, email);

    assertThat(lifted.status()).as(lifted.body()).isEqualTo(200);
    assertThat(again.status()).isEqualTo(404);
    assertThat(sandbox.http.post(UNSUPPRESS, "{}").status()).isEqualTo(422);
    assertThat(sandbox.http.post(UNSUPPRESS, "{").status()).isEqualTo(400);
    assertThat(sandbox.http.get(UNSUPPRESS).status()).isEqualTo(405);
    sandbox.advance("PT1S");
    sandbox.http.post(EVENTS, bounce);
    sandbox.http.postForm("/sandbox/unsuppress", Map.of("email", "b@shop.example"));
    JsonNode shop = sandbox.http.get("/sandbox/api/shops/46000005").json();
    assertThat(shop.path("suppressed").findValuesAsText("email")).doesNotContain("b@shop.example");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "not JSON",
        "{\"email\": \"a@shop.example\"}",
        "{\"type\": \"BOUNCE\"}",
        "{\"email\": \"a@shop.example\", \"type\": \"bounce\"}",
        "{\"email\": \"\", \"type\": \"BOUNCE\"}"
      })
  void whatIsNoEventIsRefused(String event) {
    assertThat(sandbox.http.post(EVENTS, event).status()).isEqualTo(400);
  }

  @Test
  void aDigestComesOnceTheHourIsOver() {
    ObjectNode shop = Calls.shop("http://127.0.0.1:1", "46000002");
    ((ObjectNode) shop.at("/rules/0"))
        .put("alerts", "DIGEST")
        .put("alertEmails", "digest@shop.example");
    sandbox.saved(shop);
    sandbox.buy("46000002");
    sandbox.advance("PT2H");

    long digests =
        sandbox
            .mails()
            .valueStream()
            .filter(mail -> mail.at("/to/0").asText().equals("digest@shop.example"))
            .filter(mail -> mail.path("subject").asText().contains("46000002"))
            .count();
    assertThat(digests).isBetween(1L, 2L);
  }

  @Test
  void aRefusedSignatureIsExplainedInBothLanguagesAndOnTheShopsPage() {
    sandbox.shopAt("http://127.0.0.1:1", "46000003");
    Calls.Purchase purchase = sandbox.checkout("46000003", "lamp");
    Map<String, String> form = new LinkedHashMap<>(purchase.signed());
    form.put("vads_ext_info_added", "x");

    Http.Reply refused = sandbox.http.postForm("/vads-payment/", form);

    assertThat(refused.status()).isEqualTo(403);
    JsonNode refusal =
        sandbox.http.get("/sandbox/api/shops/46000003/refusals").json().at("/refusals/0");
    assertThat(refusal.path("difference").asText()).isEqualTo("FIELD_ADDED");
    assertThat(refusal.path("field").asText()).isEqualTo("vads_ext_info_added");
    assertThat(refusal.at("/whyIn/fr/analysis").asText()).contains("ajouté");
    assertThat(refusal.at("/whyIn/en/analysis").asText()).contains("added");
    assertThat(sandbox.http.get("/sandbox/shops/46000003").body()).contains("vads_ext_info_added");
    assertThat(sandbox.http.get("/sandbox/api/shops/99999999/refusals").status()).isEqualTo(404);
    assertThat(sandbox.http.get("/sandbox/shops/99999999").status()).isEqualTo(404);
  }

  @Test
  void anOrdersPageSaysWhyAnAttemptFailed() throws IOException {
    TestShop closed = TestShop.open();
    closed.close();
    sandbox.shopAt(closed.url(), "46000004");

    Calls.Purchase purchase = sandbox.buy("46000004");

    JsonNode attempt = sandbox.order(purchase).at("/deliveries/0/attempts/0");
    assertThat(attempt.at("/why/class").asText()).isEqualTo("CONNECTION");
    assertThat(attempt.at("/timings/total").isNumber()).isTrue();
    assertThat(Json.write((ObjectNode) attempt)).contains("remedy");
    assertThat(sandbox.http.get("/sandbox/orders/46000004/" + purchase.reference()).body())
        .contains("pare-feu");
  }
}
