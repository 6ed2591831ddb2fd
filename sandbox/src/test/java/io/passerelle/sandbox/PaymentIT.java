package io.passerelle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.passerelle.sandbox.Calls.Purchase;
import io.passerelle.sandbox.web.Json;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a buyer and the gateway's back office can do to an order of the simulated Odoo shop: the
/// bridge, the gateway and the shop agree on it.
class PaymentIT {

  private static final String SHOP = "12345678";

  private static RunningSandbox sandbox;

  @BeforeAll
  static void start() {
    sandbox = RunningSandbox.start();
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @ParameterizedTest(name = "{index}")
  @CsvSource({
    "lamp, 4990, EUR, 4970100000000055",
    "teapot, 5200, JPY, 4051700000003926",
    "carpet, 125750, KWD, 4515450000004140",
  })
  void anOrderIsPaid(String product, long amount, String currency, String card) {
    Purchase purchase = sandbox.checkout(SHOP, product);

    JsonNode paid = sandbox.pay(purchase, Json.object().put("card", card));
    sandbox.settle();

    assertThat(paid.path("status").asText()).isEqualTo("AUTHORISED");
    assertThat(paid.at("/notification/status").asInt()).isEqualTo(200);
    assertThat(paid.at("/notification/body").asText())
        .isEqualTo("OK-Accepted payment, order has been updated.");
    JsonNode order = sandbox.order(purchase);
    assertThat(order.path("state").asText()).isEqualTo("PAID");
    assertThat(order.path("paid").asBoolean()).isTrue();
    assertThat(order.path("amount").asLong()).isEqualTo(amount);
    assertThat(order.path("currency").asText()).isEqualTo(currency);
    assertThat(order.at("/attempts/0/transactionUuid")).isEqualTo(paid.path("transactionUuid"));
    assertThat(order.at("/attempts/0/status").asText()).isEqualTo("AUTHORISED");
    assertThat(order.at("/deliveries/0/state").asText()).isEqualTo("DELIVERED");
    JsonNode atOdoo = sandbox.atOdoo(purchase);
    assertThat(atOdoo.path("state").asText()).isEqualTo("done");
    assertThat(atOdoo.path("paid").asBoolean()).isTrue();
    assertThat(atOdoo.at("/payments/0/transactionUuid")).isEqualTo(paid.path("transactionUuid"));
  }

  @Test
  void theSignedFormIsHandedOnAsItStands() {
    Purchase purchase = sandbox.checkout(SHOP, "desk");

    assertThat(purchase.handedOn()).isEqualTo(purchase.signed());
    assertThat(sandbox.order(purchase).path("state").asText()).isEqualTo("STARTED");
  }

  @Test
  void aRefusedPaymentLeavesTheOrderUnpaidUntilAnotherIsAccepted() {
    Purchase purchase = sandbox.checkout(SHOP, "lamp");

    sandbox.pay(purchase, Json.object().put("card", "4970100000000071"));
    sandbox.settle();

    assertThat(sandbox.order(purchase).path("state").asText()).isEqualTo("REFUSED");
    assertThat(sandbox.order(purchase).path("paid").asBoolean()).isFalse();
    assertThat(sandbox.atOdoo(purchase).path("state").asText()).isEqualTo("error");
  }

  @Test
  void aBuyerWhoLeavesAbandonsTheOrder() {
    Purchase purchase = sandbox.checkout(SHOP, "lamp");

    JsonNode left = sandbox.pay(purchase, Json.object().put("outcome", "ABANDONED"));
    sandbox.settle();

    assertThat(left.at("/notification/status").asInt()).isEqualTo(200);
    assertThat(sandbox.order(purchase).path("state").asText()).isEqualTo("ABANDONED");
    assertThat(sandbox.atOdoo(purchase).path("paid").asBoolean()).isFalse();
  }

  @Test
  void aSessionThatExpiresAbandonsTheOrder() {
    Purchase purchase = sandbox.checkout(SHOP, "lamp");
    sandbox.advance("PT9M59S");
    assertThat(sandbox.order(purchase).path("state").asText()).isEqualTo("STARTED");

    sandbox.advance("PT1S");

    assertThat(sandbox.order(purchase).path("state").asText()).isEqualTo("ABANDONED");
    assertThat(sandbox.atOdoo(purchase).path("paid").asBoolean()).isFalse();
  }

  @Test
  void aPendingPaymentIsPaidWhenItIsVerified() {
    Purchase purchase = sandbox.checkout(SHOP, "lamp");
    JsonNode pending = sandbox.pay(purchase, Json.object().put("outcome", "PAYPAL"));
    sandbox.settle();
    assertThat(sandbox.order(purchase).path("state").asText()).isEqualTo("PENDING");
    assertThat(sandbox.order(purchase).path("paid").asBoolean()).isFalse();
    assertThat(sandbox.atOdoo(purchase).path("state").asText()).isEqualTo("pending");

    sandbox.event(uuid(pending), Json.object().put("event", "VERIFICATION_ACCEPTED"));
    sandbox.settle();

    assertThat(sandbox.order(purchase).path("state").asText()).isEqualTo("PAID");
    assertThat(sandbox.atOdoo(purchase).path("state").asText()).isEqualTo("done");
  }

  @Test
  void aCaptureAndTwoRefundsAreFollowed() {
    Purchase purchase = sandbox.checkout(SHOP, "lamp");
    String uuid = uuid(sandbox.pay(purchase));

    sandbox.event(uuid, Json.object().put("event", "CAPTURE"));
    assertThat(state(purchase)).isEqualTo("PAID");
    JsonNode part = sandbox.event(uuid, Json.object().put("event", "REFUND").put("amount", 1_990));
    assertThat(part.at("/notification/body").asText()).startsWith("OK-Refund");
    assertThat(state(purchase)).isEqualTo("PARTIALLY_REFUNDED");
    sandbox.event(uuid, Json.object().put("event", "REFUND").put("amount", 3_000));

    assertThat(state(purchase)).isEqualTo("REFUNDED");
    assertThat(sandbox.order(purchase).path("attempts").findValuesAsText("operation"))
        .containsExactlyInAnyOrder("DEBIT", "CREDIT", "CREDIT");
  }

  @Test
  void aCancellationInTheBackOfficeCancelsTheOrder() {
    Purchase purchase = sandbox.checkout(SHOP, "lamp");
    String uuid = uuid(sandbox.pay(purchase));

    JsonNode cancelled = sandbox.event(uuid, Json.object().put("event", "CANCEL"));

    assertThat(cancelled.at("/notification/status").asInt()).isEqualTo(200);
    assertThat(state(purchase)).isEqualTo("CANCELLED");
  }

  @Test
  void aNotificationToldTwiceCountsOnce() {
    Purchase purchase = sandbox.checkout(SHOP, "lamp");
    String uuid = uuid(sandbox.pay(purchase));

    JsonNode told = sandbox.event(uuid, Json.object().put("event", "CAPTURE").put("twice", true));
    sandbox.settle();

    List<String> answers = told.path("notifications").findValuesAsText("body");
    assertThat(answers)
        .containsExactly(
            "OK-Accepted payment, order has been updated.",
            "OK-Accepted payment, order is already up to date.");
    assertThat(sandbox.order(purchase).path("deliveries")).hasSize(2);
  }

  @Test
  void aLateNotificationComesWhenTheClockGetsThere() {
    Purchase purchase = sandbox.checkout(SHOP, "lamp");
    String uuid = uuid(sandbox.pay(purchase));
    sandbox.event(uuid, Json.object().put("event", "CANCEL").put("late", "PT1H"));
    assertThat(state(purchase)).isEqualTo("PAID");

    sandbox.advance("PT1H");

    assertThat(state(purchase)).isEqualTo("CANCELLED");
  }

  private static String state(Purchase purchase) {
    sandbox.settle();
    return sandbox.order(purchase).path("state").asText();
  }

  private static String uuid(JsonNode paid) {
    return paid.path("transactionUuid").asText();
  }
}
