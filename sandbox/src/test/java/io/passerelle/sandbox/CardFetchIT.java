package io.passerelle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.passerelle.sandbox.web.Json;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// On the 1st of a month the simulated gateway's files of expiring cards are fetched and read.
class CardFetchIT {

  private static final String SHOP = "12345678";
  private static final String KEY = "TestKeyOf12345678";

  private RunningSandbox sandbox;
  private int forms;

  @BeforeEach
  void start() {
    sandbox = RunningSandbox.startAt(Instant.parse("2026-02-01T03:40:00Z"));
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void onTheFirstFilesAreFetchedAndATokenThatWasNotKnownIs() {
    String known = keepsACard(false, 2);
    String unknown = keepsACard(true, 3);
    assertThat(card(unknown)).isEmpty();

    sandbox.http.post("/sandbox/api/clock", Json.object().put("to", "2026-02-01T04:00:00Z"));

    JsonNode found = card(unknown).orElseThrow();
    assertThat(found.path("expiryMonth").asInt()).isEqualTo(3);
    assertThat(found.path("expiryYear").asInt()).isEqualTo(2026);
    assertThat(found.path("warning").asText()).isEqualTo("ORANGE");
    assertThat(found.path("listedSound").asBoolean()).isTrue();
    JsonNode listed = card(known).orElseThrow();
    assertThat(listed.path("listedIn").asText()).isEqualTo("202602.EXP_CARDS.Demo.T.csv");
    assertThat(listed.path("expiryYear").asInt()).as("never earlier than known").isEqualTo(2028);
  }

  @Test
  void anotherVisitChangesNothing() {
    String token = keepsACard(true, 3);
    sandbox.http.post("/sandbox/api/clock", Json.object().put("to", "2026-02-01T04:00:00Z"));
    JsonNode before = card(token).orElseThrow();
    JsonNode files = files().path("files");

    sandbox.http.post("/sandbox/api/clock", Json.object().put("to", "2026-02-01T06:00:00Z"));
    sandbox.http.post("/sandbox/api/files/" + SHOP, Json.object());

    assertThat(card(token)).contains(before);
    assertThat(files().path("files")).isEqualTo(files);
    assertThat(files().at("/account/trouble").asText()).isEmpty();
  }

  @Test
  void aServerThatIsDownOnTheFirstIsAskedAgainDailyUntilItsFilesAreFound() {
    String token = keepsACard(true, 3);
    up(false);
    sandbox.http.post("/sandbox/api/clock", Json.object().put("to", "2026-02-01T04:00:00Z"));
    assertThat(card(token)).isEmpty();
    assertThat(files().at("/account/trouble").asText()).isEqualTo("NO_CONNECTION");
    up(true);
    sandbox.http.post("/sandbox/api/clock", Json.object().put("to", "2026-02-02T03:45:00Z"));
    assertThat(card(token)).isEmpty();
    sandbox.http.post("/sandbox/api/clock", Json.object().put("to", "2026-02-02T04:00:00Z"));

    assertThat(card(token)).isPresent();
    assertThat(files().at("/account/trouble").asText()).isEmpty();
    assertThat(files().at("/account/latestMonth").asText()).isEqualTo("2026-02");
  }

  private void up(boolean up) {
    Http.Reply reply = sandbox.http.post("/sandbox/api/files", Json.object().put("up", up));
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
  }

  private JsonNode files() {
    return sandbox.http.get("/sandbox/api/files/" + SHOP).json();
  }

  private Optional<JsonNode> card(String token) {
    return sandbox
        .http
        .get("/sandbox/api/tokens/" + SHOP)
        .json()
        .valueStream()
        .filter(one -> one.path("token").asText().equals(token))
        .findFirst();
  }

  /// A buyer has a card kept that ends in that month of 2026. Where it is `elsewhere`, the payment
  /// was made past the bridge, and is told to nobody.
  private String keepsACard(boolean elsewhere, int month) {
    String token = "kept-" + ++forms;
    Map<String, String> fields = new TreeMap<>(sandbox.checkout(SHOP, "lamp").signed());
    fields.put("vads_page_action", "REGISTER_PAY");
    fields.put("vads_identifier", token);
    fields.put("vads_cust_email", "buyer@example.com");
    fields.put("vads_cust_last_name", "Kant; \"Axel\"");
    fields.put("vads_order_id", "KEPT-" + forms);
    fields.put("vads_trans_id", String.format("7%05d", forms));
    fields.put("signature", Published.signature(fields, KEY));
    Http.Reply gateway =
        elsewhere
            ? sandbox.http.postForm("/sandbox/gateway/vads-payment/", fields)
            : throughTheBridge(fields);
    assertThat(gateway.status()).as(gateway.body()).isEqualTo(303);
    sandbox.http.post(
        "/sandbox/api/gateway/payments",
        Json.object()
            .put("page", gateway.location())
            .put("card", Calls.GOOD_CARD)
            .put("notify", !elsewhere));
    Http.Reply renewed =
        sandbox.http.post(
            "/sandbox/api/gateway/tokens/" + token + "/events",
            Json.object()
                .put("event", "RENEW")
                .put("lost", true)
                .put("lastFour", "0055")
                .put("expiryMonth", month)
                .put("expiryYear", 2026));
    assertThat(renewed.status()).as(renewed.body()).isEqualTo(200);
    sandbox.settle();
    return token;
  }

  private Http.Reply throughTheBridge(Map<String, String> fields) {
    Http.Reply page = sandbox.http.postForm("/vads-payment/", fields);
    return sandbox.http.postForm(Calls.action(page.body()), Calls.inputs(page.body()));
  }
}
