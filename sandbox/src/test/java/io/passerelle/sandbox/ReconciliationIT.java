package io.passerelle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.passerelle.sandbox.Calls.Purchase;
import io.passerelle.sandbox.web.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What the gateway did not tell is found by asking it.
class ReconciliationIT {

  private static final String SHOP = "12345678";
  private static final int PAYMENTS = 200;
  private static final int LOST_OF_A_HUNDRED = 5;
  private static final long SEED = Long.getLong("seed", 20_260_115L);

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
  void anHourAfterNotificationsWereLostEveryOrderIsRightAndTheShopKnows() {
    Random random = new Random(SEED);
    sandbox.forgetMails();
    List<Purchase> purchases = new ArrayList<>();
    int lost = 0;
    for (int i = 0; i < PAYMENTS; i++) {
      Purchase purchase = sandbox.checkout(SHOP, "lamp");
      boolean isLost = random.nextInt(100) < LOST_OF_A_HUNDRED;
      if (isLost) {
        sandbox.inject("gateway", "drop", 1);
        lost++;
      }
      JsonNode paid = sandbox.pay(purchase);
      assertThat(paid.at("/notification/status").asInt()).isEqualTo(isLost ? 0 : 200);
      purchases.add(purchase);
    }
    System.out.println("ReconciliationIT: -Dseed=" + SEED + ", " + lost + " lost");
    assertThat(lost).isBetween(1, PAYMENTS / 5);

    sandbox.advance("PT1H");

    for (Purchase purchase : purchases) {
      JsonNode order = sandbox.order(purchase);
      assertThat(order.path("state").asText()).as(order.toString()).isEqualTo("PAID");
      assertThat(order.at("/deliveries/0/state").asText()).isEqualTo("DELIVERED");
      assertThat(sandbox.atOdoo(purchase).path("paid").asBoolean()).isTrue();
    }
    assertThat(
            sandbox
                .mails()
                .valueStream()
                .filter(mail -> mail.path("text").asText().contains("AUTHORISED, 49.90 EUR"))
                .count())
        .isEqualTo(lost);
  }

  @Test
  void theGatewayIsAskedAtOnceWhereAPersonAsks() {
    Purchase purchase = sandbox.checkout(SHOP, "lamp");
    sandbox.pay(purchase, Json.object().put("notify", false));
    assertThat(sandbox.order(purchase).path("state").asText()).isEqualTo("STARTED");

    JsonNode order =
        sandbox
            .http
            .post(
                "/sandbox/api/orders/" + SHOP + "/" + purchase.reference() + "/reconcile",
                Json.object())
            .json();

    assertThat(order.path("state").asText()).isEqualTo("PAID");
    assertThat(order.at("/deliveries/0/state").asText()).isEqualTo("DELIVERED");
    assertThat(order.path("history").findValuesAsText("operation")).contains("Gateway asked");
  }

  @Test
  void aGatewayThatLimitsItsCallersIsAskedLater() {
    Purchase purchase = sandbox.checkout(SHOP, "lamp");
    sandbox.pay(purchase, Json.object().put("notify", false));
    sandbox.inject("gateway", "throttle", 1);

    sandbox.advance("PT30M");
    assertThat(sandbox.order(purchase).path("state").asText()).isEqualTo("STARTED");
    sandbox.advance("PT30M");

    assertThat(sandbox.order(purchase).path("state").asText()).isEqualTo("PAID");
  }
}
