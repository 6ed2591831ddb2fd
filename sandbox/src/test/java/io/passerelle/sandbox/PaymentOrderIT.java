package io.passerelle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.passerelle.sandbox.web.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Payment orders by HTTP alone: a merchant makes them, buyers open their links and pay at the
/// simulated gateway, the clock is moved.
class PaymentOrderIT {

  private static final String SHOP = "12345678";
  private static final String ALL = "/sandbox/api/paymentorders/" + SHOP;
  private static final String REFUSED_CARD = "4970100000000071";

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
  void aLinkIsMadeOpenedAndPaid() {
    JsonNode made =
        made("{\"reference\":\"IT-PAID\",\"amount\":4990,\"to\":\"zoe@buyer.example\"}");

    try (LinkBuyer buyer = new LinkBuyer(sandbox, made)) {
      assertThat(buyer.open())
          .contains("IT-PAID", "<form method=\"post\"")
          .doesNotContain("<script");
      JsonNode paid = buyer.pay(Json.object().put("card", Calls.GOOD_CARD));

      assertThat(paid.path("status").asText()).isEqualTo("AUTHORISED");
      assertThat(seen("IT-PAID").path("status").asText()).isEqualTo("ACCEPTED");
      assertThat(buyer.open()).doesNotContain("<form");
      assertThat(buyer.click().statusCode()).isEqualTo(409);
    }
    JsonNode order = sandbox.order(SHOP, "IT-PAID");
    assertThat(order.path("paid").asBoolean()).isTrue();
    assertThat(order.path("deliveries")).isEmpty();
    assertThat(order.path("history").toString()).contains("PAYMENT_ORDER", "none of its orders");
  }

  @Test
  void aScannerOfMailsLeavesTheLinkPayable() {
    JsonNode made = made("{\"reference\":\"IT-SCANNED\",\"amount\":100}");
    try (LinkBuyer scanner = new LinkBuyer(sandbox, made);
        LinkBuyer buyer = new LinkBuyer(sandbox, made)) {

      scanner.send("HEAD", 3);
      scanner.send("GET", 20);

      assertThat(buyer.pay(Json.object()).path("status").asText()).isEqualTo("AUTHORISED");
    }
  }

  @Test
  void aRefusedBuyerPaysAgainOnTheSameLink() {
    JsonNode made = made("{\"reference\":\"IT-REFUSED\",\"amount\":1000}");
    try (LinkBuyer buyer = new LinkBuyer(sandbox, made)) {
      buyer.pay(Json.object().put("card", REFUSED_CARD));
      assertThat(seen("IT-REFUSED").path("status").asText()).isEqualTo("REFUSED");

      buyer.pay(Json.object().put("card", Calls.GOOD_CARD));

      assertThat(seen("IT-REFUSED").path("status").asText()).isEqualTo("ACCEPTED");
      assertThat(sandbox.order(SHOP, "IT-REFUSED").path("attempts")).hasSize(2);
    }
  }

  @Test
  void anExpiredOneIsPaidOnTheSameLinkOnceExtended() {
    JsonNode made =
        made(
            "{\"reference\":\"IT-EXPIRED\",\"amount\":1000,\"validUntil\":\""
                + sandbox.advance("PT0S").plusSeconds(3_600)
                + "\"}");
    try (LinkBuyer buyer = new LinkBuyer(sandbox, made)) {
      sandbox.advance("PT1H");
      assertThat(seen("IT-EXPIRED").path("status").asText()).isEqualTo("EXPIRED");
      assertThat(buyer.open()).contains("name=\"ask\"").doesNotContain("type=\"hidden\"");
      assertThat(buyer.click().statusCode()).isEqualTo(409);

      String later = sandbox.advance("PT0S").plusSeconds(86_400).toString();
      JsonNode extended =
          update("IT-EXPIRED", "{\"do\":\"CHANGE_VALIDITY\",\"validUntil\":\"" + later + "\"}");

      assertThat(extended.path("status").asText()).isEqualTo("RUNNING");
      assertThat(extended.path("link")).isEqualTo(made.path("link"));
      buyer.pay(Json.object());
      assertThat(seen("IT-EXPIRED").path("status").asText()).isEqualTo("ACCEPTED");
    }
  }

  @Test
  void aCancelledOneIsPaidOnceReactivated() {
    JsonNode made = made("{\"reference\":\"IT-CANCELLED\",\"amount\":1000}");
    try (LinkBuyer buyer = new LinkBuyer(sandbox, made)) {
      assertThat(update("IT-CANCELLED", "{\"do\":\"CANCEL\"}").path("status").asText())
          .isEqualTo("CANCELLED");
      assertThat(buyer.click().statusCode()).isEqualTo(409);

      update("IT-CANCELLED", "{\"do\":\"REACTIVATE\"}");

      buyer.pay(Json.object());
      assertThat(seen("IT-CANCELLED").path("status").asText()).isEqualTo("ACCEPTED");
      assertThat(sandbox.http.post(ALL + "/IT-CANCELLED", "{\"do\":\"CANCEL\"}").status())
          .isEqualTo(409);
    }
  }

  @Test
  void ofManyBrowsersAtOnceOnePays() throws Exception {
    JsonNode made = made("{\"reference\":\"IT-AT-ONCE\",\"amount\":1000}");
    List<LinkBuyer> buyers = new ArrayList<>();
    List<Future<Integer>> clicks = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      LinkBuyer buyer = new LinkBuyer(sandbox, made);
      buyer.open();
      buyers.add(buyer);
    }

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      buyers.forEach(buyer -> clicks.add(threads.submit(() -> buyer.click().statusCode())));
    }

    List<Integer> statuses = new ArrayList<>();
    for (Future<Integer> click : clicks) {
      statuses.add(click.get());
    }
    assertThat(statuses).filteredOn(status -> status == 200).hasSize(1);
    assertThat(statuses).filteredOn(status -> status == 409).hasSize(7);
    LinkBuyer first = buyers.get(statuses.indexOf(200));
    first.pay(Json.object());
    assertThat(buyers.get(statuses.indexOf(409)).click().statusCode()).isEqualTo(409);
    assertThat(seen("IT-AT-ONCE").path("status").asText()).isEqualTo("ACCEPTED");
    assertThat(sandbox.order(SHOP, "IT-AT-ONCE").path("attempts")).hasSize(1);
    buyers.forEach(LinkBuyer::close);
  }

  @Test
  void aCopyIsMadeMarkedAsSentAndListed() {
    made("{\"reference\":\"IT-ORIGINAL\",\"amount\":777}");

    JsonNode copy = update("IT-ORIGINAL", "{\"do\":\"CREATE_FROM\",\"newReference\":\"IT-COPY\"}");
    JsonNode sent = update("IT-COPY", "{\"do\":\"MARK_SENT\"}");

    assertThat(copy.path("amount").asLong()).isEqualTo(777);
    assertThat(sent.path("delivery").asText()).isEqualTo("SENT");
    assertThat(sandbox.http.get(ALL).json().path("paymentOrders").findValuesAsText("reference"))
        .contains("IT-ORIGINAL", "IT-COPY");
  }

  @Test
  void theyAreSearchedSortedPagedAndExported() {
    for (int i = 1; i <= 5; i++) {
      made(
          "{\"reference\":\"FIND-%d\",\"amount\":%d,\"to\":\"b%d@buyer.example\"}"
              .formatted(i, 1_000 - i, i % 2));
    }
    try (LinkBuyer buyer = new LinkBuyer(sandbox, seen("FIND-3"))) {
      buyer.pay(Json.object().put("card", Calls.GOOD_CARD));
    }
    String begins = "?referenceBegins=FIND-";

    assertThat(references(begins + "&to=B1@buyer.example&status=RUNNING"))
        .containsExactly("FIND-5", "FIND-1");
    assertThat(references(begins + "&status=ACCEPTED")).containsExactly("FIND-3");
    assertThat(references(begins + "&sort=amount&order=asc&amountFrom=996&amountTo=998"))
        .containsExactly("FIND-4", "FIND-3", "FIND-2");
    Http.Reply first = sandbox.http.get(ALL + begins + "&format=csv&limit=3&columns=reference");
    String next = first.header("x-next-page");
    Http.Reply second =
        sandbox.http.get(ALL + begins + "&format=csv&limit=3&columns=reference&page=" + next);
    assertThat(first.body() + second.body())
        .isEqualTo("reference\r\nFIND-5\r\nFIND-4\r\nFIND-3\r\nFIND-2\r\nFIND-1\r\n");
    assertThat(sandbox.http.get(ALL + "?status=PAID").status()).isEqualTo(422);
    assertThat(sandbox.http.get(ALL + "?format=pdf").status()).isEqualTo(400);
  }

  private static List<String> references(String query) {
    return sandbox.http.get(ALL + query).json().path("paymentOrders").findValuesAsText("reference");
  }

  @Test
  void whatCannotBeIsRefusedByHttp() {
    assertThat(sandbox.http.post(ALL, "{\"amount\":0}").status()).isEqualTo(422);
    assertThat(sandbox.http.post(ALL, "[]").status()).isEqualTo(400);
    assertThat(sandbox.http.get(ALL + "/nothing").status()).isEqualTo(404);
    assertThat(sandbox.http.get("/t/0000000000000000").status()).isEqualTo(404);
    assertThat(sandbox.http.get("/t/0000000000000000").body())
        .isEqualTo(sandbox.http.get("/t/no-code").body());
  }

  private static JsonNode made(String fields) {
    Http.Reply reply = sandbox.http.post(ALL, fields);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return reply.json().at("/paymentOrders/0");
  }

  private static JsonNode seen(String reference) {
    return sandbox.http.get(ALL + "/" + reference).json();
  }

  private static JsonNode update(String reference, String what) {
    Http.Reply reply = sandbox.http.post(ALL + "/" + reference, what);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return reply.json();
  }
}
