package io.passerelle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.passerelle.sandbox.Calls.Purchase;
import io.passerelle.sandbox.web.Json;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Shops whose server is out of its mind, or whose address is not one to be called, are failures
/// like any other: recorded with their kind, mailed, tried again, and harmless to other shops.
class HostileShopIT {

  private final RunningSandbox sandbox = RunningSandbox.start();

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void eachIsAFailureOfItsKind() throws IOException {
    TestShop hanging = TestShop.open();
    TestShop dripping = TestShop.open();
    TestShop huge = TestShop.open().always(TestShop.huge("500 No"));
    TestShop talking = TestShop.open().always(TestShop.garbage());
    TestShop closing = TestShop.open().always(TestShop.hangUp());
    TestShop closed = TestShop.open();
    closed.close();
    Map<String, String> expected = new LinkedHashMap<>();
    expected.put("http://10.0.0.1/payment/lyra/ipn", "FORBIDDEN_ADDRESS");
    expected.put("http://169.254.169.254/latest/meta-data/x.php", "FORBIDDEN_ADDRESS");
    expected.put("http://[::ffff:169.254.169.254]/x.php", "BAD_URL");
    expected.put("http://2130706433/x.php", "BAD_URL");
    expected.put(hanging.always(hanging.hang()).url(), "TIMEOUT");
    expected.put(dripping.always(dripping.drip()).url(), "TIMEOUT");
    expected.put(huge.url(), "SERVER_5XX");
    expected.put(talking.url(), "PROTOCOL");
    expected.put(closing.url(), "CONNECTION");
    expected.put(closed.url(), "CONNECTION");
    Map<String, Purchase> purchases = new LinkedHashMap<>();

    // All at once, so that those that hang do so side by side.
    expected.keySet().forEach(url -> purchases.put(url, paidAt(url, purchases.size())));
    sandbox.settle();

    purchases.forEach((url, purchase) -> {
      JsonNode delivery = sandbox.order(purchase).path("deliveries").path(0);
      assertThat(delivery.path("state").asText()).as(url).isEqualTo("FAILED");
      assertThat(delivery.at("/attempts/0/error").asText()).as(url).isEqualTo(expected.get(url));
      assertThat(delivery.path("nextAttemptAt").asText()).isEqualTo("2026-01-15T10:15:00Z");
      assertThat(sandbox.order(purchase).path("paid").asBoolean()).isTrue();
      assertThat(mails()).as(url).anyMatch(mail -> mail.contains(purchase.siteId()));
    });
    for (TestShop shop : List.of(hanging, dripping, huge, talking, closing)) {
      assertThat(shop.received()).hasSize(1);
      shop.close();
    }
  }

  @Test
  void ofASuccessThatTalksTooMuchOnlyTheBeginningIsKept() throws IOException {
    try (TestShop huge = TestShop.open().always(TestShop.huge("200 OK"))) {
      Purchase purchase = paidAt(huge.url(), 40);
      sandbox.settle();

      JsonNode delivery = sandbox.order(purchase).path("deliveries").path(0);

      assertThat(delivery.path("state").asText()).isEqualTo("DELIVERED");
      assertThat(delivery.at("/attempts/0/response").asText())
          .startsWith("xxx")
          .hasSizeLessThan(10_000);
    }
  }

  @Test
  void aShopThatHangsDoesNotDelayAnother() throws Exception {
    try (TestShop hanging = TestShop.open();
        TestShop healthy = TestShop.open()) {
      hanging.always(hanging.hang());
      Purchase stuck = paidAt(hanging.url(), 50);
      hanging.awaitRequest();

      Purchase quick = paidAt(healthy.url(), 51);
      healthy.awaitRequest();

      assertThat(sandbox.order(stuck).at("/deliveries/0/state").asText()).isEqualTo("PENDING");
      hanging.release();
      sandbox.settle();
      assertThat(sandbox.order(quick).at("/deliveries/0/state").asText()).isEqualTo("DELIVERED");
      assertThat(sandbox.order(stuck).at("/deliveries/0/state").asText()).isEqualTo("FAILED");
    }
  }

  @Test
  void deliveriesOfOneOrderKeepTheirOrder() throws Exception {
    try (TestShop shop = TestShop.open()) {
      shop.answers(503, 503);
      sandbox.shopAt(shop.url(), "44000060");
      Purchase purchase = sandbox.checkout("44000060", "lamp");
      String uuid = sandbox.pay(purchase).path("transactionUuid").asText();
      sandbox.event(uuid, Json.object().put("event", "CAPTURE"));
      sandbox.event(uuid, Json.object().put("event", "REFUND"));
      sandbox.settle();
      assertThat(shop.bodies()).hasSize(1);

      sandbox.nextQuarter();
      sandbox.nextQuarter();

      assertThat(shop.bodies().stream().map(HostileShopIT::told))
          .containsExactly(
              "DEBIT AUTHORISED",
              "DEBIT AUTHORISED",
              "DEBIT AUTHORISED",
              "DEBIT CAPTURED",
              "CREDIT AUTHORISED");
      assertThat(sandbox.order(purchase).path("deliveries").findValuesAsText("state"))
          .containsOnly("DELIVERED");
    }
  }

  private static String told(String body) {
    return field(body, "vads_operation_type") + " " + field(body, "vads_trans_status");
  }

  private static String field(String body, String name) {
    for (String pair : body.split("&", -1)) {
      if (pair.startsWith(name + "=")) {
        return pair.substring(name.length() + 1);
      }
    }
    return "";
  }

  private List<String> mails() {
    return sandbox.mails().valueStream().map(mail -> mail.path("text").asText()).toList();
  }

  private Purchase paidAt(String url, int number) {
    String siteId = String.valueOf(44_001_000 + number);
    sandbox.shopAt(url, siteId);
    Purchase purchase = sandbox.checkout(siteId, "lamp");
    assertThat(sandbox.pay(purchase).at("/notification/status").asInt()).isEqualTo(200);
    return purchase;
  }
}
