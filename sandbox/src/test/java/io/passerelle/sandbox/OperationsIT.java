package io.passerelle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.Calls.Purchase;
import io.passerelle.sandbox.web.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Refunds, cancellations and captures, from the asking to the gateway and back.
class OperationsIT {

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

  private static Purchase paid(String status) {
    Purchase purchase = sandbox.checkout(SHOP, "lamp");
    sandbox.pay(purchase, Json.object().put("outcome", status));
    sandbox.settle();
    return purchase;
  }

  private static JsonNode ask(Purchase purchase, String action, ObjectNode asked) {
    Http.Reply reply =
        sandbox.http.post(
            "/sandbox/api/orders/" + SHOP + "/" + purchase.reference() + "/" + action, asked);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return reply.json();
  }

  private static ObjectNode request(String key, long amount) {
    return Json.object().put("key", key).put("amount", amount);
  }

  private static List<String> states(JsonNode order) {
    return order.path("operations").findValuesAsText("state");
  }

  /// What the gateway has given back, as it says itself.
  private static long refunded(JsonNode order) {
    return order
        .path("attempts")
        .valueStream()
        .filter(one -> one.path("operation").asText().equals("CREDIT"))
        .mapToLong(one -> one.path("amount").asLong())
        .sum();
  }

  @Test
  void aCapturedPaymentIsRefundedInPartsAndNeverBeyondWhatIsLeft() {
    Purchase purchase = paid("CAPTURED");

    ask(purchase, "refund", request("r1", 1_000));
    ask(purchase, "refund", request("r1", 1_000));
    JsonNode part = ask(purchase, "refund", request("r2", 2_000));
    assertThat(part.path("state").asText()).isEqualTo("PARTIALLY_REFUNDED");
    JsonNode beyond = ask(purchase, "refund", request("r3", 2_000));
    JsonNode whole = ask(purchase, "refund", request("r4", 1_990));

    assertThat(states(beyond)).containsExactly("DONE", "DONE", "REFUSED");
    assertThat(whole.path("state").asText()).isEqualTo("REFUNDED");
    assertThat(refunded(whole)).isEqualTo(4_990);
    assertThat(whole.path("history").findValuesAsText("operation")).contains("Refund");
  }

  @Test
  void aPaymentThatIsNotCapturedIsLoweredAndThenCancelled() {
    Purchase purchase = paid("AUTHORISED");

    JsonNode lowered = ask(purchase, "refund", request("r1", 1_000));
    JsonNode cancelled = ask(purchase, "cancel", Json.object().put("key", "c1"));

    assertThat(lowered.path("state").asText()).isEqualTo("PAID");
    assertThat(lowered.at("/attempts/0/amount").asLong()).isEqualTo(3_990);
    assertThat(cancelled.path("state").asText()).isEqualTo("CANCELLED");
    assertThat(states(cancelled)).containsExactly("DONE", "DONE");
    assertThat(refunded(cancelled)).isZero();
  }

  @Test
  void lessThanWasAuthorisedIsCaptured() {
    Purchase purchase = paid("AUTHORISED_TO_VALIDATE");
    assertThat(sandbox.order(purchase).path("state").asText()).isEqualTo("PENDING");

    JsonNode captured = ask(purchase, "capture", request("c1", 3_000));
    JsonNode again = ask(purchase, "capture", request("c2", 1_000));

    assertThat(captured.path("state").asText()).isEqualTo("PAID");
    assertThat(captured.at("/attempts/0/amount").asLong()).isEqualTo(3_000);
    assertThat(captured.at("/attempts/0/status").asText()).isEqualTo("AUTHORISED");
    assertThat(states(again)).containsExactly("DONE", "REFUSED");
    assertThat(again.path("operations").findValuesAsText("reason")).contains("CAPTURED_ALREADY");
  }

  @Test
  void aRefundInTheGatewaysBackOfficeCountsAgainstTheRest() {
    Purchase purchase = paid("CAPTURED");
    String uuid = sandbox.order(purchase).at("/attempts/0/transactionUuid").asText();
    sandbox.event(uuid, Json.object().put("event", "REFUND").put("amount", 4_000));
    sandbox.settle();

    JsonNode refused = ask(purchase, "refund", request("r1", 1_000));
    JsonNode done = ask(purchase, "refund", request("r2", 990));

    assertThat(states(refused)).containsExactly("REFUSED");
    assertThat(done.path("state").asText()).isEqualTo("REFUNDED");
    assertThat(refunded(done)).isEqualTo(4_990);
  }

  @Test
  void aGatewayThatIsDownIsAskedAgain() {
    Purchase purchase = paid("CAPTURED");
    sandbox.inject("gateway", "error", 1);

    JsonNode waiting = ask(purchase, "refund", request("r1", 1_000));
    assertThat(states(waiting)).containsExactly("ASKED");
    sandbox.advance("PT2M");

    JsonNode order = sandbox.order(purchase);
    assertThat(states(order)).containsExactly("DONE");
    assertThat(refunded(order)).isEqualTo(1_000);
  }

  @Test
  void theButtonsOfAnOrdersPageDoTheSame() {
    Purchase purchase = paid("CAPTURED");
    String page = "/sandbox/orders/" + SHOP + "/" + purchase.reference();
    assertThat(sandbox.http.get(page).body()).contains("Refund, cancel, capture");

    Http.Reply reply =
        sandbox.http.postForm(
            "/sandbox/operate",
            Map.of(
                "siteId",
                SHOP,
                "orderId",
                purchase.reference(),
                "action",
                "refund",
                "amount",
                "1000",
                "key",
                "console-1",
                "back",
                page));

    assertThat(reply.status()).isEqualTo(303);
    assertThat(sandbox.http.get(page).body()).contains("console-1", "PARTIALLY_REFUNDED");
  }

  @Test
  void whatCannotBeReadIsNotTaken() {
    Purchase purchase = paid("CAPTURED");
    String path = "/sandbox/api/orders/" + SHOP + "/" + purchase.reference() + "/refund";

    Http.Reply fraction = sandbox.http.post(path, Json.object().put("amount", 10.5));
    Http.Reply unknown =
        sandbox.http.post("/sandbox/api/orders/" + SHOP + "/none/refund", Json.object());

    assertThat(fraction.status()).isEqualTo(422);
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(states(sandbox.order(purchase))).isEmpty();
  }
}
