package io.passerelle.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.aws.AwsFailure;
import io.passerelle.edge.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaymentOrderApiFunctionTest {

  private static final String THREE =
      "{\"amount\":100,\"to\":\"a@buyer.example;b@buyer.example;c@buyer.example\"}";

  private final Bridge bridge = Merchant.shop(new Bridge(), "12345678");
  private final Merchant merchant = new Merchant(bridge);

  @Test
  void aPaymentOrderIsMadeAndFoundWhereTheAnswerSays() {
    Merchant.Reply made =
        merchant.post("{\"reference\":\"R-1\",\"amount\":1250,\"validUntil\":\"2026-01-31\"}");

    Json order = only(made);
    assertThat(made.status()).isEqualTo(201);
    assertThat(header(made, "location")).isEqualTo("/api/payment-orders/R-1");
    assertThat(header(made, "cache-control")).isEqualTo("no-store");
    assertThat(text(order, "mode")).isEqualTo("TEST");
    assertThat(text(order, "link")).matches("https://bridge\\.example/t/[0-9a-z]{16}");
    assertThat(text(order, "validUntil")).isEqualTo("2026-01-31T23:00:00Z");
    Merchant.Reply read = merchant.read("R-1");
    assertThat(read.status()).isEqualTo(200);
    assertThat(header(read, "etag")).isEqualTo(header(made, "etag")).isEqualTo("\"1-RUNNING\"");
    assertThat(text(read.body(), "link")).isEqualTo(text(order, "link"));
    assertThat(text(read.body(), "qrSvg")).startsWith("<svg");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                             | amount     | is needed
          {"amount":0}                                   | amount     | must be from 1 to 999999999999
          {"amount":-5}                                  | amount     | must be from 1 to 999999999999
          {"amount":12.5}                                | amount     | must be a whole number
          {"amount":1000000000000}                       | amount     | must be from 1 to 999999999999
          {"amount":123456789012345678901234567890}      | amount     | must be a whole number
          {"amount":"1"}                                 | amount     | must be a whole number
          {"amount":true}                                | amount     | must be a whole number
          {"amount":1,"currency":"XXX"}                  | currency   | must be one that the gateway takes, such as EUR
          {"amount":1,"currency":978}                    | currency   | must be a text
          {"amount":1,"reference":["R"]}                 | reference  | must be a text
          {"amount":1,"reference":"a b"}                 | reference  | must be letters, digits, - and _, 64 at most
          {"amount":1,"validUntil":"2026-01-15T10:00:00Z"} | validUntil | must be in the future
          {"amount":1,"validUntil":"2026-04-16"}         | validUntil | must be within three months
          {"amount":1,"validUntil":"soon"}               | validUntil | must be a day such as 2026-03-29, or a time such as 2026-03-29T18:00:00Z
          {"amount":1,"captureDelay":"3"}                | captureDelay | must be a whole number
          {"amount":1,"dataForm":"true"}                 | dataForm   | must be true or false
          {"amount":1,"mode":"PRODUCTION"}               | mode       | must be that of the password, TEST
          {"amount":1,"colour":"red"}                    | colour     | is not a field of a payment order
          {"amount":1,"<b>":{}}                          | ?          | must be a text
          {"amount":1,"to":"Zoe <z@buyer.example>"}      | to         | must be e-mail addresses such as buyer@shop.example, with ; between
          """)
  void aFieldThatCannotBeIsNamedWithTheReason(String body, String field, String reason) {
    Merchant.Reply reply = merchant.post(body);

    refused(reply, 422, "invalid-field");
    assertThat(text(reply.body(), "field")).isEqualTo(field);
    assertThat(text(reply.body(), "reason")).isEqualTo(reason);
    assertThat(merchant.get("").body().get("paymentOrders").items()).isEmpty();
  }

  @Test
  void aReferenceHas64CharactersAndIsTakenOnce() {
    String most = "R".repeat(64);

    assertThat(merchant.post(of(most)).status()).isEqualTo(201);
    refused(merchant.post(of(most)), 409, "conflict");
    refused(merchant.post(of(most + "R")), 422, "invalid-field");
  }

  @Test
  void aHundredAreMadeByOneCallAndNoMore() {
    String hundred = "b@buyer.example" + ";b@buyer.example".repeat(99);

    Merchant.Reply made = merchant.post("{\"amount\":1,\"to\":\"" + hundred + "\"}");
    assertThat(made.body().get("paymentOrders").items()).hasSize(100);
    assertThat(made.headers().has("location")).isFalse();
    refused(
        merchant.post("{\"amount\":1,\"to\":\"" + hundred + ";b@buyer.example\"}"),
        422,
        "invalid-field");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "{", "{}{}", "{\"amount\":1,\"amount\":2}", "a=1"})
  void whatIsNoJsonObjectIsRefused(String body) {
    refused(merchant.post(body), 400, "malformed");
  }

  @Test
  void whatIsTooDeepTooLargeOrNoJsonIsRefused() {
    refused(merchant.post("{\"a\":" + "[".repeat(100) + "]".repeat(100) + "}"), 400, "malformed");
    refused(merchant.post("{\"a\":\"" + "x".repeat(1_000_000) + "\"}"), 413, "too-large");
    refused(
        new Merchant(bridge).with("content-type", "text/plain").post(of("R-1")),
        415,
        "wrong-content-type");
  }

  @Test
  void theSameKeyMakesTheSameOnceHoweverMuchHasHappenedSince() {
    merchant.with("idempotency-key", "\"7f3a\"");
    Merchant.Reply made = merchant.post(THREE);
    String first = text(made.body().get("paymentOrders").items().getFirst(), "reference");
    merchant.act(first, "{\"action\":\"CANCEL\"}");
    bridge.clock.moveTo(Bridge.START.plus(Duration.ofHours(24)));

    Merchant.Reply again = merchant.post(THREE.replace(",", " , "));

    assertThat(again.status()).isEqualTo(201);
    assertThat(all(again, "link")).hasSize(3).isEqualTo(all(made, "link"));
    assertThat(all(again, "status")).containsExactly("CANCELLED", "RUNNING", "RUNNING");
    assertThat(merchant.get("").body().get("paymentOrders").items()).hasSize(3);
  }

  @Test
  void aKeyStandsForOneRequestOfOneShopInOneMode() {
    Merchant.shop(bridge, "87654321");
    merchant.with("idempotency-key", "k").post(of("R-1"));

    refused(merchant.post(of("R-2")), 422, "key-reused");
    Merchant production =
        new Merchant(bridge).signedIn("12345678", Merchant.PRODUCTION).with("idempotency-key", "k");
    Merchant other =
        new Merchant(bridge).signedIn("87654321", Merchant.TEST).with("idempotency-key", "k");
    assertThat(production.post(of("R-2")).status()).isEqualTo(201);
    assertThat(other.post(of("R-2")).status()).isEqualTo(201);
  }

  @Test
  void aRequestThatWasRefusedDoesNotUseItsKeyUp() {
    merchant.with("idempotency-key", "k");
    refused(merchant.post("{\"amount\":0}"), 422, "invalid-field");

    assertThat(merchant.post(of("R-1")).status()).isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "é", "a\u0007"})
  void aKeyIsPrintable(String key) {
    refused(merchant.with("idempotency-key", key).post(of("R-1")), 422, "invalid-field");
    refused(
        merchant.with("idempotency-key", "k".repeat(256)).post(of("R-1")), 422, "invalid-field");
  }

  @Test
  void whatWasBrokenOffHalfwayIsFinishedUnderTheSameKey() {
    merchant.with("idempotency-key", "k");
    int[] failing = {1, 1, 1};
    boolean[] takesEffect = {false, true, true};
    for (int i = 0; i < failing.length; i++) {
      bridge.table.failAt(failing[i], takesEffect[i]);
      assertThat(isBrokenOff(THREE)).isTrue();
    }
    bridge.table.failAt(0, false);

    Merchant.Reply made = merchant.post(THREE);

    assertThat(all(made, "reference")).hasSize(3).doesNotHaveDuplicates();
    assertThat(all(merchant.get(""), "reference"))
        .containsExactlyInAnyOrderElementsOf(all(made, "reference"));
  }

  /// Of several that are made at once, some may be there: that is said.
  private boolean isBrokenOff(String body) {
    try {
      Merchant.Reply reply = merchant.post(body);
      return reply.status() == 409 && reply.text().contains("of 3 payment orders are made");
    } catch (AwsFailure _) {
      return true;
    }
  }

  @Test
  void manyAtOnceUnderTheSameKeyMakeItOnce() throws Exception {
    List<Callable<List<String>>> calls = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Merchant one = new Merchant(bridge).with("idempotency-key", "k");
      calls.add(() -> all(one.post(THREE), "link"));
    }

    List<List<String>> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<List<String>> answer : threads.invokeAll(calls)) {
        answers.add(answer.get());
      }
    }

    assertThat(answers).allSatisfy(links -> assertThat(links).isEqualTo(answers.getFirst()));
    assertThat(merchant.get("").body().get("paymentOrders").items()).hasSize(3);
  }

  @Test
  void theListIsPagedAndKeepsModesAndShopsApart() {
    String many = "b@buyer.example" + ";b@buyer.example".repeat(59);
    merchant.post("{\"amount\":1,\"reference\":\"A\",\"to\":\"" + many + "\"}");
    merchant.post("{\"amount\":1,\"reference\":\"B\",\"to\":\"" + many + "\"}");
    bridge.clock.moveTo(Bridge.START.plus(Duration.ofHours(1)));
    merchant.post(of("LAST"));
    new Merchant(bridge).signedIn("12345678", Merchant.PRODUCTION).post(of("PRODUCTION"));

    Json first = merchant.get("").body();
    Merchant.Reply second = merchant.get("page=" + text(first, "page").replace(":", "%3A"));

    assertThat(first.get("paymentOrders").items()).hasSize(100);
    assertThat(first.get("paymentOrders").items().getFirst().get("reference").text())
        .contains("LAST");
    assertThat(all(second, "reference")).hasSize(21).doesNotContain("LAST", "PRODUCTION");
    assertThat(second.body().has("page")).isFalse();
    assertThat(all(merchant.get("since=2026-01-15T10:30:00Z"), "reference"))
        .containsExactly("LAST");
  }

  @ParameterizedTest
  @CsvSource({
    "page=nonsense, page",
    "since=yesterday, since",
    "status=PAID, status",
    "%3Cb%3E=1, ?",
  })
  void aParameterThatCannotBeIsNamed(String query, String field) {
    Merchant.Reply reply = merchant.get(query);

    refused(reply, 422, "invalid-field");
    assertThat(text(reply.body(), "field")).isEqualTo(field);
    refused(merchant.get("since=%zz"), 400, "malformed");
  }

  @Test
  void everyActionIsDoneOrRefusedAsTheLifeCycleSays() {
    merchant.post(of("R-1"));

    assertThat(text(act("{\"action\":\"MARK_SENT\"}"), "delivery")).isEqualTo("SENT");
    assertThat(
            text(
                act("{\"action\":\"CHANGE_VALIDITY\",\"validUntil\":\"2026-02-01\"}"),
                "validUntil"))
        .isEqualTo("2026-02-01T23:00:00Z");
    assertThat(text(act("{\"action\":\"CANCEL\"}"), "status")).isEqualTo("CANCELLED");
    refused(merchant.act("R-1", "{\"action\":\"CANCEL\"}"), 409, "conflict");
    assertThat(text(act("{\"action\":\"REACTIVATE\"}"), "status")).isEqualTo("RUNNING");
    refused(merchant.act("R-1", "{\"action\":\"RESEND\"}"), 409, "conflict");
    Merchant.Reply copy =
        merchant.act("R-1", "{\"action\":\"CREATE_FROM\",\"newReference\":\"R-2\"}");
    assertThat(copy.status()).isEqualTo(201);
    assertThat(header(copy, "location")).isEqualTo("/api/payment-orders/R-2");
    refused(
        merchant.act("R-1", "{\"action\":\"CREATE_FROM\",\"newReference\":\"R-2\"}"),
        409,
        "conflict");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                                          | action
          {"action":"BURN"}                                           | action
          {"action":7}                                                | action
          {"action":"CHANGE_VALIDITY","validUntil":"2025-01-01"}      | validUntil
          {"action":"CHANGE_VALIDITY","validUntil":"2027-01-01"}      | validUntil
          {"action":"CREATE_FROM","newReference":"a b"}               | newReference
          """)
  void anActionThatCannotBeIsRefusedWithTheField(String body, String field) {
    merchant.post(of("R-1"));

    Merchant.Reply reply = merchant.act("R-1", body);

    refused(reply, 422, "invalid-field");
    assertThat(text(reply.body(), "field")).isEqualTo(field);
  }

  @Test
  void anActionDecidedOnAnotherStateIsNotDone() {
    String read = header(merchant.post(of("R-1")), "etag");
    act("{\"action\":\"MARK_SENT\"}");

    Merchant.Reply reply =
        new Merchant(bridge).with("if-match", read).act("R-1", "{\"action\":\"CANCEL\"}");

    refused(reply, 412, "changed");
    String now = header(merchant.read("R-1"), "etag");
    assertThat(
            new Merchant(bridge)
                .with("if-match", read + ", " + now)
                .act("R-1", "{\"action\":\"CANCEL\"}")
                .status())
        .isEqualTo(200);
    assertThat(
            new Merchant(bridge)
                .with("if-match", "*")
                .act("R-1", "{\"action\":\"REACTIVATE\"}")
                .status())
        .isEqualTo(200);
  }

  @Test
  void whereSomebodyWasFirstItIsDecidedAnewUnlessTheCallerHasSeenOtherwise() {
    String read = header(merchant.post(of("R-1")), "etag");
    bridge.table.beforeNextWrite(() -> act("{\"action\":\"MARK_SENT\"}"));

    Json cancelled = act("{\"action\":\"CANCEL\"}");

    assertThat(text(cancelled, "delivery")).isEqualTo("SENT");
    assertThat(text(cancelled, "status")).isEqualTo("CANCELLED");
    String now = header(merchant.read("R-1"), "etag");
    bridge.table.beforeNextWrite(() -> act("{\"action\":\"MARK_SENT\"}"));
    Merchant.Reply late =
        new Merchant(bridge).with("if-match", now).act("R-1", "{\"action\":\"REACTIVATE\"}");
    refused(late, 412, "changed");
    assertThat(now).isNotEqualTo(read);
    assertThat(text(merchant.read("R-1").body(), "status")).isEqualTo("CANCELLED");
  }

  @Test
  void anExpiredOneIsInAnotherStateThanTheOneThatWasRead() {
    Merchant.Reply made =
        merchant.post(
            "{\"reference\":\"R-1\",\"amount\":1,\"validUntil\":\"2026-01-15T11:00:00Z\"}");
    bridge.clock.moveTo(Bridge.START.plus(Duration.ofHours(2)));

    merchant.with("if-match", header(made, "etag"));

    refused(
        merchant.act("R-1", "{\"action\":\"CHANGE_VALIDITY\",\"validUntil\":\"2026-02-01\"}"),
        412,
        "changed");
  }

  @Test
  void anUnknownOneOneOfAnotherShopAndOneOfTheOtherModeAreAnsweredAlike() {
    Merchant.shop(bridge, "87654321");
    merchant.post(of("R-1"));

    List<Merchant.Reply> replies = new ArrayList<>();
    replies.add(merchant.read("R-2"));
    replies.add(merchant.read("x".repeat(65)));
    replies.add(new Merchant(bridge).signedIn("87654321", Merchant.TEST).read("R-1"));
    replies.add(new Merchant(bridge).signedIn("12345678", Merchant.PRODUCTION).read("R-1"));
    replies.add(
        new Merchant(bridge)
            .signedIn("12345678", Merchant.PRODUCTION)
            .act("R-1", "{\"action\":\"CANCEL\"}"));

    assertThat(replies).allSatisfy(reply -> refused(reply, 404, "not-found"));
    assertThat(replies.stream().map(Merchant.Reply::text).distinct()).hasSize(1);
  }

  @Test
  void whoShowsNoRightPasswordLearnsNothing() {
    Merchant.Reply none = new Merchant(bridge).without("authorization").get("");
    Merchant.Reply wrong = new Merchant(bridge).signedIn("12345678", "x").get("");
    Merchant.Reply unknown = new Merchant(bridge).signedIn("99999999", Merchant.TEST).get("");

    for (Merchant.Reply reply : List.of(none, wrong, unknown)) {
      refused(reply, 401, "wrong-password");
      assertThat(header(reply, "www-authenticate")).startsWith("Basic realm=");
      assertThat(reply.text()).isEqualTo(none.text());
    }
  }

  @Test
  void whoGuessesIsLockedOutOfBothWaysAndTheShopIsNot() {
    for (int i = 0; i < 10; i++) {
      Merchant guesser = new Merchant(bridge).from("198.51.100.9").signedIn("12345678", "g" + i);
      guesser.get("");
      guesser.gateway("Charge/SDKTest", "{}");
    }

    Merchant.Reply reply = new Merchant(bridge).from("198.51.100.9").get("");
    refused(reply, 429, "too-many-tries");
    assertThat(header(reply, "retry-after")).isEqualTo("900");
    assertThat(merchant.get("").status()).isEqualTo(200);
  }

  private static String of(String reference) {
    return "{\"reference\":\"" + reference + "\",\"amount\":1}";
  }

  private Json act(String body) {
    Merchant.Reply reply = merchant.act("R-1", body);
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return reply.body();
  }

  private static Json only(Merchant.Reply reply) {
    List<Json> orders = reply.body().get("paymentOrders").items();
    assertThat(orders).as(reply.text()).hasSize(1);
    return orders.getFirst();
  }

  private static List<String> all(Merchant.Reply reply, String field) {
    assertThat(reply.status()).as(reply.text()).isBetween(200L, 201L);
    return reply.body().get("paymentOrders").items().stream()
        .map(order -> text(order, field))
        .toList();
  }

  private static void refused(Merchant.Reply reply, int status, String type) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    assertThat(header(reply, "content-type")).isEqualTo("application/problem+json");
    assertThat(text(reply.body(), "type")).isEqualTo("urn:passerelle:problem:" + type);
    assertThat(reply.body().get("status").number()).contains((long) status);
  }

  private static String header(Merchant.Reply reply, String name) {
    return text(reply.headers(), name);
  }

  private static String text(Json json, String name) {
    return json.get(name).text("");
  }
}
