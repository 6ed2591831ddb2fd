package io.passerelle.sandbox.gateway;

import static io.passerelle.sandbox.gateway.GatewayBench.form;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayControlTest {

  private final GatewayBench bench = new GatewayBench();

  @AfterEach
  void close() {
    bench.close();
  }

  @ParameterizedTest(name = "{index}")
  @CsvSource({
    "4970100000000014, AUTHORISED, 00",
    "4970100000000055, AUTHORISED, 00",
    "4970100000000063, REFUSED, ''",
    "4970100000000071, REFUSED, 51",
    "5970100300000067, AUTHORISED, 00",
    "5000550000000078, REFUSED, 51",
    "4970100000000113, REFUSED, 51",
    "4970110000000039, REFUSED, ''",
    "4970101000001002, REFUSED, 51",
    "4111111111111111, REFUSED, 51",
    "PAYPAL_SB, UNDER_VERIFICATION, ''",
  })
  void theCardDecides(String card, String status, String authorisation) {
    JsonNode paid = bench.paid(form(), ",\"card\":\"" + card + "\"");

    assertThat(paid.get("status").asText()).isEqualTo(status);
    assertThat(bench.shop.lastCall())
        .containsEntry("vads_trans_status", status)
        .containsEntry("vads_auth_result", authorisation);
  }

  @ParameterizedTest
  @CsvSource({
    "ACCEPTED, AUTHORISED",
    "REFUSED, REFUSED",
    "PAYPAL, UNDER_VERIFICATION",
    "AUTHORISED_TO_VALIDATE, AUTHORISED_TO_VALIDATE",
    "WAITING_AUTHORISATION, WAITING_AUTHORISATION",
    "CAPTURED, CAPTURED",
    "INITIAL, INITIAL",
    "NOT_CREATED, NOT_CREATED",
    "WAITING_FOR_PAYMENT, WAITING_FOR_PAYMENT",
  })
  void theOutcomeOverridesTheCard(String outcome, String status) {
    JsonNode paid =
        bench.paid(form(), ",\"card\":\"4970100000000071\",\"outcome\":\"" + outcome + "\"");

    assertThat(paid.get("status").asText()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "1,   0, AUTHORISED_TO_VALIDATE",
    "0,   7, AUTHORISED",
    "0,   8, WAITING_AUTHORISATION",
    "1,   8, WAITING_AUTHORISATION_TO_VALIDATE",
  })
  void theStatusFollowsValidationAndDelay(String validation, String delay, String status) {
    JsonNode paid =
        bench.paid(form("vads_validation_mode", validation, "vads_capture_delay", delay), "");

    assertThat(paid.get("status").asText()).isEqualTo(status);
  }

  @Test
  void aPageIsNamedByItsAddressOrItsIdAndPaidOnce() {
    String page = bench.open(form());

    bench.pay("http://localhost:8080/sandbox/gateway/pages/" + page + "?lang=fr", "");

    assertThatThrownBy(() -> bench.pay(page, ""))
        .isInstanceOf(BadRequest.class)
        .hasMessageContaining("ACCEPTED");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"x | outcome", "'' | page", "nothing | page"})
  void whatCannotBeDoneIsSaid(String outcome, String said) {
    String page = outcome.equals("x") ? bench.open(form()) : outcome;

    assertThatThrownBy(() -> bench.pay(page, ",\"outcome\":\"x\""))
        .isInstanceOf(BadRequest.class)
        .hasMessageContaining(said);
  }

  @Test
  void theWayBackCarriesTheSignedFieldsButNotTheServersOwn() {
    JsonNode paid =
        bench.paid(
            form(
                "vads_return_mode", "GET",
                "vads_url_success", "https://shop.example/ok?a=1"),
            "");

    assertThat(paid.get("returnUrl").asText())
        .startsWith("https://shop.example/ok?a=1&vads_site_id=12345678&")
        .contains("vads_trans_status=AUTHORISED", "&signature=")
        .doesNotContain("vads_hash", "vads_url_check_src");
  }

  @ParameterizedTest
  @CsvSource({
    "ACCEPTED, https://shop.example/success",
    "REFUSED, https://shop.example/refused",
    "ABANDONED, https://shop.example/cancel",
  })
  void theWayBackFollowsTheOutcome(String outcome, String way) {
    JsonNode paid =
        bench.paid(
            form(
                "vads_url_success", "https://shop.example/success",
                "vads_url_refused", "https://shop.example/refused",
                "vads_url_cancel", "https://shop.example/cancel"),
            ",\"outcome\":\"" + outcome + "\"");

    assertThat(paid.get("returnUrl").asText()).isEqualTo(way);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "AUTHORISED             | CAPTURE               | CAPTURED | BATCH",
        "AUTHORISED             | CANCEL                | CANCELLED | MERCH_BO",
        "AUTHORISED_TO_VALIDATE | VALIDATE              | AUTHORISED | MERCH_BO",
        "AUTHORISED_TO_VALIDATE | EXPIRE                | EXPIRED | BATCH",
        "WAITING_AUTHORISATION  | CANCEL                | CANCELLED | MERCH_BO",
        "WAITING_AUTHORISATION  | INSTALMENT            | AUTHORISED | BATCH_AUTO",
        "UNDER_VERIFICATION     | VERIFICATION_ACCEPTED | AUTHORISED | BATCH",
        "UNDER_VERIFICATION     | VERIFICATION_REFUSED  | REFUSED | BATCH",
      })
  void anEventMovesTheTransactionAndIsToldUnderItsOrigin(
      String from, String event, String to, String source) {
    String uuid = paidAs(from);

    JsonNode answer = bench.event(uuid, "{\"event\":\"" + event + "\"}");

    assertThat(answer.get("transactionUuid").asText()).isEqualTo(uuid);
    assertThat(answer.get("status").asText()).isEqualTo(to);
    assertThat(bench.shop.lastCall())
        .containsEntry("vads_trans_status", to)
        .containsEntry("vads_url_check_src", source)
        .containsEntry("vads_trans_uuid", uuid);
  }

  @ParameterizedTest
  @CsvSource({
    "REFUSED, CAPTURE",
    "CAPTURED, CANCEL",
    "AUTHORISED, REFUND",
    "AUTHORISED, VALIDATE",
    "CAPTURED, MODIFY",
    "AUTHORISED, EXPIRE",
    "AUTHORISED, VERIFICATION_ACCEPTED",
    "AUTHORISED, INSTALMENT",
    "CANCELLED, REFUND",
  })
  void anIllegalEventIsRefusedAndTellsNobody(String from, String event) {
    String uuid = paidAs(from);
    int before = bench.shop.calls();

    assertThatThrownBy(() -> bench.event(uuid, "{\"event\":\"" + event + "\",\"amount\":10}"))
        .isInstanceOf(BadRequest.class);
    assertThat(bench.shop.calls()).isEqualTo(before);
  }

  @Test
  void refundsAreTransactionsOfTheirOwnAndStopAtTheAmount() {
    String uuid = paidAs("CAPTURED");

    JsonNode part = bench.event(uuid, "{\"event\":\"REFUND\",\"amount\":990}");
    JsonNode rest = bench.event(uuid, "{\"event\":\"REFUND\"}");

    assertThat(part.get("transactionUuid").asText()).isNotEqualTo(uuid);
    assertThat(bench.shop.call(1))
        .containsEntry("vads_operation_type", "CREDIT")
        .containsEntry("vads_effective_amount", "990")
        .containsEntry("vads_amount", "4990");
    assertThat(bench.shop.call(2)).containsEntry("vads_effective_amount", "4000");
    assertThat(rest.get("status").asText()).isEqualTo("AUTHORISED");
    assertThatThrownBy(() -> bench.event(uuid, "{\"event\":\"REFUND\",\"amount\":1}"))
        .isInstanceOf(BadRequest.class);
  }

  @Test
  void aCancelledRefundCanBeMadeAgain() {
    String uuid = paidAs("CAPTURED");
    String credit = bench.event(uuid, "{\"event\":\"REFUND\"}").get("transactionUuid").asText();

    bench.event(credit, "{\"event\":\"CANCEL\"}");

    assertThat(bench.event(uuid, "{\"event\":\"REFUND\"}").get("status").asText())
        .isEqualTo("AUTHORISED");
  }

  @Test
  void aModificationOnlyLowersTheEffectiveAmount() {
    String uuid = paidAs("AUTHORISED");

    bench.event(uuid, "{\"event\":\"MODIFY\",\"amount\":4000}");

    assertThat(bench.shop.lastCall())
        .containsEntry("vads_amount", "4990")
        .containsEntry("vads_effective_amount", "4000")
        .containsEntry("vads_url_check_src", "MERCH_BO");
    assertThatThrownBy(() -> bench.event(uuid, "{\"event\":\"MODIFY\",\"amount\":4000}"))
        .isInstanceOf(BadRequest.class);
  }

  @Test
  void aPlanMakesItsTransactionsAtOnceAndTellsThemOneByOne() {
    String uuid =
        bench
            .paid(
                form(
                    "vads_amount",
                    "20000",
                    "vads_payment_config",
                    "MULTI:first=10000;count=4;period=30"),
                "")
            .get("transactionUuid")
            .asText();

    for (String effective : new String[] {"3333", "3333", "3334"}) {
      bench.event(uuid, "{\"event\":\"INSTALMENT\"}");
      assertThat(bench.shop.lastCall())
          .containsEntry("vads_effective_amount", effective)
          .containsEntry("vads_amount", "20000");
    }

    assertThat(bench.shop.call(0))
        .containsEntry("vads_effective_amount", "10000")
        .containsEntry("vads_sequence_number", "1");
    assertThat(bench.shop.lastCall()).containsEntry("vads_sequence_number", "4");
    assertThatThrownBy(() -> bench.event(uuid, "{\"event\":\"INSTALMENT\"}"))
        .isInstanceOf(BadRequest.class);
  }

  @Test
  void anInstalmentCanBeRefused() {
    String uuid =
        bench
            .paid(form("vads_payment_config", "MULTI:first=1990;count=2;period=30"), "")
            .get("transactionUuid")
            .asText();

    JsonNode answer = bench.event(uuid, "{\"event\":\"INSTALMENT\",\"outcome\":\"REFUSED\"}");

    assertThat(answer.get("status").asText()).isEqualTo("REFUSED");
    assertThat(bench.shop.lastCall())
        .containsEntry("vads_trans_status", "REFUSED")
        .containsEntry("vads_sequence_number", "2")
        .containsEntry("vads_auth_result", "51");
  }

  @Test
  void oneEventCanBeToldTwiceUnderTwoHashes() {
    String uuid = paidAs("AUTHORISED");

    JsonNode answer = bench.event(uuid, "{\"event\":\"CAPTURE\",\"twice\":true}");

    assertThat(answer.get("notifications")).hasSize(2);
    assertThat(bench.shop.calls()).isEqualTo(3);
    assertThat(bench.shop.call(1).get("vads_hash"))
        .isNotEqualTo(bench.shop.call(2).get("vads_hash"));
  }

  @Test
  void oneEventCanBeToldLateAlsoAfterARestart() {
    String uuid = paidAs("AUTHORISED");

    JsonNode answer = bench.event(uuid, "{\"event\":\"CAPTURE\",\"late\":\"PT1H\"}");
    bench.restart();
    bench.clock.advance(Duration.ofMinutes(59));
    int before = bench.shop.calls();
    bench.clock.advance(Duration.ofMinutes(1));

    assertThat(answer.at("/notification/due").asText()).isEqualTo("2026-01-15T11:07:00Z");
    assertThat(before).isEqualTo(1);
    assertThat(bench.shop.calls()).isEqualTo(2);
    assertThat(bench.shop.lastCall())
        .containsEntry("vads_trans_status", "CAPTURED")
        .containsEntry("vads_url_check_src", "BATCH");
  }

  private String paidAs(String status) {
    return bench.paid(form(), ",\"outcome\":\"" + status + "\"").get("transactionUuid").asText();
  }
}
