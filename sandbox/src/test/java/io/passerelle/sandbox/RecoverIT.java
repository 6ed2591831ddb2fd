package io.passerelle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.Calls.Purchase;
import io.passerelle.sandbox.web.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a shop was not told in an outage is listed and sent again, by the control calls alone.
class RecoverIT {

  private static final String SHOP = "44000002";
  private static final String SINCE = "2026-01-15T10:00:00Z";
  private static final String CALLS = "/sandbox/api/shops/" + SHOP;

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
  void whatIsExhaustedIsListedCountedAndRecoveredInItsOrder() {
    shop.always(TestShop.status(500, "no"));
    List<String> orders = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Purchase purchase = sandbox.buy(SHOP);
      orders.add(purchase.reference());
    }
    Purchase refunded = sandbox.buy(SHOP);
    orders.add(refunded.reference());
    quarters(5);
    String uuid = sandbox.order(refunded).at("/attempts/0/transactionUuid").asText();
    sandbox.event(uuid, Json.object().put("event", "CAPTURE"));
    sandbox.event(uuid, Json.object().put("event", "REFUND"));
    quarters(12); // The refund waits until the capture before it is given up.

    JsonNode listed = sandbox.http.get(CALLS + "/deliveries?state=EXHAUSTED").json();
    JsonNode dry = recover(true);
    assertThat(listed).hasSize(dry.path("deliveries").asInt()).hasSizeGreaterThanOrEqualTo(4);
    assertThat(listed.findValuesAsText("orderId")).containsAll(orders);
    assertThat(dry.path("orders").valueStream().map(JsonNode::asText))
        .containsExactlyInAnyOrderElementsOf(orders);
    assertThat(dry.path("upToDate")).isEmpty();
    assertThat(page()).contains(orders.getFirst()).contains("Send all again");
    List<String> before = List.copyOf(firstBodies());
    shop.forget();
    shop.always(TestShop.status(200, TestShop.PROCESSED));

    JsonNode recovered = recover(false);

    assertThat(recovered).isEqualTo(dry);
    assertThat(sandbox.http.get(CALLS + "/deliveries?state=EXHAUSTED").json()).isEmpty();
    assertThat(sandbox.http.get(CALLS + "/deliveries").json()).isEmpty();
    assertThat(shop.bodies()).hasSize(listed.size()).containsExactlyInAnyOrderElementsOf(before);
    assertThat(ofOrder(shop.bodies(), refunded)).isEqualTo(ofOrder(before, refunded));
    assertThat(page()).contains("the shop was told everything");
  }

  @Test
  void theRulesAreThoseSavedWithTheDefaultsOfTheOthers() {
    JsonNode rules = sandbox.http.get(CALLS + "/rules").json();

    assertThat(rules.findValuesAsText("kind"))
        .contains("END_OF_PAYMENT", "BATCH_CHANGE", "RECURRING_PAYMENT", "INSTALMENT_REFUSED");
    assertThat(rules.at("/0/alertEmails").asText()).isEqualTo("a@shop.example;b@shop.example");
    assertThat(sandbox.http.get("/sandbox/api/shops/99999999/rules").status()).isEqualTo(404);
  }

  @Test
  void aWebhookSecretIsMadeWithTheFirstUrlAndAnewWhenAskedFor() {
    ObjectNode document = Calls.shop(shop.url(), SHOP);
    ((ObjectNode) ((ArrayNode) document.path("rules")).path(0)).put("urlTest", shop.url() + "/own");

    String first = sandbox.saved(document).path("webhookSecret").asText();
    String second =
        sandbox.http.post(CALLS + "/webhook-secret", Json.object()).json().path("secret").asText();

    assertThat(List.of(first, second))
        .doesNotHaveDuplicates()
        .allMatch(secret -> secret.startsWith("whsec_"));
  }

  @Test
  void whatCannotBeReadIsRefused() {
    assertThat(sandbox.http.get(CALLS + "/deliveries?state=LOST").status()).isEqualTo(422);
    assertThat(sandbox.http.post(CALLS + "/deliveries/recover", Json.object()).status())
        .isEqualTo(422);
    assertThat(sandbox.http.post(CALLS + "/nothing", Json.object()).status()).isEqualTo(404);
  }

  @Test
  void thePageSendsAllAgain() {
    shop.answers(500);
    Purchase purchase = sandbox.buy(SHOP);
    String back = "/sandbox/failed/" + SHOP;

    Http.Reply dry =
        sandbox.http.postForm(
            "/sandbox/recover",
            Map.of("siteId", SHOP, "since", SINCE, "back", back, "dryRun", "true"));
    assertThat(sandbox.order(purchase).at("/deliveries/0/state").asText()).isEqualTo("FAILED");
    assertThat(dry.location()).contains("rehearsal");
    sandbox.http.postForm("/sandbox/recover", Map.of("siteId", SHOP, "since", SINCE, "back", back));

    assertThat(sandbox.order(purchase).at("/deliveries/0/state").asText()).isEqualTo("DELIVERED");
  }

  private void quarters(int count) {
    for (int i = 0; i < count; i++) {
      sandbox.nextQuarter();
    }
  }

  private JsonNode recover(boolean dry) {
    Http.Reply reply =
        sandbox.http.post(
            CALLS + "/deliveries/recover", Json.object().put("since", SINCE).put("dryRun", dry));
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return reply.json();
  }

  private String page() {
    return sandbox.http.get("/sandbox/failed/" + SHOP).body();
  }

  private List<String> firstBodies() {
    return shop.bodies().stream().distinct().toList();
  }

  private static List<String> ofOrder(List<String> bodies, Purchase purchase) {
    return bodies.stream()
        .filter(body -> body.contains("vads_order_id=" + purchase.reference()))
        .toList();
  }
}
