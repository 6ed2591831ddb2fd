package io.passerelle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.passerelle.sandbox.Calls.Purchase;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever fails in AWS and whenever, the end is the same: the order is paid, the shop has been
/// told the same bytes, and each failed attempt was mailed.
class FaultsIT {

  /// More than the client's own tries, so that the failure reaches the function.
  private static final int COUNT = 6;

  private static final int QUARTERS_MAX = 12;

  private static RunningSandbox sandbox;
  private static int cases;

  /// When the fault strikes.
  enum Moment {
    BEFORE_THE_NOTIFICATION,
    BEFORE_THE_FIRST_REPLAY,
    BEFORE_THE_SECOND_REPLAY
  }

  @BeforeAll
  static void start() {
    sandbox = RunningSandbox.start();
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  static Stream<Arguments> faults() {
    List<Arguments> all = new ArrayList<>();
    for (String target : List.of("dynamodb", "sqs", "ses")) {
      for (String kind : List.of("error", "throttle", "timeout", "duplicate", "crash-after")) {
        for (Moment moment : Moment.values()) {
          all.add(Arguments.of(target, kind, moment));
        }
      }
    }
    return all.stream();
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @MethodSource("faults")
  void theEndIsTheSame(String target, String kind, Moment moment) throws Exception {
    String siteId = String.valueOf(44_100_000 + cases++);
    try (TestShop shop = TestShop.open()) {
      shop.answers(503, 503);
      sandbox.shopAt(shop.url(), siteId);
      sandbox.forgetMails();
      Purchase purchase = sandbox.checkout(siteId, "lamp");
      boolean done = false;

      strike(moment, Moment.BEFORE_THE_NOTIFICATION, target, kind);
      sandbox.pay(purchase);
      sandbox.settle();
      strike(moment, Moment.BEFORE_THE_FIRST_REPLAY, target, kind);
      sandbox.nextQuarter();
      strike(moment, Moment.BEFORE_THE_SECOND_REPLAY, target, kind);
      for (int quarter = 0; quarter < QUARTERS_MAX && !done; quarter++) {
        sandbox.nextQuarter();
        done = isAllDone(purchase);
      }
      sandbox.clearFaults();

      JsonNode order = sandbox.order(purchase);
      assertThat(order.path("state").asText()).isEqualTo("PAID");
      JsonNode delivery = order.at("/deliveries/0");
      assertThat(order.path("deliveries")).hasSize(1);
      assertThat(delivery.path("state").asText()).isEqualTo("DELIVERED");
      assertThat(Set.copyOf(shop.bodies())).hasSize(1);
      assertThat(shop.bodies()).hasSizeGreaterThanOrEqualTo(delivery.path("attempts").size());
      assertThat(sandbox.mails().size()).isGreaterThanOrEqualTo(failures(delivery));
    }
  }

  private static void strike(Moment now, Moment wanted, String target, String kind) {
    if (now == wanted) {
      sandbox.inject(target, kind, COUNT);
    }
  }

  private static boolean isAllDone(Purchase purchase) {
    Http.Reply reply =
        sandbox.http.get("/sandbox/api/orders/" + purchase.siteId() + "/" + purchase.reference());
    JsonNode delivery = reply.status() == 200 ? reply.json().at("/deliveries/0") : reply.json();
    return delivery.path("state").asText().equals("DELIVERED")
        && sandbox.mails().size() >= failures(delivery);
  }

  private static int failures(JsonNode delivery) {
    return (int)
        delivery
            .path("attempts")
            .valueStream()
            .filter(attempt -> !attempt.path("error").isNull())
            .count();
  }
}
