package io.passerelle.sandbox.gateway;

import static io.passerelle.sandbox.gateway.GatewayBench.SITE;
import static io.passerelle.sandbox.gateway.GatewayBench.form;
import static io.passerelle.sandbox.gateway.GatewayBench.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.passerelle.sandbox.state.JsonText;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Refunds and the like by web service, with the gateway's own codes.
class MoneyServicesTest {

  private static final String TEST = SITE + ":testpassword_A";

  private final GatewayBench bench = new GatewayBench();

  @AfterEach
  void close() {
    bench.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CAPTURED               | Transaction/CancelOrRefund | ~resolutionMode~:~CANCELLATION_ONLY~"
            + " | PSP_075",
        "CAPTURED               | Transaction/Cancel         | ~comment~:~~                        "
            + " | PSP_075",
        "CANCELLED              | Transaction/Cancel         | ~comment~:~~                        "
            + " | PSP_105",
        "CANCELLED              | Transaction/Refund         | ~comment~:~~                        "
            + " | PSP_105",
        "AUTHORISED             | Transaction/Refund         | ~amount~:100                        "
            + " | PSP_076",
        "AUTHORISED             | Transaction/CancelOrRefund | ~resolutionMode~:~REFUND_ONLY~      "
            + " | PSP_076",
        "REFUSED                | Transaction/Cancel         | ~comment~:~~                        "
            + " | PSP_011",
        "CAPTURED               | Transaction/Refund         | ~amount~:4991                       "
            + " | PSP_510",
        "CAPTURED               | Transaction/Refund         | ~amount~:0                          "
            + " | INT_009",
        "CAPTURED               | Transaction/Refund         | ~amount~:-5                         "
            + " | INT_009",
        "CAPTURED               | Transaction/Refund         | ~amount~:1.5                        "
            + " | INT_009",
        "CAPTURED               | Transaction/Refund         | ~amount~:100,~currency~:~USD~       "
            + " | PSP_610",
        "CAPTURED               | Transaction/Update         | ~cardUpdate~:{~amount~:100}         "
            + " | PSP_503",
        "AUTHORISED             | Transaction/Update         | ~cardUpdate~:{~amount~:4991}        "
            + " | PSP_503",
        "AUTHORISED             | Transaction/Update         | ~cardUpdate~:{}                     "
            + " | INT_009",
        "AUTHORISED             | Transaction/Validate       | ~comment~:~~                        "
            + " | PSP_503",
        "CAPTURED               | Transaction/CancelOrRefund | ~resolutionMode~:~BOTH~             "
            + " | INT_009",
      })
  void whatCannotBeDoneHasItsCode(String status, String service, String more, String code) {
    String uuid = paid(status);

    JsonNode answer = call(service, "\"uuid\":\"" + uuid + "\"," + more.replace('~', '"'));

    assertThat(answer.at("/answer/errorCode").asText()).isEqualTo(code);
  }

  @Test
  void theSameRefundTwiceIsTwoRefunds() {
    String uuid = paid("CAPTURED");
    String refund = "\"uuid\":\"" + uuid + "\",\"amount\":2000,\"currency\":\"EUR\"";

    JsonNode first = call("Transaction/CancelOrRefund", refund);
    JsonNode second = call("Transaction/CancelOrRefund", refund);
    JsonNode third = call("Transaction/CancelOrRefund", refund);
    JsonNode rest = call("Transaction/Refund", "\"uuid\":\"" + uuid + "\"");
    JsonNode none = call("Transaction/Refund", "\"uuid\":\"" + uuid + "\"");

    assertThat(first.at("/answer/operationType").asText()).isEqualTo("CREDIT");
    assertThat(first.at("/answer/transactionDetails/parentTransactionUuid").asText())
        .isEqualTo(uuid);
    assertThat(second.at("/answer/uuid").asText()).isNotEqualTo(first.at("/answer/uuid").asText());
    assertThat(third.at("/answer/errorCode").asText()).isEqualTo("PSP_511");
    assertThat(rest.at("/answer/amount").asLong()).isEqualTo(990);
    assertThat(none.at("/answer/errorCode").asText()).isEqualTo("PSP_104");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "AUTHORISED_TO_VALIDATE | Transaction/Validate       | ~comment~:~~                |"
            + " AUTHORISED | 4990",
        "AUTHORISED             | Transaction/Update         | ~cardUpdate~:{~amount~:100} |"
            + " AUTHORISED | 100",
        "AUTHORISED             | Transaction/Update         | ~cardUpdate~:{~amount~:4990}|"
            + " AUTHORISED | 4990",
        "AUTHORISED             | Transaction/CancelOrRefund | ~amount~:100                |"
            + " CANCELLED  | 4990",
        "AUTHORISED             | Transaction/Cancel         | ~comment~:~~                |"
            + " CANCELLED  | 4990",
      })
  void whatCanBeDoneIsDone(String before, String service, String more, String after, long amount) {
    String uuid = paid(before);

    JsonNode answer =
        call(service, "\"uuid\":\"" + uuid + "\"," + more.replace('~', '"')).get("answer");

    assertThat(answer.get("uuid").asText()).isEqualTo(uuid);
    assertThat(answer.get("detailedStatus").asText()).isEqualTo(after);
    assertThat(answer.get("amount").asLong()).isEqualTo(amount);
  }

  @Test
  void underConversionTheWholeIsRefundedInTheShopsCurrencyToo() {
    bench.shops.put(bench.shop().withConverted(Set.of("840")));
    String uuid =
        bench
            .paid(
                form("vads_amount", "163500", "vads_currency", "840"), ",\"outcome\":\"CAPTURED\"")
            .get("transactionUuid")
            .asText();

    JsonNode part =
        call(
            "Transaction/CancelOrRefund",
            "\"uuid\":\"" + uuid + "\",\"amount\":63500,\"currency\":\"USD\"");
    long left = 144_256 - part.at("/answer/amount").asLong();
    JsonNode rest =
        call(
            "Transaction/CancelOrRefund",
            "\"uuid\":\"" + uuid + "\",\"amount\":" + left + ",\"currency\":\"EUR\"");

    assertThat(part.at("/answer/transactionDetails/effectiveAmount").asLong()).isEqualTo(63_500);
    assertThat(rest.at("/answer/transactionDetails/effectiveAmount").asLong()).isEqualTo(100_000);
  }

  @Test
  void anotherModeOrShopFindsNothing() {
    String uuid = paid("CAPTURED");

    String answer =
        text(
            bench.call(
                "Transaction/Refund", SITE + ":prodpassword_B", "{\"uuid\":\"" + uuid + "\"}"));

    assertThat(JsonText.tree(answer).at("/answer/errorCode").asText()).isEqualTo("PSP_010");
  }

  private String paid(String status) {
    return bench.paid(form(), ",\"outcome\":\"" + status + "\"").get("transactionUuid").asText();
  }

  private JsonNode call(String service, String fields) {
    return JsonText.tree(text(bench.call(service, TEST, "{" + fields + "}")));
  }
}
