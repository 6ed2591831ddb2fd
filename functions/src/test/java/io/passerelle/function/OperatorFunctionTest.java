package io.passerelle.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.edge.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatorFunctionTest {

  private final Bridge bridge = new Bridge().withShop();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                                    | 404 | no such action
          {"action":"drop"}                                     | 404 | no such action
          x                                                     | 400 | not JSON
          {"action":"shop"}                                     | 422 | siteId must have 8 digits
          {"action":"shop","siteId":"99999999"}                 | 404 | Unknown shop
          {"action":"order","siteId":"12345678"}                | 404 | no such order
          {"action":"order","siteId":"12345678","orderId":"x"}  | 404 | no such order
          {"action":"resend"}                                   | 404 | no such delivery
          {"action":"resend","delivery":"!"}                    | 404 | no such delivery
          {"action":"resend","delivery":"MTIzNDU2Nzh8MXxTTzE"}  | 404 | no such delivery
          {"action":"saveShop"}                                 | 422 | siteId must have 8 digits
          {"action":"saveShop","shop":{"siteId":"12345678","rules":[{"kind":"X"}]}} | 422 | rules[0].kind
          {"action":"saveShop","shop":{"siteId":"12345678","rules":[{"kind":"CUSTOM","urlTest":"x"}]}} | 422 | rules[0].urlTest
          {"action":"saveShop","shop":{"siteId":"12345678","rules":[{"kind":"CUSTOM","format":"X"}]}} | 422 | rules[0].format
          {"action":"saveShop","shop":{"siteId":"12345678","rules":[{"kind":"CUSTOM","alertEmails":"a b"}]}} | 422 | rules[0].alertEmails
          {"action":"saveShop","shop":{"siteId":"12345678","rules":[{"kind":"CUSTOM"},{"kind":"CUSTOM"}]}} | 422 | rules[1].label
          {"action":"saveShop","shop":{"siteId":"12345678","rules":[{"kind":"CUSTOM","label":"a\\nb"}]}} | 422 | rules[0].label
          {"action":"saveShop","shop":{"siteId":"12345678","rules":"x"}} | 422 | rules must be an array
          {"action":"saveShop","shop":{"siteId":"12345678","rules":[{"kind":"CUSTOM","active":"false"}]}} | 422 | rules[0].active
          {"action":"saveShop","shop":{"siteId":"12345678","rules":[{"kind":"CUSTOM","replay":"false"}]}} | 422 | rules[0].replay
          {"action":"saveShop","shop":{"siteId":"12345678","rules":[{"kind":"CUSTOM","alertEmails":["a@b.example"]}]}} | 422 | rules[0].alertEmails
          {"action":"saveShop","shop":{"siteId":"12345678","rules":[{"kind":"CUSTOM","alertEmails":"boss@localhost"}]}} | 422 | rules.alertEmails
          {"action":"saveShop","shop":{"siteId":"12345678","connection":"odoo"}} | 422 | connection must be an object
          {"action":"saveShop","shop":{"siteId":"12345678","connection":{"url":"https://a.example"}}} | 422 | connection.platform
          {"action":"saveShop","shop":{"siteId":"12345678","connection":{"platform":"odoo","url":""}}} | 422 | connection.url
          """)
  void whatCannotBeDoneIsSaidWithItsReason(String request, int status, String words) {
    Json answer = bridge.operator(request);

    assertThat(answer.get("status").number()).contains((long) status);
    assertThat(answer.get("body").get("error").text("")).contains(words);
  }

  @Test
  void rulesThatFitNoRowAreRefusedAndNotAFailure() {
    String values = ("\"" + "v".repeat(250) + "\",").repeat(99) + "\"v\"";
    String condition =
        "{\"variable\":\"buyer_email\",\"operator\":\"IS_IN\",\"value\":[" + values + "]}";
    String rule =
        "{\"kind\":\"CUSTOM\",\"conditions\":[" + (condition + ",").repeat(19) + condition + "]}";

    Json answer =
        bridge.operator(
            "{\"action\":\"saveShop\",\"shop\":{\"siteId\":\"12345678\",\"rules\":["
                + rule
                + "]}}");

    assertThat(answer.get("status").number()).contains(422L);
    assertThat(answer.get("body").get("error").text("")).contains("rules are too long");
  }

  @Test
  void noKeyIsEverToldAgain() {
    Json saved = bridge.operator(Bridge.event("operator"));
    Json shop = bridge.operator("{\"action\":\"shop\",\"siteId\":\"12345678\"}");

    for (Json answer : new Json[] {saved, shop}) {
      assertThat(answer.get("status").number()).contains(200L);
      assertThat(answer.get("body").get("hasTestKey").flag()).contains(true);
      assertThat(answer.get("body").get("hasRestPassword").flag()).contains(true);
      assertThat(answer.get("body").members().values())
          .allSatisfy(value ->
              assertThat(value.text(""))
                  .isNotIn(Requests.KEY.reveal(), Requests.PASSWORD.reveal()));
    }
    assertThat(shop.get("body").get("connection").get("platform").text()).contains("odoo");
    assertThat(shop.get("body").get("rules").items()).hasSize(1);
  }

  @Test
  void anOrderIsShownWithItsAttemptsHistoryAndDeliveries() {
    bridge.checkout(Requests.paymentForm());
    bridge.checkout(Requests.paymentForm("vads_trans_id", "360001"));
    bridge.notification(Requests.notification("AUTHORISED"));
    bridge.work();

    Json order =
        bridge
            .operator("{\"action\":\"order\",\"siteId\":\"12345678\",\"orderId\":\"SO0042-1\"}")
            .get("body");

    assertThat(order.get("state").text()).contains("PAID");
    assertThat(order.get("paid").flag()).contains(true);
    assertThat(order.get("attempts").items())
        .extracting(attempt -> attempt.get("status").text(""))
        .containsExactly("AUTHORISED", "STARTED");
    assertThat(order.get("history").items())
        .extracting(line -> line.get("operation").text(""))
        .containsExactly(
            "Buyer sent to the payment page",
            "Buyer sent to the payment page",
            "Notification received",
            "Rules",
            "Notification URL call");
    assertThat(order.get("deliveries").items().getFirst().get("state").text())
        .contains("DELIVERED");
  }

  @Test
  void aShopsKeysAreKeptWhenItIsSavedWithoutThem() {
    bridge.operator(
        "{\"action\":\"saveShop\",\"shop\":{\"siteId\":\"12345678\",\"label\":\"New\"}}");

    Json reply = bridge.notification(Requests.notification("AUTHORISED"));

    assertThat(reply.get("statusCode").number()).contains(200L);
  }
}
