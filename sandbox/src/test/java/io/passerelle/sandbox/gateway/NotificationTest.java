package io.passerelle.sandbox.gateway;

import static io.passerelle.sandbox.gateway.GatewayBench.form;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.passerelle.sandbox.gateway.GatewayShop.Format;
import io.passerelle.sandbox.state.JsonText;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotificationTest {

  private final GatewayBench bench = new GatewayBench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void aPaymentIsToldWithItsFormAndItsOutcome() {
    JsonNode paid = bench.paid(form("vads_ext_info_key", "ré+sumé & 'co'"), "");

    Map<String, String> told = bench.shop.lastCall();
    assertThat(told).containsAllEntriesOf(form("vads_ext_info_key", "ré+sumé & 'co'"));
    assertThat(told)
        .containsEntry("vads_trans_uuid", paid.get("transactionUuid").asText())
        .containsEntry("vads_trans_status", "AUTHORISED")
        .containsEntry("vads_operation_type", "DEBIT")
        .containsEntry("vads_sequence_number", "1")
        .containsEntry("vads_result", "00")
        .containsEntry("vads_auth_result", "00")
        .containsEntry("vads_effective_amount", "4990")
        .containsEntry("vads_card_number", "497010XXXXXX0055")
        .containsEntry("vads_expiry_month", "6")
        .containsEntry("vads_expiry_year", "2028")
        .containsEntry("vads_url_check_src", "PAY")
        .doesNotContainKey("vads_change_rate");
    assertThat(told.get("vads_trans_uuid")).matches("[0-9a-f]{32}");
    assertThat(told.get("vads_hash")).matches("[0-9a-f]{64}");
    assertThat(told.get("vads_payment_certificate")).matches("[0-9a-f]{40}");
    assertThat(isRightlySigned(told)).isTrue();
    assertThat(paid.at("/notification/status").asInt()).isEqualTo(200);
    assertThat(paid.at("/notification/body").asText()).startsWith("OK-Accepted");
  }

  @Test
  void anAbandonmentHasNeitherTransactionNorOperationNorSequence() {
    JsonNode left = bench.paid(form(), ",\"outcome\":\"ABANDONED\"");

    assertThat(left.get("transactionUuid").isNull()).isTrue();
    assertThat(bench.shop.lastCall())
        .containsEntry("vads_trans_status", "ABANDONED")
        .containsEntry("vads_result", "17")
        .doesNotContainKeys("vads_trans_uuid", "vads_operation_type", "vads_sequence_number");
    assertThat(isRightlySigned(bench.shop.lastCall())).isTrue();
  }

  @Test
  void aSessionExpiresAfterTenMinutesAlsoAfterARestart() {
    bench.open(form());
    bench.restart();

    bench.clock.advance(Duration.ofMinutes(10).minusSeconds(1));
    int before = bench.shop.calls();
    bench.clock.advance(Duration.ofSeconds(1));

    assertThat(before).isZero();
    assertThat(bench.shop.calls()).isEqualTo(1);
    assertThat(bench.shop.lastCall()).containsEntry("vads_trans_status", "ABANDONED");
  }

  @Test
  void aPaymentThatEndedDoesNotExpire() {
    bench.paid(form(), "");

    bench.clock.advance(Duration.ofMinutes(11));

    assertThat(bench.shop.calls()).isEqualTo(1);
  }

  @Test
  void aFailedNotificationIsReplayedAtTheNextFourQuarterHours() {
    bench.shop.answers(503, "closed");

    bench.paid(form(), "");
    bench.clock.advance(Duration.ofMinutes(8).minusSeconds(1));
    int before = bench.shop.calls();
    bench.clock.advance(Duration.ofSeconds(1));
    int atTheQuarter = bench.shop.calls();
    bench.clock.advance(Duration.ofHours(5));

    assertThat(before).isEqualTo(1);
    assertThat(atTheQuarter).isEqualTo(2);
    assertThat(bench.shop.calls()).isEqualTo(5);
  }

  @Test
  void aReplaySaysTheSameUnderItsOwnHashAndOrigin() {
    bench.shop.answers(500, "");
    bench.paid(form(), "");
    bench.shop.answers(200, "OK");

    bench.clock.advance(Duration.ofHours(2));

    assertThat(bench.shop.calls()).isEqualTo(2);
    Set<String> own = Set.of("vads_hash", "vads_url_check_src", "signature");
    Map<String, String> first = bench.shop.call(0);
    Map<String, String> second = bench.shop.call(1);
    assertThat(second).containsEntry("vads_url_check_src", "RETRY");
    assertThat(second.get("vads_hash")).isNotEqualTo(first.get("vads_hash"));
    assertThat(isRightlySigned(second)).isTrue();
    first.keySet().removeAll(own);
    second.keySet().removeAll(own);
    assertThat(second).isEqualTo(first);
  }

  @Test
  void replaysOutliveARestart() {
    bench.shop.answers(503, "");
    bench.paid(form(), "");

    bench.restart();
    bench.clock.advance(Duration.ofMinutes(8));

    assertThat(bench.shop.calls()).isEqualTo(2);
  }

  @Test
  void withoutReplayAFailureIsFinal() {
    bench.format(Format.FORM, false);
    bench.shop.answers(503, "");

    bench.paid(form(), "");
    bench.clock.advance(Duration.ofHours(2));

    assertThat(bench.shop.calls()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"200,1", "204,1", "206,1", "302,1", "308,1", "207,2", "304,2", "404,2", "500,2"})
  void theStatusAloneDecidesAndNoRedirectIsFollowed(int status, int calls) {
    bench.shop.answers(status, "");
    bench.paid(form(), "");

    bench.clock.advance(Duration.ofMinutes(8));

    assertThat(bench.shop.calls()).isEqualTo(calls);
  }

  @Test
  void theUrlOfTheFormServesForTheImmediateCallAlone() {
    try (var other = new RecordingShop()) {
      other.answers(503, "");
      bench.paid(form("vads_url_check", other.url("/own")), "");

      bench.clock.advance(Duration.ofMinutes(8));

      assertThat(other.calls()).isEqualTo(1);
      assertThat(bench.shop.calls()).isEqualTo(1);
    }
  }

  @Test
  void aShopThatCannotBeReachedIsStatusZero() {
    bench.shop.close();

    JsonNode paid = bench.paid(form(), "");

    assertThat(paid.at("/notification/status").asInt()).isZero();
    assertThat(paid.get("status").asText()).isEqualTo("AUTHORISED");
  }

  @Test
  void aLostNotificationIsNeitherSentNorReplayed() {
    JsonNode paid = bench.paid(form(), ",\"notify\":false");
    bench.clock.advance(Duration.ofHours(1));

    assertThat(paid.at("/notification/status").asInt()).isEqualTo(-1);
    assertThat(bench.shop.calls()).isZero();
  }

  @Test
  void theRestFormatIsSealedWithThePassword() {
    bench.format(Format.REST, true);

    JsonNode paid = bench.paid(form("vads_currency", "392", "vads_amount", "5200"), "");

    Map<String, String> told = bench.shop.lastCall();
    assertThat(told)
        .containsEntry("kr-hash-key", "password")
        .containsEntry("kr-hash-algorithm", "sha256_hmac")
        .containsEntry("kr-answer-type", "V4/Payment")
        .containsEntry(
            "kr-hash", Signature.ofAnswer(told.getOrDefault("kr-answer", ""), "testpassword_A"));
    JsonNode answer = JsonText.tree(told.getOrDefault("kr-answer", ""));
    assertThat(answer.at("/orderStatus").asText()).isEqualTo("PAID");
    assertThat(answer.at("/orderDetails/orderTotalAmount").asLong()).isEqualTo(5200);
    assertThat(answer.at("/orderDetails/orderCurrency").asText()).isEqualTo("JPY");
    assertThat(answer.at("/transactions/0/uuid")).isEqualTo(paid.get("transactionUuid"));
    assertThat(answer.at("/transactions/0/detailedStatus").asText()).isEqualTo("AUTHORISED");
  }

  @Test
  void anAbandonmentInRestHasNoTransaction() {
    bench.format(Format.REST, true);

    bench.paid(form(), ",\"outcome\":\"ABANDONED\"");

    JsonNode answer = JsonText.tree(bench.shop.lastCall().getOrDefault("kr-answer", ""));
    assertThat(answer.at("/orderStatus").asText()).isEqualTo("ABANDONED");
    assertThat(answer.get("transactions")).isEmpty();
  }

  @Test
  void aShopCanBeToldInBothFormats() {
    bench.format(Format.BOTH, true);

    JsonNode paid = bench.paid(form(), "");

    assertThat(bench.shop.calls()).isEqualTo(2);
    assertThat(paid.get("notifications")).hasSize(2);
    assertThat(bench.shop.call(0)).containsKey("vads_trans_uuid");
    assertThat(bench.shop.call(1)).containsKey("kr-answer");
  }

  @Test
  void aCurrencyOutsideTheContractIsConverted() {
    bench.shops.put(bench.shop().withConverted(Set.of("840")));

    bench.paid(form("vads_amount", "163500", "vads_currency", "840"), "");

    assertThat(bench.shop.lastCall())
        .containsEntry("vads_amount", "163500")
        .containsEntry("vads_currency", "840")
        .containsEntry("vads_effective_amount", "144256")
        .containsEntry("vads_effective_currency", "978")
        .containsEntry("vads_change_rate", "1.1334000000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "amount",
        "orderId",
        "mode",
        "siteId",
        "signature",
        "unsigned",
        "key",
        "other-key"
      })
  void aTamperedNotificationIsNotRightlySigned(String word) {
    String uuid = bench.paid(form(), "").get("transactionUuid").asText();

    bench.event(uuid, "{\"event\":\"CAPTURE\",\"tamper\":\"" + word + "\"}");

    assertThat(isRightlySigned(bench.shop.lastCall())).isFalse();
  }

  @Test
  void theGatewayCanBeMadeToLieUnderItsOwnSignature() {
    String uuid = bench.paid(form(), "").get("transactionUuid").asText();

    bench.event(uuid, "{\"event\":\"CAPTURE\",\"tamper\":\"signed-amount\"}");

    assertThat(isRightlySigned(bench.shop.lastCall())).isTrue();
    assertThat(bench.shop.lastCall()).containsEntry("vads_amount", "4991");
  }

  @ParameterizedTest
  @ValueSource(strings = {"amount", "siteId", "mode", "kr-hash", "unsigned", "signature", "key"})
  void aTamperedAnswerIsNotRightlySealed(String word) {
    bench.format(Format.REST, true);
    String uuid = bench.paid(form(), "").get("transactionUuid").asText();

    bench.event(uuid, "{\"event\":\"CAPTURE\",\"tamper\":\"" + word + "\"}");

    Map<String, String> told = bench.shop.lastCall();
    String seal = Signature.ofAnswer(told.getOrDefault("kr-answer", ""), "testpassword_A");
    assertThat(told.get("kr-hash")).isNotEqualTo(seal);
  }

  private static boolean isRightlySigned(Map<String, String> told) {
    String expected = Signature.of(told, GatewayBench.TEST_KEY, Algorithm.HMAC_SHA_256);
    return expected.equals(told.get("signature"));
  }
}
