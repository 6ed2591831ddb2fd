package io.passerelle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.web.Json;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A card that is kept by a payment is suspended, reactivated, renewed and closed.
class CardUpdateIT {

  private static final String SHOP = "12345678";
  private static final String KEY = "TestKeyOf12345678";

  private static RunningSandbox sandbox;
  private static int forms;

  @BeforeAll
  static void start() {
    sandbox = RunningSandbox.start();
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @Test
  void aTokenIsSuspendedReactivatedRenewedAndClosedWithAMailForEach() {
    String token = keepsACard();
    sandbox.forgetMails();
    JsonNode before = card(token);
    assertThat(before.path("state").asText()).isEqualTo("ACTIVE");
    assertThat(before.path("lastFour").asText()).isEqualTo("0055");

    happens(token, Json.object().put("event", "SUSPEND"));
    assertThat(card(token).path("networkState").asText()).isEqualTo("SUSPENDED");
    happens(token, Json.object().put("event", "REACTIVATE").put("format", "FORM"));
    assertThat(card(token).path("networkState").asText()).isEqualTo("ACTIVE");
    happens(
        token,
        Json.object()
            .put("event", "RENEW")
            .put("names", "DOTTED")
            .put("twice", true)
            .put("lastFour", "0114")
            .put("expiryMonth", 9)
            .put("expiryYear", 2031));
    assertThat(card(token).path("lastFour").asText()).isEqualTo("0114");
    assertThat(card(token).path("expiryMonth").asInt()).isEqualTo(9);
    assertThat(card(token).path("expiryYear").asInt()).isEqualTo(2031);
    happens(token, Json.object().put("event", "CLOSE"));
    assertThat(card(token).path("networkState").asText()).isEqualTo("DELETED");

    List<String> subjects = subjects();
    assertThat(subjects)
        .satisfiesExactly(
            one -> assertThat(one).contains("suspendue"),
            one -> assertThat(one).contains("fonctionne à nouveau"),
            one -> assertThat(one).contains("renouvelée"),
            one -> assertThat(one).contains("clôturé"));
  }

  @Test
  void aLostNotificationIsRepairedByAskingFromTimeToTime() {
    String token = keepsACard();
    sandbox.forgetMails();
    ObjectNode lost = Json.object().put("event", "RENEW").put("lost", true).put("lastFour", "0222");
    sandbox.http.post("/sandbox/api/gateway/tokens/" + token + "/events", lost);
    assertThat(card(token).path("lastFour").asText()).isEqualTo("0055");

    for (int day = 0; day < 8; day++) {
      sandbox.advance("P1D");
    }

    assertThat(card(token).path("lastFour").asText()).isEqualTo("0222");
    assertThat(subjects()).anyMatch(subject -> subject.contains("renouvelée"));
  }

  @ParameterizedTest
  @CsvSource({"4, 2026, NONE", "2, 2026, ORANGE", "12, 2025, RED"})
  void aCardIsOrangeBeforeItsEndAndRedAfterIt(int month, int year, String warning) {
    String token = keepsACard();

    happens(
        token,
        Json.object()
            .put("event", "RENEW")
            .put("lastFour", "0333")
            .put("expiryMonth", month)
            .put("expiryYear", year));

    assertThat(card(token).path("warning").asText()).isEqualTo(warning);
  }

  @Test
  void aCardOfNobodyCannotChange() {
    Http.Reply reply =
        sandbox.http.post(
            "/sandbox/api/gateway/tokens/none/events", Json.object().put("event", "SUSPEND"));

    assertThat(reply.status()).isEqualTo(400);
  }

  /// A buyer pays and has the card kept; the answer is its token.
  private static String keepsACard() {
    Map<String, String> fields = new TreeMap<>(sandbox.checkout(SHOP, "lamp").signed());
    String order = "KEPT-" + ++forms;
    fields.put("vads_page_action", "REGISTER_PAY");
    fields.put("vads_cust_email", "buyer@example.com");
    fields.put("vads_order_id", order);
    fields.put("vads_trans_id", String.format("8%05d", forms));
    fields.put("signature", Published.signature(fields, KEY));
    Http.Reply page = sandbox.http.postForm("/vads-payment/", fields);
    Http.Reply gateway =
        sandbox.http.postForm(Calls.action(page.body()), Calls.inputs(page.body()));
    assertThat(gateway.status()).as(gateway.body()).isEqualTo(303);
    JsonNode paid =
        sandbox
            .http
            .post(
                "/sandbox/api/gateway/payments",
                Json.object().put("page", gateway.location()).put("card", Calls.GOOD_CARD))
            .json();
    assertThat(paid.at("/notification/status").asInt()).as(paid.toString()).isEqualTo(200);
    sandbox.settle();
    return tokens()
        .valueStream()
        .filter(one -> one.path("orderId").asText().equals(order))
        .findFirst()
        .orElseThrow()
        .path("token")
        .asText();
  }

  private static void happens(String token, ObjectNode event) {
    Http.Reply reply = sandbox.http.post("/sandbox/api/gateway/tokens/" + token + "/events", event);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    assertThat(reply.json().at("/notification/status").asInt()).isEqualTo(200);
    sandbox.settle();
  }

  private static JsonNode tokens() {
    return sandbox.http.get("/sandbox/api/tokens/" + SHOP).json();
  }

  private static JsonNode card(String token) {
    return tokens()
        .valueStream()
        .filter(one -> one.path("token").asText().equals(token))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> subjects() {
    return sandbox
        .mails()
        .valueStream()
        .map(mail -> mail.path("subject").asText())
        .filter(subject -> subject.contains("Carte"))
        .toList();
  }
}
