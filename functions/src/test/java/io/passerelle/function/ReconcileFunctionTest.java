package io.passerelle.function;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.delivery.Answer;
import io.passerelle.delivery.Delivery;
import io.passerelle.delivery.Outgoing;
import io.passerelle.edge.Form;
import io.passerelle.edge.Json;
import io.passerelle.payment.Mode;
import io.passerelle.payment.OrderState;
import io.passerelle.store.GatewayPause;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// An order of which the gateway tells nothing is asked for, and what it says goes the way of a
/// notification.
class ReconcileFunctionTest {

  private static final String ASK =
      "{\"action\":\"reconcile\",\"siteId\":\"12345678\",\"orderId\":\"SO0042-1\"}";

  private final Bridge bridge = new Bridge().withShop();

  @Test
  void aLostNotificationEndsWhereAReceivedOneWould() {
    Bridge told = new Bridge().withShop();
    told.checkout(Requests.paymentForm());
    told.notification(Requests.notification("AUTHORISED"));
    bridge.checkout(Requests.paymentForm());
    bridge.gatewayAnswers.add(found("AUTHORISED"));

    bridge.minutesPass(15);

    assertThat(bridge.order().state()).isEqualTo(OrderState.PAID);
    assertThat(bridge.order().transactions()).isEqualTo(told.order().transactions());
    assertThat(bridge.delivery().state()).isEqualTo(Delivery.State.DELIVERED);
    assertThat(Form.parse(bridge.calls.getFirst().body()).fields())
        .containsEntry("vads_trans_status", "AUTHORISED")
        .containsEntry("vads_order_id", "SO0042-1")
        .containsEntry("vads_trans_id", "360000")
        .containsEntry("vads_amount", "4990")
        .containsKey("signature");
    assertThat(bridge.mails).hasSize(1);
    assertThat(stored()).contains("REPAIRED", "AUTHORISED, 49.90 EUR (STARTED)");
    assertThat(infos()).anyMatch(info -> info.startsWith("asked the gateway: order was STARTED"));
    assertThat(bridge.order().reconciliation().next()).isEmpty();
  }

  @Test
  void theDeliveryOfAnAskingIsANotificationThatTheShopCanVerify() {
    bridge.checkout(Requests.paymentForm());
    bridge.gatewayAnswers.add(found("AUTHORISED"));
    bridge.minutesPass(15);

    Json reply = bridge.notification(bridge.calls.getFirst().body());

    assertThat(reply.get("body").text())
        .contains("OK-Accepted payment, order is already up to date.");
  }

  @Test
  void theGatewayIsAskedAfterAQuarterOfAnHourAnHourAndEachDayForAWeek() {
    bridge.checkout(Requests.paymentForm());

    bridge.workUntil(Bridge.START.plus(Duration.ofDays(9)));

    assertThat(bridge.questions).hasSize(8);
    assertThat(infos())
        .filteredOn(info -> info.startsWith("asked the gateway: no transaction"))
        .hasSize(8)
        .last()
        .asString()
        .endsWith("not asked again");
    assertThat(bridge.mails).isEmpty();
  }

  @Test
  void thePasswordGoesInItsHeaderAndIsNotPrinted() {
    bridge.checkout(Requests.paymentForm());
    bridge.minutesPass(15);

    Outgoing question = bridge.questions.getFirst();

    String pair = "12345678:" + Requests.PASSWORD.reveal();
    assertThat(question.url()).isEqualTo("https://api.lyra.com/api-payment/V4/Order/Get");
    assertThat(question.headers())
        .containsEntry(
            "Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)));
    assertThat(Requests.text(question.body())).isEqualTo("{\"orderId\":\"SO0042-1\"}");
    assertThat(question.toString()).doesNotContain("Basic");
  }

  @Test
  void aPaidOrderIsNotAskedFor() {
    bridge.checkout(Requests.paymentForm());
    bridge.notification(Requests.notification("AUTHORISED"));

    bridge.workUntil(Bridge.START.plus(Duration.ofDays(2)));

    assertThat(bridge.questions).isEmpty();
  }

  @Test
  void aSecondPaymentThatIsFoundIsADoubleOne() {
    bridge.checkout(Requests.paymentForm());
    bridge.checkout(Requests.paymentForm("vads_trans_id", "360001"));
    String second =
        transaction("AUTHORISED")
            .replace("0123456789ab", "ba9876543210")
            .replace("360000", "360001");
    bridge.gatewayAnswers.add(list(transaction("AUTHORISED"), second));

    bridge.minutesPass(15);

    assertThat(bridge.order().paidAttempts()).isEqualTo(2);
    assertThat(bridge.mails).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({"PSP_099", "PSP_106", "PSP_515", "PSP_999", "ACQ_999"})
  void aGatewayThatDoesNotAnswerNowIsAskedLessAndLessOften(String code) {
    bridge.checkout(Requests.paymentForm());
    for (int i = 0; i < 4; i++) {
      bridge.gatewayAnswers.add(Bridge.error(code));
    }
    bridge.gatewayAnswers.add(found("AUTHORISED"));

    bridge.minutesPass(15 + 15 + 30 + 60);
    assertThat(bridge.questions).hasSize(4);
    assertThat(pause().times()).isEqualTo(4);
    bridge.minutesPass(120);

    assertThat(bridge.order().state()).isEqualTo(OrderState.PAID);
    assertThat(pause().times()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"INT_905", "PSP_100"})
  void aShopThatTheGatewayDoesNotKnowIsToldOnceAndTriedDaily(String code) {
    bridge.checkout(Requests.paymentForm());
    for (int i = 0; i < 3; i++) {
      bridge.gatewayAnswers.add(Bridge.error(code));
    }

    bridge.workUntil(Bridge.START.plus(Duration.ofDays(2)).plus(Duration.ofHours(1)));

    assertThat(bridge.questions).hasSize(3);
    assertThat(bridge.mails).hasSize(1);
    assertThat(stored()).contains("GATEWAY_NOT_ASKED", code + ", TEST");
  }

  @Test
  void aShopThatWasSavedAgainIsAskedForBeforeItsPauseIsOver() {
    bridge.checkout(Requests.paymentForm());
    bridge.gatewayAnswers.add(Bridge.error("INT_905"));
    bridge.minutesPass(15);
    bridge.operator("{\"action\":\"saveShop\",\"shop\":{\"siteId\":\"12345678\"}}");
    bridge.checkout(Requests.paymentForm("vads_order_id", "SO0043-1", "vads_trans_id", "360001"));

    bridge.minutesPass(15);

    assertThat(bridge.questions).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>maintenance</html>",
        "[]",
        "{}",
        "{\"status\":\"ERROR\"}",
        "{\"status\":\"SUCCESS\",\"answer\":null}",
        "{\"status\":\"SUCCESS\",\"mode\":\"PRODUCTION\",\"answer\":{\"transactions\":[{\"uuid\":\"a\"}]}}",
        "{\"status\":\"SUCCESS\",\"answer\":{\"transactions\":[{\"shopId\":\"99999999\"}]}}",
        "{\"status\":\"SUCCESS\",\"answer\":{\"transactions\":[\"text\"]}}",
      })
  void whatIsNotTheGatewaysAnswerChangesNothingAndIsAskedForAgain(String text) {
    bridge.checkout(Requests.paymentForm());
    bridge.gatewayAnswers.add(Bridge.answered(200, text));
    bridge.gatewayAnswers.add(found("AUTHORISED"));

    bridge.minutesPass(15);
    assertThat(bridge.order().state()).isEqualTo(OrderState.STARTED);
    bridge.minutesPass(15);

    assertThat(bridge.order().state()).isEqualTo(OrderState.PAID);
  }

  @ParameterizedTest
  @CsvSource({
    "360000, 360009",
    "0123456789abcdef0123456789abcdef, ",
    "2026-01-15T10:00:00+00:00, yesterday",
  })
  void aTransactionThatIsNotThisOrdersOrCannotBeReadIsLeftAside(String part, String instead) {
    bridge.checkout(Requests.paymentForm());
    bridge.checkout(Requests.paymentForm("vads_order_id", "SO0043-1", "vads_trans_id", "360009"));
    String other = transaction("AUTHORISED").replace(part, instead == null ? "" : instead);
    bridge.gatewayAnswers.add(list(other));

    bridge.ask(Base64.getUrlEncoder().encodeToString("12345678SO0042-1".getBytes(UTF_8)));
    bridge.clock.moveTo(Bridge.START.plus(Duration.ofMinutes(15)));
    bridge.ask(Base64.getUrlEncoder().encodeToString("12345678SO0042-1".getBytes(UTF_8)));

    assertThat(bridge.order().state()).isEqualTo(OrderState.STARTED);
    assertThat(infos()).last().asString().contains("1 left aside");
  }

  @ParameterizedTest
  @CsvSource({
    "4990, 4991, KO-Amount",
    "EUR, USD, KO-Currency",
    "AUTHORISED, A_NEW_WORD, OK-Unknown status",
  })
  void whatDiffersFromTheOrderIsFlaggedAsInANotification(
      String part, String instead, String words) {
    bridge.checkout(Requests.paymentForm());
    bridge.gatewayAnswers.add(list(transaction("AUTHORISED").replace(part, instead)));

    bridge.minutesPass(15);

    assertThat(bridge.order().isPaid()).isFalse();
    assertThat(bridge.calls).isEmpty();
    assertThat(bridge.mails).hasSize(1);
    assertThat(infos()).anyMatch(info -> info.contains(words));
  }

  @Test
  void thePartsOfAPaymentComeToTheOrdersAmount() {
    bridge.checkout(Requests.paymentForm());
    String first = transaction("AUTHORISED").replace("4990", "2000");
    String second =
        transaction("WAITING_AUTHORISATION")
            .replace("4990", "2990")
            .replace("0123456789ab", "ba9876543210")
            .replace("\"sequenceNumber\":1", "\"sequenceNumber\":2");
    bridge.gatewayAnswers.add(list(first, second));

    bridge.minutesPass(15);

    assertThat(bridge.order().state()).isEqualTo(OrderState.PAID);
    assertThat(bridge.order().transactions()).hasSize(2);
    assertThat(bridge.order().flags()).isEmpty();
  }

  @Test
  void anOrderOfTooManyTransactionsIsAskedForByThoseUnderWay() {
    bridge.checkout(Requests.paymentForm());
    bridge.notification(Requests.notification("UNDER_VERIFICATION"));
    bridge.gatewayAnswers.add(Bridge.error("PSP_015"));
    bridge.gatewayAnswers.add(envelope(transaction("AUTHORISED")));

    bridge.minutesPass(15);

    assertThat(bridge.questions.getLast().url()).endsWith("Transaction/Get");
    assertThat(bridge.order().state()).isEqualTo(OrderState.PAID);
  }

  @Test
  void aPersonAsksAtOnceAndIsToldWhatCannotBe() {
    bridge.checkout(Requests.paymentForm());
    bridge.gatewayAnswers.add(Bridge.error("PSP_999"));
    bridge.gatewayAnswers.add(found("CAPTURED"));

    Json refused = bridge.operator(ASK);
    Json asked = bridge.operator(ASK);

    assertThat(refused.get("status").number()).contains(409L);
    assertThat(refused.get("body").get("error").text("")).contains("not available, PSP_999");
    assertThat(asked.get("status").number()).contains(200L);
    assertThat(asked.get("body").get("state").text()).contains("PAID");
  }

  @Test
  void aCaptureThatIsFoundIsNoNewsToTheShop() {
    bridge.checkout(Requests.paymentForm());
    bridge.notification(Requests.notification("AUTHORISED"));
    bridge.work();
    bridge.gatewayAnswers.add(found("CAPTURED"));

    bridge.operator(ASK);
    bridge.work();

    assertThat(bridge.order().transactions().values())
        .allMatch(one -> one.state().name().equals("CAPTURED"));
    assertThat(bridge.calls).hasSize(1);
    assertThat(bridge.mails).isEmpty();
  }

  @Test
  void aShopWithoutPasswordIsToldThatThisIsOff() {
    String saved = Bridge.event("operator").replace("\"restPassword\"", "\"unusedName\"");
    Bridge without = new Bridge();
    Json shop = without.operator(saved);
    without.checkout(Requests.paymentForm());

    Json refused = without.operator(ASK);
    without.workUntil(Bridge.START.plus(Duration.ofDays(1)));

    assertThat(shop.get("body").get("reconciliation").text())
        .contains("off: no REST password for TEST");
    assertThat(refused.get("status").number()).contains(422L);
    assertThat(refused.get("body").get("error").text(""))
        .contains("reconciliation is off: no REST password for TEST");
    assertThat(without.questions).isEmpty();
    assertThat(without.order().reconciliation().next()).isEmpty();
  }

  private String stored() {
    return bridge.stored().toString();
  }

  private GatewayPause pause() {
    return bridge.ledger.pause(Bridge.ORDER.siteId(), Mode.TEST).orElseThrow();
  }

  private List<String> infos() {
    return bridge.page().history().stream().map(line -> line.info()).toList();
  }

  private static Answer found(String status) {
    return list(transaction(status));
  }

  private static Answer list(String... transactions) {
    return envelope("{\"transactions\":[" + String.join(",", transactions) + "]}");
  }

  private static Answer envelope(String answer) {
    return Bridge.answered(
        200, "{\"status\":\"SUCCESS\",\"mode\":\"TEST\",\"answer\":" + answer + "}");
  }

  /// The transaction of the recorded notification, as a web service tells it.
  private static String transaction(String status) {
    return """
    {"shopId":"12345678","uuid":"0123456789abcdef0123456789abcdef","amount":4990,\
    "currency":"EUR","status":"PAID","detailedStatus":"%s","operationType":"DEBIT",\
    "creationDate":"2026-01-15T10:00:00+00:00",\
    "transactionDetails":{"effectiveAmount":4990,"effectiveCurrency":"EUR","sequenceNumber":1,\
    "cardDetails":{"legacyTransId":"360000","legacyTransDate":"2026-01-15T10:00:00+00:00",\
    "pan":"497010XXXXXX0055"}}}\
    """
        .formatted(status);
  }
}
