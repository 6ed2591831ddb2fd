package io.passerelle.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.edge.Json;
import io.passerelle.edge.JsonTree;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayServicesFunctionTest {

  private static final String CREATE = "Charge/CreatePaymentOrder";
  private static final String GET = "Charge/PaymentOrder/Get";
  private static final String UPDATE = "Charge/PaymentOrder/Update";
  private static final String URL = "\"channelOptions\":{\"channelType\":\"URL\"}";

  private final Bridge bridge =
      Merchant.shop(new Bridge(Map.of("PUBLIC_URL", "https://pay.example")), "12345678");
  private final Merchant merchant = new Merchant(bridge);

  @Test
  void aPaymentOrderIsMadeAndReadBackAsItWasAnswered() {
    Merchant.Reply made =
        merchant.gateway(
            CREATE,
            """
            {"amount":1250,"currency":"EUR","orderId":"R-1",
             "channelOptions":{"channelType":"URL","urlOptions":{}},
             "expirationDate":"2026-02-01T18:00:00+01:00","locale":"en_US",
             "paymentReceiptEmail":"zoe@buyer.example","customer":{"email":"zoe@buyer.example"},
             "strongAuthentication":"CHALLENGE_REQUESTED","formAction":"PAYMENT",
             "dataCollectionForm":false,"contrib":"a module 1.0","metadata":null,
             "transactionOptions":{"cardOptions":{"captureDelay":3,"manualValidation":"YES"}}}\
            """);

    Json envelope = made.body();
    Json answer = envelope.get("answer");
    assertThat(made.status()).isEqualTo(200);
    assertThat(made.headers().get("content-type").text()).contains("application/json");
    assertThat(text(envelope, "status")).isEqualTo("SUCCESS");
    assertThat(text(envelope, "webService")).isEqualTo(CREATE);
    assertThat(text(envelope, "version")).isEqualTo("V4");
    assertThat(text(envelope, "mode")).isEqualTo("TEST");
    assertThat(text(envelope, "serverDate")).isEqualTo("2026-01-15T10:00:00+00:00");
    assertThat(text(envelope, "ticket")).matches("[0-9a-f]{32}");
    assertThat(text(envelope, "_type")).isEqualTo("V4/WebService/Response");
    assertThat(text(answer, "_type")).isEqualTo("V4/PaymentOrder");
    assertThat(text(answer, "paymentOrderId")).matches("[0-9a-f]{32}");
    assertThat(text(answer, "paymentURL")).matches("https://pay\\.example/t/[0-9a-z]{16}");
    assertThat(text(answer, "paymentOrderStatus")).isEqualTo("RUNNING");
    assertThat(answer.get("amount").number()).contains(1250L);
    assertThat(text(answer, "currency")).isEqualTo("EUR");
    assertThat(text(answer, "orderId")).isEqualTo("R-1");
    assertThat(text(answer.get("channelDetails"), "channelType")).isEqualTo("URL");
    assertThat(text(answer, "creationDate")).isEqualTo("2026-01-15T10:00:00+00:00");
    assertThat(text(answer, "expirationDate")).isEqualTo("2026-02-01T17:00:00+00:00");
    assertThat(text(answer, "locale")).isEqualTo("en_GB");
    assertThat(text(answer, "strongAuthentication")).isEqualTo("CHALLENGE_REQUESTED");
    assertThat(text(answer, "paymentReceiptEmail")).isEqualTo("zoe@buyer.example");
    assertThat(text(answer.get("customer"), "email")).isEqualTo("zoe@buyer.example");
    assertThat(text(answer, "formAction")).isEqualTo("PAYMENT");
    assertThat(answer.get("dataCollectionForm").flag()).contains(false);
    Json card = answer.get("transactionDetails").get("cardDetails");
    assertThat(card.get("captureDelay").number()).contains(3L);
    assertThat(text(card, "manualValidation")).isEqualTo("YES");
    for (String service : List.of(GET, "PaymentOrder/Get")) {
      Json read = merchant.gateway(service, id(answer)).body();
      assertThat(text(read, "webService")).isEqualTo(service);
      assertThat(JsonTree.text(read.get("answer").members()))
          .isEqualTo(JsonTree.text(answer.members()));
    }
  }

  @Test
  void siteIdAndPasswordCanBeTried() {
    Json answer = merchant.gateway("Charge/SDKTest", "{\"value\":\"hello\"}").body().get("answer");

    assertThat(text(answer, "value")).isEqualTo("hello");
  }

  @Test
  void withoutAReferenceItGetsOneAndTwoAreTwo() {
    Json one = made("\"amount\":1");
    Json other = made("\"amount\":1");

    assertThat(text(one, "orderId")).matches("po-[0-9a-z]{10}");
    assertThat(text(one, "paymentOrderId")).isNotEqualTo(text(other, "paymentOrderId"));
  }

  @ParameterizedTest(name = "{index}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "amount":0                                  | INT_009 | amount must be from 1 to
          "amount":-1                                 | INT_009 | amount must be from 1 to
          "amount":12.5                               | INT_009 | amount must be a whole number
          "amount":1000000000000                      | INT_009 | amount must be from 1 to
          "amount":99999999999999999999               | INT_009 | amount must be a whole number
          "amount":"1250"                             | INT_009 | amount must be a whole number
          "amount":null                               | INT_009 | amount is needed
          "amount":[1]                                | INT_009 | amount must be a whole number
          "currency":"XXX"                            | INT_010 | currency must be one that
          "currency":978                              | INT_010 | currency must be a text
          "currency":""                               | INT_010 | currency is needed
          "orderId":"a b"                             | INT_013 | orderId must be letters
          "orderId":17                                | INT_013 | orderId must be a text
          "orderId":"4970100000000055"                | INT_013 | orderId must not look like a card
          "expirationDate":"2026-01-15T09:59:59Z"     | INT_099 | expirationDate must be in the future
          "expirationDate":"2026-04-17T00:00:00Z"     | INT_099 | expirationDate must be within three months
          "expirationDate":"2026-02-01T10:00:00"      | INT_099 | expirationDate must be a day such as
          "expirationDate":20260201                   | INT_099 | expirationDate must be a text
          "customer":{"email":"a@buyer.example;b@buyer.example"} | INT_015 | customer.email must be one
          "locale":"xx_XX"                            | INT_012 | locale must be a language of the payment page
          "locale":"french"                           | INT_012 | locale must have at most 5
          "dataCollectionForm":"no"                   | INT_099 | dataCollectionForm must be true or false
          "formAction":"REGISTER"                     | INT_046 | formAction must be one of ASK_REGISTER_PAY, PAYMENT
          "formAction":"REGISTER_PAY","dataCollectionForm":true | INT_046 | formAction must be NONE
          "formAction":"REGISTER_PAY","strongAuthentication":"CHALLENGE_REQUESTED" | INT_050 | strongAuthentication cannot be chosen
          "strongAuthentication":"MAYBE"              | INT_050 | strongAuthentication must be one of
          "metadata":{"shelf":"3"}                    | INT_091 | metadata cannot be chosen
          "ipnTargetUrl":"https://a.example"          | INT_033 | ipnTargetUrl cannot be chosen
          "returnUrl":"https://a.example"             | INT_028 | returnUrl cannot be chosen
          "paymentMethods":["CARDS"]                  | INT_008 | paymentMethods cannot be chosen
          "taxes":[{"taxAmount":1}]                   | INT_108 | taxes cannot be chosen
          "customer":{"reference":"17"}               | INT_016 | customer.reference cannot be chosen
          "customer":{"email":"a@b"}                  | INT_015 | customer.email must be e-mail addresses
          "customer":"Zoe"                            | INT_099 | must stand in an object
          "transactionOptions":{"cardOptions":{"captureDelay":366}} | INT_006 | captureDelay must be from 0 to 365
          "transactionOptions":{"cardOptions":{"manualValidation":"PERHAPS"}} | INT_005 | manualValidation must be one of NO, YES
          "transactionOptions":{"cardOptions":{"paymentSource":"MOTO"}} | INT_060 | paymentSource must be EC
          "transactionOptions":{"cardOptions":{"retry":2}} | INT_099 | retry cannot be chosen
          "paymentReceiptEmail":"a@buyer.example","customer":{"email":"b@buyer.example"} | INT_015 | customer.email must be the address
          """)
  void aFieldThatCannotBeIsRefusedWithTheGatewaysCode(String fields, String code, String said) {
    String amount = fields.contains("\"amount\"") ? "" : "\"amount\":1250,";
    String currency = fields.contains("\"currency\"") ? "" : "\"currency\":\"EUR\",";
    Merchant.Reply reply =
        merchant.gateway(CREATE, "{" + amount + currency + URL + "," + fields + "}");

    refused(reply, 200, code);
    assertThat(text(reply.body().get("answer"), "detailedErrorMessage")).contains(said);
    assertThat(text(reply.body().get("answer"), "detailedErrorMessage").length())
        .isLessThanOrEqualTo(127);
    assertThat(text(reply.body().get("answer"), "shopId")).isEqualTo("12345678");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                                           | channelOptions.channelType must be one of
          {"channelType":"PIGEON"}                                     | channelOptions.channelType must be one of
          {"channelType":"URL","mailOptions":{"recipient":"a@b.example"}} | channelOptions.mailOptions is of another channel
          """)
  void aChannelThatCannotBeIsRefused(String options, String said) {
    Merchant.Reply reply =
        merchant.gateway(
            CREATE, "{\"amount\":1,\"currency\":\"EUR\",\"channelOptions\":" + options + "}");

    refused(reply, 200, "INT_099");
    assertThat(text(reply.body().get("answer"), "detailedErrorMessage")).contains(said);
  }

  @Test
  void aReferenceHas64CharactersAndIsTakenOnce() {
    String most = "R".repeat(64);
    made("\"amount\":1,\"orderId\":\"" + most + "\"");

    refused(create("\"amount\":1,\"orderId\":\"" + most + "\""), 200, "INT_013");
    refused(create("\"amount\":1,\"orderId\":\"" + most + "R\""), 200, "INT_013");
  }

  @Test
  void theEndOfValidityIsMovedWhileItRuns() {
    Json made = made("\"amount\":1");

    for (String service : List.of(UPDATE, "PaymentOrder/Update")) {
      Json moved =
          merchant
              .gateway(service, with(made, "\"expirationDate\":\"2026-03-01T18:00:00+0100\""))
              .body()
              .get("answer");
      assertThat(text(moved, "expirationDate")).isEqualTo("2026-03-01T17:00:00+00:00");
      assertThat(text(moved, "paymentURL")).isEqualTo(text(made, "paymentURL"));
    }
    assertThat(text(read(made), "expirationDate")).isEqualTo("2026-03-01T17:00:00+00:00");
    refused(
        merchant.gateway(UPDATE, with(made, "\"expirationDate\":\"2026-01-15T10:00:00Z\"")),
        200,
        "INT_099");
    refused(merchant.gateway(UPDATE, with(made, "\"expirationDate\":5")), 200, "INT_099");
  }

  @Test
  void whereSomebodyWasFirstItIsDecidedAnew() {
    Json made = made("\"amount\":1,\"orderId\":\"SO0042-1\"");
    bridge.table.beforeNextWrite(() -> new Links(bridge).update("\"do\":\"MARK_SENT\""));

    merchant.gateway(UPDATE, with(made, "\"expirationDate\":\"2026-02-01T00:00:00Z\""));

    assertThat(text(read(made), "expirationDate")).isEqualTo("2026-02-01T00:00:00+00:00");
    assertThat(text(new Links(bridge).seen(), "delivery")).isEqualTo("SENT");
    bridge.table.beforeNextWrite(() -> new Links(bridge).update("\"do\":\"CANCEL\""));
    refused(
        merchant.gateway(UPDATE, with(made, "\"expirationDate\":\"2026-02-02T00:00:00Z\"")),
        200,
        "PSP_011");
  }

  @Test
  void whatIsSentAgainAsItStandsChangesNothing() {
    Json made = made("\"amount\":1,\"orderId\":\"R-1\"");

    Json same =
        merchant
            .gateway(
                UPDATE, with(made, "\"amount\":1,\"currency\":\"EUR\",\"orderId\":\"R-1\"," + URL))
            .body();

    assertThat(text(same, "status")).isEqualTo("SUCCESS");
    assertThat(text(same.get("answer"), "expirationDate")).isEqualTo(text(made, "expirationDate"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "amount":2                                  | INT_009
          "currency":"USD"                            | INT_010
          "orderId":"R-2"                             | INT_013
          "channelOptions":{"channelType":"MAIL"}     | INT_099
          "locale":"fr_FR"                            | INT_099
          "metadata":{"a":"b"}                        | INT_099
          """)
  void nothingElseOfItCanBeChanged(String fields, String code) {
    Json made = made("\"amount\":1,\"orderId\":\"R-1\"");

    refused(merchant.gateway(UPDATE, with(made, fields)), 200, code);
  }

  @Test
  void aCancelledAnExpiredAndAPaidOneAreNotUpdated() {
    Json cancelled = made("\"amount\":1");
    Json expired = made("\"amount\":1,\"expirationDate\":\"2026-01-15T10:30:00Z\"");
    Json paid = made("\"amount\":4990,\"orderId\":\"SO0042-1\"");
    String code = text(paid, "paymentURL").substring(text(paid, "paymentURL").length() - 16);
    new Links(bridge).browser(code).leave();
    bridge.notification(Requests.notification("AUTHORISED"));

    Json answer = merchant.gateway("Charge/PaymentOrder/Cancel", id(cancelled)).body();
    bridge.clock.moveTo(Bridge.START.plus(Duration.ofHours(1)));

    assertThat(text(answer.get("answer"), "paymentOrderStatus")).isEqualTo("CANCELLED");
    assertThat(text(read(expired), "paymentOrderStatus")).isEqualTo("EXPIRED");
    assertThat(text(read(paid), "paymentOrderStatus")).isEqualTo("PAID");
    for (Json one : List.of(cancelled, expired, paid)) {
      refused(
          merchant.gateway(UPDATE, with(one, "\"expirationDate\":\"2026-03-01T18:00:00Z\"")),
          200,
          "PSP_011");
    }
    refused(merchant.gateway("PaymentOrder/Cancel", id(paid)), 200, "PSP_011");
  }

  @Test
  void anUnknownOneOneOfAnotherShopAndOneOfTheOtherModeAreAnsweredAlike() {
    Merchant.shop(bridge, "87654321");
    Json made = made("\"amount\":1");
    String unknown = "{\"paymentOrderId\":\"0123456789abcdef0123456789abcdef\"}";

    List<Merchant.Reply> replies = new ArrayList<>();
    replies.add(merchant.gateway(GET, unknown));
    replies.add(merchant.gateway(GET, "{\"paymentOrderId\":\"nothing\"}"));
    replies.add(merchant.gateway(GET, "{\"paymentOrderId\":17}"));
    replies.add(merchant.gateway(UPDATE, unknown));
    replies.add(new Merchant(bridge).signedIn("87654321", Merchant.TEST).gateway(GET, id(made)));
    replies.add(
        new Merchant(bridge).signedIn("12345678", Merchant.PRODUCTION).gateway(GET, id(made)));

    for (Merchant.Reply reply : replies) {
      refused(reply, 200, "PSP_1000");
      assertThat(reply.body().get("answer").get("detailedErrorMessage").isPresent()).isFalse();
    }
    refused(merchant.gateway(GET, "{}"), 200, "INT_099");
  }

  @Test
  void thePasswordSaysWhichModeIsMeant() {
    Json envelope =
        new Merchant(bridge)
            .signedIn("12345678", Merchant.PRODUCTION)
            .gateway(CREATE, "{\"amount\":1,\"currency\":\"EUR\"," + URL + "}")
            .body();

    assertThat(text(envelope, "mode")).isEqualTo("PRODUCTION");
    assertThat(
            bridge
                .operator(
                    "{\"action\":\"paymentOrders\",\"siteId\":\"12345678\",\"mode\":\"PRODUCTION\"}")
                .get("body")
                .get("paymentOrders")
                .items())
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Basic",
        "Basic ",
        "Basic !!!",
        "Basic MTIzNDU2Nzg=",
        "Basic MTIzNDU2Nzg6",
        "Basic Onh4",
        "Basic MTIzNDU2Nzg6eHg=",
        "Bearer MTIzNDU2Nzg6dGVzdHBhc3N3b3JkX29mX3RoZV9yZWNvcmRlZF9ldmVudHM=",
        "Basic OTk5OTk5OTk6dGVzdHBhc3N3b3JkX29mX3RoZV9yZWNvcmRlZF9ldmVudHM="
      })
  void whoShowsNoRightPasswordLearnsNothing(String authorization) {
    Merchant.Reply reply =
        new Merchant(bridge).with("authorization", authorization).gateway(GET, "{}");

    refused(reply, 401, "INT_905");
    assertThat(reply.body().get("mode").isPresent()).isFalse();
    refused(new Merchant(bridge).without("authorization").gateway(GET, "{}"), 401, "INT_905");
  }

  @Test
  void whoGuessesIsLockedOutAndTheShopIsNot() {
    for (int i = 0; i < 20; i++) {
      Merchant guesser = new Merchant(bridge).signedIn("12345678", "guess" + i);
      refused(guesser.from("198.51.100.9").gateway(GET, "{}"), 401, "INT_905");
    }

    Merchant lucky = new Merchant(bridge).from("198.51.100.9");
    refused(lucky.gateway("Charge/SDKTest", "{}"), 200, "PSP_099");
    assertThat(text(merchant.gateway("Charge/SDKTest", "{}").body(), "status"))
        .isEqualTo("SUCCESS");
    bridge.clock.moveTo(Bridge.START.plus(Duration.ofMinutes(15)));
    assertThat(text(lucky.gateway("Charge/SDKTest", "{}").body(), "status")).isEqualTo("SUCCESS");
  }

  @Test
  void aWholeNetworkOfIpv6CountsAsOneWhoGuesses() {
    for (int i = 0; i < 20; i++) {
      new Merchant(bridge).signedIn("12345678", "x").from("2001:db8:1:2::" + i).gateway(GET, "{}");
    }

    refused(new Merchant(bridge).from("2001:db8:1:2:ffff::1").gateway(GET, "{}"), 200, "PSP_099");
    refused(new Merchant(bridge).from("2001:db8:1:3::1").gateway(GET, "{}"), 200, "INT_099");
  }

  @Test
  void thePasswordBeforeARotationIsTakenForADay() {
    bridge.operator(
        "{\"action\":\"saveShop\",\"shop\":{\"siteId\":\"12345678\",\"testRestPassword\":"
            + "\"testpassword_new\"}}");

    assertThat(text(merchant.gateway("Charge/SDKTest", "{}").body(), "status"))
        .isEqualTo("SUCCESS");
    bridge.clock.moveTo(Bridge.START.plus(Duration.ofHours(24)));
    refused(merchant.gateway("Charge/SDKTest", "{}"), 401, "INT_905");
    assertThat(
            text(
                merchant
                    .signedIn("12345678", "testpassword_new")
                    .gateway("Charge/SDKTest", "{}")
                    .body(),
                "status"))
        .isEqualTo("SUCCESS");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "\"text\"",
        "{",
        "{}{}",
        "{\"amount\":1,\"amount\":2}",
        "amount=1"
      })
  void whatIsNoJsonObjectIsRefused(String body) {
    refused(merchant.gateway(CREATE, body), 200, "INT_902");
  }

  @Test
  void whatIsTooDeepTooLargeOrNoJsonIsRefused() {
    String deep = "{\"a\":" + "[".repeat(100) + "]".repeat(100) + "}";

    refused(merchant.gateway(CREATE, deep), 200, "INT_902");
    refused(merchant.gateway(CREATE, "{\"a\":\"" + "x".repeat(1_000_000) + "\"}"), 413, "INT_902");
    refused(merchant.with("content-type", "text/plain").gateway(CREATE, "{}"), 415, "INT_902");
  }

  @Test
  void aServiceThatIsNotHereIsSaidToBeUnknown() {
    refused(merchant.gateway("Charge/CreatePayment", "{}"), 200, "INT_901");
    refused(merchant.gateway("../<script>", "{}"), 200, "INT_901");
    assertThat(merchant.gateway("<script>", "{}").text()).doesNotContain("script");
  }

  private Merchant.Reply create(String fields) {
    return merchant.gateway(CREATE, "{\"currency\":\"EUR\"," + URL + "," + fields + "}");
  }

  private Json made(String fields) {
    Merchant.Reply reply = create(fields);
    assertThat(text(reply.body(), "status")).as(reply.text()).isEqualTo("SUCCESS");
    return reply.body().get("answer");
  }

  private Json read(Json order) {
    return merchant.gateway(GET, id(order)).body().get("answer");
  }

  private static String id(Json order) {
    return with(order, "\"ignored\":true");
  }

  private static String with(Json order, String fields) {
    return "{\"paymentOrderId\":\"" + text(order, "paymentOrderId") + "\"," + fields + "}";
  }

  private static void refused(Merchant.Reply reply, int status, String code) {
    Json answer = reply.body().get("answer");
    assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    assertThat(text(reply.body(), "status")).isEqualTo("ERROR");
    assertThat(text(answer, "errorCode")).as(reply.text()).isEqualTo(code);
    assertThat(text(answer, "_type")).isEqualTo("V4/WebService/WebServiceError");
    assertThat(text(answer, "ticket")).isEqualTo(text(reply.body(), "ticket"));
  }

  private static String text(Json json, String name) {
    return json.get(name).text("");
  }
}
