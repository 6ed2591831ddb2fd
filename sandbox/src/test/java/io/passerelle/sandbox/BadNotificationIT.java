package io.passerelle.sandbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.Calls.Purchase;
import io.passerelle.sandbox.web.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What is not a genuine notification is turned away with a status and a few words that fit, and
/// changes nothing.
class BadNotificationIT {

  private static final String SHOP = "44000002";
  private static final String ORDER = "SO004";
  private static final String IPN = "/payment/lyra/ipn";
  private static final String KEY = Calls.TEST_KEY;

  private static RunningSandbox sandbox;
  private static TestShop shop;

  @BeforeAll
  static void start() {
    sandbox = RunningSandbox.start();
    shop = TestShop.open();
    sandbox.shopAt(shop.url(), SHOP);
    sandbox.http.postForm(IPN, signed(fields(), KEY));
    sandbox.settle();
  }

  @AfterAll
  static void stop() throws Exception {
    shop.close();
    sandbox.close();
  }

  static Stream<Arguments> formsThatAreNoNotification() {
    Map<String, String> fields = fields();
    String good = signed(fields, KEY);
    String unsigned = Http.form(fields);
    String signature = "&signature=" + Http.encoded(Published.signature(fields, KEY));
    return Stream.of(
        Arguments.of(
            "a wrong signature", unsigned + "&signature=AAAA", 403, "KO-Invalid signature"),
        Arguments.of("no signature", unsigned, 403, "KO-Invalid signature"),
        Arguments.of("an empty signature", unsigned + "&signature=", 403, "KO-Invalid signature"),
        Arguments.of(
            "two signatures", good + "&signature=AAAA", 400, "KO-Field given twice: signature"),
        Arguments.of(
            "twice the same signature", good + signature, 400, "KO-Field given twice: signature"),
        Arguments.of(
            "the other mode's key",
            signed(fields, "ProductionKeyOfTheTestShop"),
            403,
            "KO-Invalid signature"),
        Arguments.of(
            "another shop's key", signed(fields, "TestKeyOf12345678"), 403, "KO-Invalid signature"),
        Arguments.of(
            "a changed field after signing",
            good.replace("vads_amount=224000", "vads_amount=224001"),
            403,
            "KO-Invalid signature"),
        Arguments.of(
            "a field that was not signed", good + "&vads_new=1", 403, "KO-Invalid signature"),
        Arguments.of(
            "a field twice", good + "&vads_amount=1", 400, "KO-Field given twice: vads_amount"),
        Arguments.of(
            "a field twice under another spelling",
            good + "&vads%5famount=1",
            400,
            "KO-Field given twice: vads_amount"),
        Arguments.of(
            "Latin-1",
            good.replace("vads_cust_city=orleans", "vads_cust_city=orl%E9ans"),
            400,
            "KO-Not UTF-8"),
        Arguments.of("half an escape", good + "&a=%4", 400, "KO-Malformed request"),
        Arguments.of(
            "one megabyte", good + "&a=" + "x".repeat(1 << 20), 413, "KO-Request too large"),
        Arguments.of(
            "ten thousand fields", good + manyFields(), 400, "KO-Too many fields: more than 2000"),
        Arguments.of("nothing", "", 400, "KO-Malformed request: no form"),
        Arguments.of("no notification", "a=b", 400, "KO-Malformed request: no notification"),
        Arguments.of(
            "both formats", good + "&kr-answer=%7B%7D", 400, "KO-Malformed request: both formats"),
        Arguments.of(
            "no mode",
            signed(with("vads_ctx_mode", ""), KEY),
            400,
            "KO-Malformed request: vads_ctx_mode"),
        Arguments.of(
            "an unknown shop",
            signed(with("vads_site_id", "99999999"), KEY),
            404,
            "KO-Unknown shop"),
        Arguments.of(
            "no shop", signed(with("vads_site_id", "12"), KEY), 400, "KO-Malformed request"),
        Arguments.of(
            "an answer without its hash",
            "kr-answer=" + Http.encoded("{\"shopId\":\"" + SHOP + "\"}"),
            403,
            "KO-Invalid signature"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("formsThatAreNoNotification")
  void itIsTurnedAway(String what, String form, int status, String words) {
    sandbox.settle();
    String before = sandbox.order(SHOP, ORDER).toString();

    Http.Reply reply = sandbox.http.postForm(IPN, form);
    sandbox.settle();

    assertThat(reply.status()).as(what + ": " + reply.body()).isEqualTo(status);
    assertThat(reply.body()).startsWith(words).hasSizeLessThan(200);
    assertThat(sandbox.order(SHOP, ORDER).toString()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({
    "application/json, 415, KO-Wrong content type: a form is due.",
    "text/plain, 415, KO-Wrong content type: a form is due.",
    "application/x-www-form-urlencoded; charset=ISO-8859-1, 400, KO-Not UTF-8.",
  })
  void anotherContentTypeIsTurnedAway(String contentType, int status, String words) {
    byte[] body = "{\"kr-answer\": {}}".getBytes(ISO_8859_1);

    Http.Reply reply = sandbox.http.send("POST", IPN, contentType, body);

    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.body()).isEqualTo(words);
  }

  @Test
  void bytesThatAreNoUtf8AreTurnedAway() {
    String form = signed(fields(), KEY) + "&vads_cust_city2=orl\u00e9ans";

    Http.Reply reply = sandbox.http.send("POST", IPN, Http.FORM, form.getBytes(ISO_8859_1));

    assertThat(reply.status()).isBetween(400, 499);
    assertThat(reply.body()).startsWith("KO-");
  }

  @Test
  void aBrandThatIsNotServedHasNoNotificationUrl() {
    Http.Reply reply = sandbox.http.postForm("/payment/nobody/ipn", signed(fields(), KEY));

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.body()).isEqualTo("KO-Unknown brand.");
  }

  @Test
  void anOldKeyIsAcceptedForADayAfterItsRotation() throws Exception {
    try (RunningSandbox rotating = RunningSandbox.start()) {
      rotating.shopAt(shop.url(), SHOP);
      ObjectNode rotated = Calls.shop(shop.url(), SHOP).put("testKey", "TheNextKeyOfTheTestShop");
      rotating.saved(rotated);
      rotating.advance("PT23H59M");

      Http.Reply inTime = rotating.http.postForm(IPN, signed(with("vads_order_id", "A"), KEY));
      rotating.advance("PT1M");
      Http.Reply late = rotating.http.postForm(IPN, signed(with("vads_order_id", "B"), KEY));
      Http.Reply next =
          rotating.http.postForm(
              IPN, signed(with("vads_order_id", "C"), "TheNextKeyOfTheTestShop"));

      assertThat(inTime.status()).as(inTime.body()).isEqualTo(200);
      assertThat(late.status()).isEqualTo(403);
      assertThat(late.body()).isEqualTo("KO-Invalid signature.");
      assertThat(next.status()).isEqualTo(200);
      assertThat(rotating.http.get("/sandbox/api/orders/" + SHOP + "/B").status()).isEqualTo(404);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "signed-amount, 200, KO-Amount differs from the order",
    "signed-currency, 422, KO-Invalid value: vads_amount or vads_currency",
    "signed-mode, 403, KO-Invalid signature",
    "amount, 403, KO-Invalid signature",
    "orderId, 403, KO-Invalid signature",
    "signature, 403, KO-Invalid signature",
    "unsigned, 403, KO-Invalid signature",
    "key, 403, KO-Invalid signature",
    "other-key, 403, KO-Invalid signature",
    "siteId, 404, KO-Unknown shop",
    "signed-siteId, 404, KO-Unknown shop",
  })
  void aNotificationThatTheGatewaySpoiltChangesNothing(String tamper, int status, String words) {
    Purchase purchase = sandbox.checkout("12345678", "lamp");
    String uuid = sandbox.pay(purchase).path("transactionUuid").asText();
    sandbox.settle();
    JsonNode before = sandbox.order(purchase);

    JsonNode told =
        sandbox.event(uuid, Json.object().put("event", "CAPTURE").put("tamper", tamper));
    sandbox.settle();

    assertThat(told.at("/notification/status").asInt()).as(told.toString()).isEqualTo(status);
    assertThat(told.at("/notification/body").asText()).startsWith(words);
    JsonNode after = sandbox.order(purchase);
    for (String field : new String[] {"state", "paid", "amount", "attempts", "deliveries"}) {
      assertThat(after.path(field)).as(field).isEqualTo(before.path(field));
    }
  }

  @Test
  void anAmountThatDiffersIsToldToTheMerchant() {
    Purchase purchase = sandbox.checkout("12345678", "lamp");
    String uuid = sandbox.pay(purchase).path("transactionUuid").asText();
    sandbox.settle();
    sandbox.forgetMails();

    sandbox.event(uuid, Json.object().put("event", "CAPTURE").put("tamper", "signed-amount"));
    sandbox.settle();

    assertThat(sandbox.mails()).hasSize(1);
    assertThat(sandbox.mails().at("/0/text").asText()).contains(purchase.reference());
  }

  /// Nothing was recorded at a checkout here, so there is nothing to differ from: the same event is
  /// told again, and what is known stays.
  @Test
  void anotherCurrencyChangesNothing() {
    String before = sandbox.order(SHOP, ORDER).path("attempts").toString();

    Http.Reply reply = sandbox.http.postForm(IPN, signed(with("vads_currency", "978"), KEY));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).endsWith("order is already up to date.");
    assertThat(sandbox.order(SHOP, ORDER).path("attempts").toString()).isEqualTo(before);
    assertThat(sandbox.order(SHOP, ORDER).path("currency").asText()).isEqualTo("USD");
  }

  @Test
  void aTestOfAnOrderThatWasPaidForRealChangesNothing() {
    Map<String, String> test = with("vads_order_id", "paid-for-real");
    Map<String, String> real = new LinkedHashMap<>(test);
    real.put("vads_ctx_mode", "PRODUCTION");
    sandbox.http.postForm(IPN, signed(real, "ProductionKeyOfTheTestShop"));
    String before = sandbox.order(SHOP, "paid-for-real").path("attempts").toString();

    Http.Reply reply = sandbox.http.postForm(IPN, signed(test, KEY));

    JsonNode order = sandbox.order(SHOP, "paid-for-real");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).startsWith("KO-Mode differs from the order");
    assertThat(order.path("attempts").toString()).isEqualTo(before);
    assertThat(order.path("mode").asText()).isEqualTo("PRODUCTION");
  }

  private static Map<String, String> fields() {
    Map<String, String> fields = new LinkedHashMap<>(Published.fields("form-14"));
    fields.put("vads_site_id", SHOP);
    return fields;
  }

  private static Map<String, String> with(String name, String value) {
    Map<String, String> fields = fields();
    fields.put(name, value);
    return fields;
  }

  private static String signed(Map<String, String> fields, String key) {
    return Published.signed(fields, key);
  }

  private static String manyFields() {
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 10_000; i++) {
      many.append("&a").append(i).append('=');
    }
    return many.toString();
  }
}
