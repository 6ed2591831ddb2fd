package io.passerelle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.passerelle.sandbox.web.Json;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a buyer of the simulated Shopify shop and its merchant do: the shop, the bridge and the
/// gateway agree at the end of each.
class ShopifyIT {

  private static final String SITE = "34567890";
  private static final String SHOP = "/sandbox/shopify/atelier-bleu.myshopify.com/control/";

  private static RunningSandbox sandbox;

  @BeforeAll
  static void start() {
    sandbox = RunningSandbox.start();
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  /// A session that Shopify asked for, and the gateway's page to which its buyer went.
  private record Visit(String session, String redirectUrl, String page) {}

  @ParameterizedTest
  @CsvSource({
    "lamp, '', 4990, EUR",
    "desk, 3x, 39900, EUR",
    "desk, 4x, 39900, EUR",
    "teapot, '', 5200, JPY",
    "carpet, '', 125750, KWD",
  })
  void anOrderIsPaid(String product, String way, long amount, String currency) {
    Visit visit = visit(product, way);

    pay(visit, "ACCEPTED");

    assertThat(session(visit).path("state").asText()).isEqualTo("RESOLVED");
    JsonNode order = sandbox.order(SITE, visit.session());
    assertThat(order.path("state").asText()).isEqualTo("PAID");
    assertThat(order.path("amount").asLong()).isEqualTo(amount);
    assertThat(order.path("currency").asText()).isEqualTo(currency);
    assertThat(sandbox.http.get(visit.redirectUrl()).location()).endsWith("/thanks");
  }

  @Test
  void aRefusalLeavesTheCheckoutOpenAndTheBuyerPaysInTheEnd() {
    Visit visit = visit("lamp", "");
    pay(visit, "REFUSED");
    assertThat(session(visit).path("state").asText()).isEqualTo("OPEN");

    sandbox.advance("PT1M");
    pay(again(visit), "ACCEPTED");

    assertThat(session(visit).path("state").asText()).isEqualTo("RESOLVED");
  }

  @Test
  void paypalIsPendingAndThenPaid() {
    Visit visit = visit("lamp", "");
    String uuid = pay(visit, "PAYPAL").path("transactionUuid").asText();
    assertThat(session(visit).path("state").asText()).isEqualTo("PENDING");

    sandbox.event(uuid, Json.object().put("event", "VERIFICATION_ACCEPTED"));
    sandbox.settle();

    assertThat(session(visit).path("state").asText()).isEqualTo("RESOLVED");
  }

  @Test
  void paypalIsPendingAndThenRejected() {
    Visit visit = visit("lamp", "");
    String uuid = pay(visit, "PAYPAL").path("transactionUuid").asText();

    sandbox.event(uuid, Json.object().put("event", "VERIFICATION_REFUSED"));
    sandbox.settle();

    assertThat(session(visit).path("state").asText()).isEqualTo("REJECTED");
  }

  @Test
  void aPaymentIsRefundedInPartsThoughShopifyAsksTwice() {
    Visit visit = visit("lamp", "");
    String uuid = pay(visit, "ACCEPTED").path("transactionUuid").asText();
    sandbox.event(uuid, Json.object().put("event", "CAPTURE"));
    form("settings", Map.of("twice", "true"));

    form("sessions/" + visit.session() + "/refund", Map.of("amount", "10.00"));
    form("sessions/" + visit.session() + "/refund", Map.of("amount", "39.90"));
    sandbox.settle();
    form("sessions/" + visit.session() + "/refund", Map.of("amount", "1.00", "force", "1"));
    form("settings", Map.of("twice", "false"));
    sandbox.settle();

    JsonNode operations = session(visit).path("operations");
    assertThat(operations.findValuesAsText("state"))
        .containsExactly("RESOLVED", "RESOLVED", "REJECTED");
    assertThat(sandbox.order(SITE, visit.session()).path("state").asText()).isEqualTo("REFUNDED");
  }

  @Test
  void anAuthorisationIsCapturedForLessOrVoided() {
    form("settings", Map.of("manualCapture", "true"));
    Visit less = visit("lamp", "");
    pay(less, "ACCEPTED");
    Visit none = visit("lamp", "");
    pay(none, "ACCEPTED");
    form("settings", Map.of("manualCapture", "false"));

    form("sessions/" + less.session() + "/capture", Map.of("amount", "30.00"));
    form("sessions/" + none.session() + "/void", Map.of());
    sandbox.settle();

    assertThat(session(less).at("/operations/0/state").asText()).isEqualTo("RESOLVED");
    assertThat(sandbox.order(SITE, less.session()).at("/attempts/0/amount").asLong())
        .isEqualTo(3_000);
    assertThat(session(none).at("/operations/0/state").asText()).isEqualTo("RESOLVED");
    assertThat(sandbox.order(SITE, none.session()).path("state").asText()).isEqualTo("CANCELLED");
  }

  @Test
  void whatShopifyThrottlesOrChallengesIsToldWithinAMinute() {
    Visit visit = visit("lamp", "");
    form("settings", Map.of("challenge", "1"));
    sandbox.http.post(
        "/sandbox/api/faults",
        Json.object().put("target", "shop").put("kind", "throttle").put("count", 2));

    pay(visit, "ACCEPTED");
    assertThat(session(visit).path("state").asText()).isEqualTo("OPEN");
    sandbox.advance("PT1M");

    assertThat(session(visit).path("state").asText()).isEqualTo("RESOLVED");
  }

  @Test
  void twoSessionsOfOneCheckoutAreNotBothPaid() {
    Visit first = visit("lamp", "");
    String checkout = session(first).path("checkout").asText();
    JsonNode second = form("checkouts", Map.of("product", "lamp", "checkout", checkout));

    pay(first, "ACCEPTED");

    assertThat(sandbox.http.get(second.path("redirectUrl").asText()).location())
        .endsWith(checkout + "/thanks");
  }

  private static Visit visit(String product, String way) {
    JsonNode begun = form("checkouts", Map.of("product", product, "way", way));
    return at(begun.path("session").asText(), begun.path("redirectUrl").asText());
  }

  private static Visit again(Visit visit) {
    return at(visit.session(), visit.redirectUrl());
  }

  private static Visit at(String session, String redirectUrl) {
    Http.Reply page = sandbox.http.get(redirectUrl);
    assertThat(page.status()).as(page.body()).isEqualTo(200);
    Http.Reply gateway =
        sandbox.http.postForm(Calls.action(page.body()), new HashMap<>(Calls.inputs(page.body())));
    assertThat(gateway.status()).as(gateway.body()).isEqualTo(303);
    return new Visit(session, redirectUrl, gateway.location());
  }

  private static JsonNode pay(Visit visit, String outcome) {
    Http.Reply reply =
        sandbox.http.post(
            "/sandbox/api/gateway/payments",
            Json.object()
                .put("page", visit.page())
                .put("card", Calls.GOOD_CARD)
                .put("outcome", outcome));
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    sandbox.settle();
    return reply.json();
  }

  private static JsonNode form(String call, Map<String, String> fields) {
    Http.Reply reply = sandbox.http.postForm(SHOP + call, fields);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return reply.json();
  }

  private static JsonNode session(Visit visit) {
    return sandbox.http.get(SHOP + "sessions/" + visit.session()).json();
  }
}
