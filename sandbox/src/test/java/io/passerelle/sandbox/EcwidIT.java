package io.passerelle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.EcwidCalls.Checkout;
import io.passerelle.sandbox.web.Json;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a buyer, a merchant and Ecwid can do to an order of the simulated store: the bridge, the
/// gateway and the store agree on it.
class EcwidIT {

  private static RunningSandbox sandbox;
  private static EcwidCalls ecwid;

  @BeforeAll
  static void start() {
    sandbox = RunningSandbox.start();
    ecwid = new EcwidCalls(sandbox);
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"both", "enc_data", "data"})
  void anOrderIsPaidAtEcwidBeforeTheBuyerComesBack(String fields) {
    Checkout checkout = ecwid.begin("q_basket=1&q_honey=2&fields=" + fields);

    JsonNode paid = ecwid.pay(ecwid.page(checkout));
    sandbox.settle();

    assertThat(paid.at("/notification/status").asInt()).as(paid.toString()).isEqualTo(200);
    JsonNode order = ecwid.atBridge(checkout);
    assertThat(order.path("state").asText()).isEqualTo("PAID");
    assertThat(order.path("amount").asLong()).isEqualTo(4190);
    assertThat(order.at("/deliveries/0/state").asText()).isEqualTo("DELIVERED");
    JsonNode atEcwid = ecwid.atEcwid(checkout);
    assertThat(atEcwid.path("paymentStatus").asText()).isEqualTo("PAID");
    assertThat(atEcwid.path("externalTransactionId").asText())
        .isEqualTo(paid.path("transactionUuid").asText());
    Http.Reply back = sandbox.http.get(paid.path("returnUrl").asText());
    assertThat(back.status()).isEqualTo(303);
    assertThat(back.location()).isEqualTo(checkout.returnUrl());
    assertThat(sandbox.http.get(back.location()).body()).contains("It is paid.");
  }

  @Test
  void aBuyerWhoIsFasterThanTheTellingWaitsForIt() {
    Checkout checkout = ecwid.begin("q_honey=1");
    String page = ecwid.page(checkout);
    sandbox.inject("shop", "error", 1);

    JsonNode paid =
        ecwid.pay(page, Json.object().put("card", Calls.GOOD_CARD).put("notify", false));
    Http.Reply early = sandbox.http.get(paid.path("returnUrl").asText());

    assertThat(early.status()).isEqualTo(200);
    assertThat(early.body()).contains("http-equiv=\"refresh\"");
    sandbox.clearFaults();
  }

  @Test
  void aRefusedPaymentLeavesTheCartAndSaysSo() {
    Checkout checkout = ecwid.begin("q_seeds=3");

    JsonNode refused =
        ecwid.pay(ecwid.page(checkout), Json.object().put("card", "4970100000000071"));
    sandbox.settle();

    assertThat(ecwid.atBridge(checkout).path("state").asText()).isEqualTo("REFUSED");
    assertThat(ecwid.atEcwid(checkout).path("paymentStatus").asText()).isEqualTo("INCOMPLETE");
    String back = sandbox.http.get(refused.path("returnUrl").asText()).location();
    assertThat(back).startsWith(checkout.returnUrl() + "&errorMsg=The%20payment");
    assertThat(sandbox.http.get(back).body()).contains("refused", "Your cart is still there");
  }

  @Test
  void aRefusedPaymentCanBePaidBySecondTry() {
    Checkout checkout = ecwid.begin("q_seeds=3");
    ecwid.pay(ecwid.page(checkout), Json.object().put("card", "4970100000000071"));
    sandbox.advance("PT1M");

    ecwid.pay(ecwid.page(checkout));
    sandbox.settle();

    assertThat(ecwid.atBridge(checkout).path("state").asText()).isEqualTo("PAID");
    assertThat(ecwid.atEcwid(checkout).path("paymentStatus").asText()).isEqualTo("PAID");
  }

  @Test
  void anAbandonedPaymentLeavesTheCart() {
    Checkout checkout = ecwid.begin("q_seeds=3");

    JsonNode left = ecwid.pay(ecwid.page(checkout), Json.object().put("outcome", "ABANDONED"));
    sandbox.settle();

    assertThat(ecwid.atBridge(checkout).path("state").asText()).isEqualTo("ABANDONED");
    assertThat(ecwid.atEcwid(checkout).path("paymentStatus").asText()).isEqualTo("INCOMPLETE");
    assertThat(sandbox.http.get(left.path("returnUrl").asText()).location())
        .startsWith(checkout.returnUrl() + "&errorMsg=");
  }

  @Test
  void aSessionThatExpiresIsToldAndTakesNothingBack() {
    Checkout checkout = ecwid.begin("q_seeds=3");
    ecwid.page(checkout);
    sandbox.advance("PT1M");
    ecwid.pay(ecwid.page(checkout));
    sandbox.settle();

    sandbox.advance("PT30M");

    assertThat(ecwid.atBridge(checkout).path("state").asText()).isEqualTo("PAID");
    assertThat(ecwid.atEcwid(checkout).path("paymentStatus").asText()).isEqualTo("PAID");
    assertThat(ecwid.atEcwid(checkout).path("updates").findValuesAsText("status"))
        .doesNotContain("INCOMPLETE");
  }

  @Test
  void aFormThatIsSentAgainMakesNoSecondPayment() {
    Checkout checkout = ecwid.begin("q_basket=1");
    ecwid.pay(ecwid.page(checkout));
    sandbox.settle();
    sandbox.advance("PT1M");

    Http.Reply again = ecwid.sent(checkout);

    assertThat(again.status()).isEqualTo(303);
    assertThat(again.location()).isEqualTo(checkout.returnUrl());
    assertThat(ecwid.atBridge(checkout).path("attempts")).hasSize(1);
  }

  @Test
  void anOlderCartOfTheSameOrderIsNotPaid() {
    Checkout small = ecwid.begin("q_seeds=1");
    ecwid.page(small);
    Checkout large = ecwid.withCart(small, "q_basket=4");
    sandbox.advance("PT1M");
    ecwid.page(large);

    Http.Reply old = ecwid.sent(small);

    assertThat(large.reference()).isEqualTo(small.reference());
    assertThat(old.status()).isEqualTo(409);
  }

  @Test
  void aPendingPaymentIsPaidWhenItIsVerified() {
    Checkout checkout = ecwid.begin("q_basket=1");
    JsonNode pending = ecwid.pay(ecwid.page(checkout), Json.object().put("outcome", "PAYPAL"));
    sandbox.settle();
    assertThat(ecwid.atEcwid(checkout).path("paymentStatus").asText())
        .isEqualTo("AWAITING_PAYMENT");

    sandbox.event(
        pending.path("transactionUuid").asText(),
        Json.object().put("event", "VERIFICATION_ACCEPTED"));
    sandbox.settle();

    assertThat(ecwid.atEcwid(checkout).path("paymentStatus").asText()).isEqualTo("PAID");
  }

  @Test
  void refundsAndACancellationReachEcwid() {
    Checkout refunded = ecwid.begin("q_basket=1");
    String uuid = ecwid.pay(ecwid.page(refunded)).path("transactionUuid").asText();
    sandbox.event(uuid, Json.object().put("event", "CAPTURE"));
    sandbox.event(uuid, Json.object().put("event", "REFUND").put("amount", 1_000));
    sandbox.settle();
    assertThat(ecwid.atEcwid(refunded).path("paymentStatus").asText())
        .isEqualTo("PARTIALLY_REFUNDED");
    sandbox.event(uuid, Json.object().put("event", "REFUND").put("amount", 1_490));
    sandbox.settle();
    assertThat(ecwid.atEcwid(refunded).path("paymentStatus").asText()).isEqualTo("REFUNDED");

    Checkout cancelled = ecwid.begin("q_basket=1");
    String other = ecwid.pay(ecwid.page(cancelled)).path("transactionUuid").asText();
    sandbox.event(other, Json.object().put("event", "CANCEL"));
    sandbox.settle();
    assertThat(ecwid.atEcwid(cancelled).path("paymentStatus").asText()).isEqualTo("CANCELLED");
  }

  @Test
  void anEcwidThatIsBusyOrBrokenIsToldAtTheNextQuarterHour() {
    Checkout checkout = ecwid.begin("q_basket=1");
    String page = ecwid.page(checkout);
    sandbox.inject("shop", "throttle", 1);
    ecwid.pay(page);
    sandbox.settle();
    sandbox.clearFaults();
    assertThat(ecwid.atEcwid(checkout).path("paymentStatus").asText()).isEqualTo("INCOMPLETE");

    sandbox.nextQuarter();
    sandbox.settle();

    assertThat(ecwid.atEcwid(checkout).path("paymentStatus").asText()).isEqualTo("PAID");
  }

  @Test
  void whatAMerchantChangesByHandIsReadBack() {
    Checkout checkout = ecwid.begin("q_basket=1");
    ecwid.pay(ecwid.page(checkout));
    sandbox.settle();

    ecwid.tell("orders/" + checkout.id(), Map.of("status", "CANCELLED"));
    sandbox.settle();

    assertThat(ecwid.atBridge(checkout).path("state").asText()).isEqualTo("PAID");
    assertThat(ecwid.atBridge(checkout).path("history").findValuesAsText("info"))
        .contains("Ecwid has PAID, as here", "Ecwid has CANCELLED, the payment here is PAID");
    assertThat(ecwid.webhooks().findValuesAsText("status")).containsOnly("200");
  }

  @Test
  void aWebhookThatCannotBeReadBackComesAgainAfterAQuarterOfAnHour() {
    Checkout checkout = ecwid.begin("q_basket=1");
    ecwid.pay(ecwid.page(checkout));
    sandbox.settle();
    int before = ecwid.webhooks().size();
    sandbox.inject("shop", "error", 1);

    ecwid.tell("orders/" + checkout.id(), Map.of("status", "CANCELLED"));
    sandbox.settle();
    assertThat(ecwid.webhooks().get(before).at("/attempts/0/status").asInt()).isEqualTo(503);
    sandbox.advance("PT15M");

    assertThat(ecwid.webhooks().get(before).at("/attempts/1/status").asInt()).isEqualTo(200);
    assertThat(ecwid.atBridge(checkout).path("history").findValuesAsText("info"))
        .contains("Ecwid has CANCELLED, the payment here is PAID");
  }

  @Test
  void settingsOfAnotherStoreAndAChangedFormAreRefused() {
    Checkout checkout = ecwid.begin("q_basket=1&fields=enc_data");
    String sealed = Objects.requireNonNull(checkout.form().get("enc_data"));
    String changed =
        sealed.substring(0, 60) + (sealed.charAt(60) == 'A' ? 'B' : 'A') + sealed.substring(61);

    Http.Reply refused =
        sandbox.http.postForm("/ecwid/payment?app-name=systempay", Map.of("enc_data", changed));
    Http.Reply otherApp =
        sandbox.http.postForm("/ecwid/payment?app-name=payzen", Map.of("enc_data", sealed));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(otherApp.status()).isEqualTo(404);
  }

  @Test
  void aStoreWithoutTheAppIsForgottenAndComesBackByItsSettingsPage() {
    ObjectNode shop = Calls.shop("http://localhost:1", "23456781");
    shop.put("brand", "systempay");
    String api = sandbox.sandbox().url() + "/sandbox/ecwid/api/v3";
    shop.putObject("connection")
        .put("platform", "ecwid")
        .put("storeId", "5555")
        .put("token", "secret_of_5555")
        .put("clientSecret", "client_secret_of_store_5555")
        .put("apiUrl", api)
        .put("app", "systempay");
    sandbox.saved(shop);
    String store = "/sandbox/ecwid/5555/";

    sandbox.http.postForm(store + "control/uninstall", "");
    sandbox.settle();

    JsonNode events = sandbox.http.get(store + "control/webhooks").json();
    assertThat(events.at("/0/attempts/0/answer").asText()).isEqualTo("forgotten");
    JsonNode begun = sandbox.http.postForm(store + "control/checkouts", "q_honey=1").json();
    assertThat(sent(begun).status()).isEqualTo(404);

    sandbox.http.postForm(store + "control/install", "");
    String frame = sandbox.http.get(store + "control/frame?lang=en").json().path("url").asText();
    String hash = frame.substring(frame.indexOf('#') + 1);
    Http.Reply page =
        sandbox.http.postForm("/ecwid/settings?app-name=systempay", Map.of("frame", hash));
    assertThat(page.status()).as(page.body()).isEqualTo(200);
    String pass =
        Stream.of(page.body().split("name=\"pass\" value=\"", 2)[1].split("\"", 2))
            .findFirst()
            .orElseThrow();
    Http.Reply saved =
        sandbox.http.postForm(
            "/ecwid/settings?app-name=systempay",
            Map.of("pass", pass, "siteId", "23456781", "testKey", Calls.TEST_KEY));
    assertThat(saved.body()).contains("Saved.");

    JsonNode again = sandbox.http.postForm(store + "control/checkouts", "q_honey=1").json();
    assertThat(sent(again).status()).isEqualTo(200);
  }

  private static Http.Reply sent(JsonNode begun) {
    return sandbox.http.postForm(
        "/ecwid/payment?app-name=systempay",
        Map.of("enc_data", begun.at("/fields/enc_data").asText()));
  }
}
