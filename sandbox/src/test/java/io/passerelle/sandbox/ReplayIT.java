package io.passerelle.sandbox;

import static io.passerelle.sandbox.TestShop.redirect;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.Calls.Purchase;
import io.passerelle.sandbox.web.Json;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A shop that fails is told again at the quarter hours, as the gateway does it, and its merchant
/// is told why.
class ReplayIT {

  private static final String SHOP = "44000001";

  private final RunningSandbox sandbox = RunningSandbox.start();
  private final TestShop shop = TestShop.open();

  @BeforeEach
  void connect() {
    sandbox.shopAt(shop.url(), SHOP);
  }

  @AfterEach
  void stop() throws Exception {
    shop.close();
    sandbox.close();
  }

  @Test
  void aShopThatFailsTwiceIsToldAtTheSecondQuarterHour() {
    shop.answers(503, 503, 200);

    Purchase purchase = sandbox.buy(SHOP);

    JsonNode first = delivery(purchase);
    assertThat(first.path("state").asText()).isEqualTo("FAILED");
    assertThat(first.path("nextAttemptAt").asText()).isEqualTo("2026-01-15T10:15:00Z");
    assertThat(sandbox.order(purchase).path("state").asText()).isEqualTo("PAID");
    sandbox.nextQuarter();
    assertThat(delivery(purchase).path("nextAttemptAt").asText()).isEqualTo("2026-01-15T10:30:00Z");
    sandbox.nextQuarter();
    JsonNode last = delivery(purchase);
    assertThat(last.path("state").asText()).isEqualTo("DELIVERED");
    assertThat(last.path("nextAttemptAt").isNull()).isTrue();
    assertThat(values(last, "at"))
        .containsExactly("2026-01-15T10:07:00Z", "2026-01-15T10:15:00Z", "2026-01-15T10:30:00Z");
    assertThat(values(last, "due")).isEqualTo(values(last, "at"));
    assertThat(values(last, "status")).containsExactly("503", "503", "200");
    assertThat(shop.bodies()).hasSize(3);
    assertThat(Set.copyOf(shop.bodies())).hasSize(1);
  }

  @Test
  void eachFailureIsMailedWithItsReasonAndTheNextAttempt() {
    shop.answers(503, 503, 200);

    Purchase purchase = sandbox.buy(SHOP);
    sandbox.nextQuarter();
    sandbox.nextQuarter();

    JsonNode mails = sandbox.mails();
    assertThat(mails).hasSize(2);
    for (JsonNode mail : mails) {
      assertThat(mail.path("to").toString()).isEqualTo("[\"a@shop.example\",\"b@shop.example\"]");
      assertThat(mail.path("subject").asText()).contains(purchase.reference()).contains("503");
      assertThat(mail.path("text").asText()).contains("503").contains(shop.url());
      assertThat(mail.path("html").asText()).contains("503");
    }
    assertThat(mails.at("/0/text").asText()).contains("2026-01-15 10:15 UTC");
    assertThat(mails.at("/1/text").asText()).contains("2026-01-15 10:30 UTC");
    assertThat(mails.at("/0/at").asText()).isEqualTo("2026-01-15T10:07:00Z");
    assertThat(mails.at("/1/at").asText()).isEqualTo("2026-01-15T10:15:00Z");
  }

  @Test
  void theHistoryTellsItInTheGatewaysManner() {
    shop.answers(503, 200);

    Purchase purchase = sandbox.buy(SHOP);
    sandbox.nextQuarter();

    JsonNode history = sandbox.order(purchase).path("history");
    List<String> calls =
        history
            .valueStream()
            .filter(line -> line.path("operation").asText().equals("Notification URL call"))
            .map(line -> line.path("origin").asText() + ": " + line.path("info").asText())
            .toList();
    assertThat(calls).hasSize(2);
    assertThat(calls.get(0))
        .matches(
            "E_COMMERCE: FAILED, rule=End of payment, duration=~\\d+\\.\\ds,"
                + " error=MAINTENANCE HTTP 503, response=Shop says 503,"
                + " next=2026-01-15T10:15:00Z");
    assertThat(calls.get(1))
        .matches(
            "BATCH: SENT, rule=End of payment, duration=~\\d+\\.\\ds, response="
                + TestShop.PROCESSED);
    assertThat(history.findValuesAsText("operation"))
        .contains("Buyer sent to the payment page", "Notification received", "Alert e-mail");
    assertThat(history.findValuesAsText("at")).isSorted();
  }

  @Test
  void afterFiveFailuresItIsGivenUp() {
    shop.always(TestShop.status(500, "no"));

    Purchase purchase = sandbox.buy(SHOP);
    for (int quarter = 0; quarter < 6; quarter++) {
      sandbox.nextQuarter();
    }

    JsonNode delivery = delivery(purchase);
    assertThat(delivery.path("state").asText()).isEqualTo("EXHAUSTED");
    assertThat(delivery.path("nextAttemptAt").isNull()).isTrue();
    assertThat(values(delivery, "error")).containsOnly("SERVER_5XX").hasSize(5);
    assertThat(values(delivery, "at")).last().isEqualTo("2026-01-15T11:00:00Z");
    assertThat(shop.bodies()).hasSize(5);
    assertThat(sandbox.mails()).hasSize(5);
  }

  @Test
  void whatIsSentAgainByHandAndFailsIsNotReplayed() {
    shop.always(TestShop.status(500, "no"));
    Purchase purchase = exhausted();
    shop.forget();

    JsonNode resent = resend(purchase);
    sandbox.nextQuarter();
    sandbox.nextQuarter();

    assertThat(resent.path("state").asText()).isEqualTo("EXHAUSTED");
    assertThat(resent.path("attempts")).hasSize(6);
    assertThat(resent.path("attempts").path(5).path("byHand").asBoolean()).isTrue();
    assertThat(delivery(purchase).path("attempts")).hasSize(6);
    assertThat(shop.bodies()).hasSize(1);
  }

  @Test
  void whatIsSentAgainByHandCanSucceed() {
    shop.always(TestShop.status(500, "no"));
    Purchase purchase = exhausted();
    String sent = shop.bodies().getFirst();
    shop.forget();
    shop.always(TestShop.status(200, TestShop.PROCESSED));

    JsonNode resent = resend(purchase);

    assertThat(resent.path("state").asText()).isEqualTo("DELIVERED");
    assertThat(shop.bodies()).containsExactly(sent);
    assertThat(lastInfo(purchase)).startsWith("SENT, rule=End of payment");
  }

  @Test
  void aRedirectCountsAsSuccessAndIsShownAndNotFollowed() throws Exception {
    try (TestShop elsewhere = TestShop.open()) {
      String login = elsewhere.url() + "/web/login";
      shop.answers(redirect(301, login));

      Purchase purchase = sandbox.buy(SHOP);

      JsonNode delivery = delivery(purchase);
      assertThat(delivery.path("state").asText()).isEqualTo("DELIVERED");
      assertThat(delivery.at("/attempts/0/status").asInt()).isEqualTo(301);
      assertThat(delivery.at("/attempts/0/location").asText()).isEqualTo(login);
      assertThat(lastInfo(purchase)).contains("redirect=" + login);
      assertThat(elsewhere.received()).isEmpty();
      assertThat(sandbox.http.get("/sandbox/orders/" + SHOP + "/" + purchase.reference()).body())
          .contains(login);
    }
  }

  @Test
  void aRuleThatIsSwitchedOffTellsNobody() {
    ObjectNode off = Calls.shop(shop.url(), SHOP);
    ((ObjectNode) off.path("rules").path(0)).put("active", false);
    sandbox.saved(off);

    Purchase purchase = sandbox.buy(SHOP);
    sandbox.nextQuarter();

    assertThat(sandbox.order(purchase).path("state").asText()).isEqualTo("PAID");
    assertThat(sandbox.order(purchase).path("deliveries")).isEmpty();
    assertThat(shop.received()).isEmpty();
    assertThat(sandbox.mails()).isEmpty();
  }

  @Test
  void aRuleWithoutReplayIsTriedOnce() {
    ObjectNode once = Calls.shop(shop.url(), SHOP);
    ((ObjectNode) once.path("rules").path(0)).put("replay", false);
    sandbox.saved(once);
    shop.answers(503);

    Purchase purchase = sandbox.buy(SHOP);
    sandbox.nextQuarter();

    assertThat(delivery(purchase).path("state").asText()).isEqualTo("FAILED");
    assertThat(delivery(purchase).path("nextAttemptAt").isNull()).isTrue();
    assertThat(shop.received()).hasSize(1);
    assertThat(sandbox.mails()).hasSize(1);
  }

  @Test
  void aRuleWithItsOwnUrlIsCalledBesideThePlatform() throws Exception {
    try (TestShop stock = TestShop.open()) {
      ObjectNode both = Calls.shop(shop.url(), SHOP);
      ArrayNode rules = (ArrayNode) both.path("rules");
      ((ObjectNode) rules.path(0)).put("urlTest", stock.url() + "/stock?a=b");
      sandbox.saved(both);

      Purchase purchase = sandbox.buy(SHOP);

      assertThat(stock.received()).hasSize(1);
      assertThat(stock.received().getFirst().path()).isEqualTo("/stock?a=b");
      assertThat(stock.bodies()).isEqualTo(shop.bodies());
      assertThat(sandbox.order(purchase).path("deliveries")).hasSize(2);
    }
  }

  @Test
  void anAddressThatIsCorrectedServesTheReplay() throws Exception {
    shop.answers(404);
    Purchase purchase = sandbox.buy(SHOP);

    try (TestShop moved = TestShop.open()) {
      sandbox.shopAt(moved.url(), SHOP);
      sandbox.nextQuarter();

      assertThat(delivery(purchase).path("state").asText()).isEqualTo("DELIVERED");
      assertThat(moved.bodies()).isEqualTo(shop.bodies());
    }
  }

  private Purchase exhausted() {
    Purchase purchase = sandbox.buy(SHOP);
    for (int quarter = 0; quarter < 4; quarter++) {
      sandbox.nextQuarter();
    }
    assertThat(delivery(purchase).path("state").asText()).isEqualTo("EXHAUSTED");
    return purchase;
  }

  private JsonNode resend(Purchase purchase) {
    String id = delivery(purchase).path("id").asText();
    Http.Reply reply =
        sandbox.http.post("/sandbox/api/deliveries/" + Http.encoded(id) + "/resend", Json.object());
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return reply.json();
  }

  private JsonNode delivery(Purchase purchase) {
    return sandbox.order(purchase).path("deliveries").path(0);
  }

  private String lastInfo(Purchase purchase) {
    return sandbox
        .order(purchase)
        .path("history")
        .valueStream()
        .filter(line -> line.path("operation").asText().equals("Notification URL call"))
        .map(line -> line.path("info").asText())
        .reduce("", (one, next) -> next);
  }

  private static List<String> values(JsonNode delivery, String field) {
    return delivery
        .path("attempts")
        .valueStream()
        .map(attempt -> attempt.path(field).asText())
        .toList();
  }
}
