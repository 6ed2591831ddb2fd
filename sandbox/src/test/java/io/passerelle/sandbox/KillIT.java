package io.passerelle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.passerelle.sandbox.Calls.Purchase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A sandbox that is killed and started again in the same folder goes on where it was: nothing is
/// lost, and time does not go back.
class KillIT {

  private static final String SHOP = "44000004";
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String CLOCK = "2026-01-15T10:07:00Z";

  private final Path data;

  KillIT(@TempDir Path data) {
    this.data = data;
  }

  /// When the process is killed.
  enum Moment {
    WHILE_THE_BUYER_PAYS,
    RIGHT_AFTER_THE_NOTIFICATION,
    WHILE_THE_SHOP_HANGS,
    AFTER_THE_FIRST_FAILURE,
    WHILE_THE_SHOP_HANGS_AT_THE_REPLAY
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsLost(Moment moment) throws Exception {
    try (TestShop shop = TestShop.open()) {
      Purchase purchase = killed(moment, shop);
      shop.release();

      try (SandboxProcess again = start("--clock", CLOCK);
          Calls calls = again.calls()) {
        if (moment == Moment.WHILE_THE_BUYER_PAYS) {
          Purchase there = at(again.url(), purchase);
          calls.pay(there);
        }
        for (int quarter = 0; quarter < 4; quarter++) {
          calls.nextQuarter();
        }

        JsonNode order = calls.order(purchase);
        assertThat(order.path("state").asText()).isEqualTo("PAID");
        assertThat(order.path("deliveries")).hasSize(1);
        assertThat(order.at("/deliveries/0/state").asText()).isEqualTo("DELIVERED");
        assertThat(Set.copyOf(shop.bodies())).hasSize(1);
        assertThat(order.path("history").findValuesAsText("at")).isSorted();
      }
    }
  }

  @Test
  void aStandingClockThatIsGivenAgainStandsWhereItWas() throws Exception {
    try (SandboxProcess first = start("--clock", CLOCK);
        Calls calls = first.calls()) {
      calls.advance("PT2H");
      first.kill();
    }

    try (SandboxProcess again = start("--clock", CLOCK);
        Calls calls = again.calls()) {
      assertThat(calls.http.get("/sandbox/api/clock").json().path("now").asText())
          .isEqualTo("2026-01-15T12:07:00Z");
    }
  }

  @Test
  void withoutAClockTimeRunsOnAndDoesNotGoBack() throws Exception {
    Instant future = Instant.parse("2999-01-15T10:07:00Z");
    try (SandboxProcess first = start("--clock", future.toString());
        Calls calls = first.calls()) {
      calls.settle();
      first.kill();
    }

    try (SandboxProcess again = start();
        Calls calls = again.calls()) {
      Instant now = Instant.parse(calls.http.get("/sandbox/api/clock").json().path("now").asText());
      assertThat(now).isAfter(future);
    }
  }

  @Test
  void theDemoShopGoesOnAtAnotherPort() throws Exception {
    Purchase before;
    try (SandboxProcess first = start("--clock", CLOCK);
        Calls calls = first.calls()) {
      before = calls.checkout("12345678", "lamp");
      calls.inject("dynamodb", "error", 20);
      assertThat(calls.pay(before).at("/notification/status").asInt()).isEqualTo(500);
      first.kill();
    }

    try (SandboxProcess again = start("--clock", CLOCK);
        Calls calls = again.calls()) {
      Purchase purchase = calls.buy("12345678");

      assertThat(calls.order(purchase).at("/deliveries/0/state").asText()).isEqualTo("DELIVERED");
      assertThat(calls.atOdoo(purchase).path("state").asText()).isEqualTo("done");
      calls.nextQuarter();
      assertThat(calls.order(before).path("state").asText()).isEqualTo("PAID");
      assertThat(calls.atOdoo(before).path("state").asText()).isEqualTo("done");
    }
  }

  /// Buys, and kills the sandbox at that moment.
  private Purchase killed(Moment moment, TestShop shop) throws Exception {
    try (SandboxProcess first = start("--clock", CLOCK);
        Calls calls = first.calls()) {
      calls.shopAt(shop.url(), SHOP);
      Purchase purchase = calls.checkout(SHOP, "lamp");
      switch (moment) {
        case WHILE_THE_BUYER_PAYS -> {}
        case RIGHT_AFTER_THE_NOTIFICATION -> {
          shop.answers(503);
          calls.pay(purchase);
        }
        case WHILE_THE_SHOP_HANGS -> {
          shop.answers(shop.hang());
          calls.pay(purchase);
          shop.awaitRequest();
        }
        case AFTER_THE_FIRST_FAILURE -> {
          shop.answers(503);
          calls.pay(purchase);
          calls.settle();
        }
        case WHILE_THE_SHOP_HANGS_AT_THE_REPLAY -> {
          shop.answers(503).answers(shop.hang());
          calls.pay(purchase);
          shop.awaitRequest();
          calls.settle();
          CompletableFuture<Void> moving = CompletableFuture.runAsync(calls::nextQuarter);
          shop.awaitRequest();
          first.kill();
          assertThat(moving.handle((done, failed) -> failed)).succeedsWithin(PATIENCE).isNotNull();
        }
      }
      first.kill();
      return purchase;
    }
  }

  private SandboxProcess start(String... options) {
    String[] all = new String[options.length + 4];
    System.arraycopy(options, 0, all, 4, options.length);
    all[0] = "--port";
    all[1] = "0";
    all[2] = "--data";
    all[3] = data.toString();
    return SandboxProcess.start(all);
  }

  /// The same payment page at the address of another process.
  private static Purchase at(String url, Purchase purchase) {
    String page = purchase.page();
    String path = page.startsWith("http") ? page.substring(page.indexOf('/', 8)) : page;
    return new Purchase(
        purchase.siteId(),
        purchase.reference(),
        purchase.signed(),
        purchase.handedOn(),
        url + path);
  }
}
