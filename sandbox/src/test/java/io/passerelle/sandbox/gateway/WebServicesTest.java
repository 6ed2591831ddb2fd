package io.passerelle.sandbox.gateway;

import static io.passerelle.sandbox.gateway.GatewayBench.SITE;
import static io.passerelle.sandbox.gateway.GatewayBench.form;
import static io.passerelle.sandbox.gateway.GatewayBench.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.passerelle.sandbox.state.JsonText;
import io.passerelle.sandbox.web.WebReply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebServicesTest {

  private static final String TEST = SITE + ":testpassword_A";

  private final GatewayBench bench = new GatewayBench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void theHealthCheckEchoes() {
    JsonNode answer = call("Charge/SDKTest", TEST, "{\"value\":\"hello\"}");

    assertThat(answer.get("status").asText()).isEqualTo("SUCCESS");
    assertThat(answer.get("version").asText()).isEqualTo("V4");
    assertThat(answer.get("mode").asText()).isEqualTo("TEST");
    assertThat(answer.at("/answer/value").asText()).isEqualTo("hello");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Charge/SDKTest  | 12345678:wrong          | {}  | INT_905",
        "Charge/SDKTest  | 99999999:testpassword_A | {}  | INT_905",
        "Charge/SDKTest  | 12345678:testpassword_A | x   | INT_902",
        "Charge/Nothing  | 12345678:testpassword_A | {}  | INT_901",
        "Order/Get       | 12345678:testpassword_A | {\"orderId\":\"none\"} | PSP_010",
        "Transaction/Get | 12345678:testpassword_A | {\"uuid\":\"none\"}    | PSP_010",
      })
  void anErrorComesWithStatus200AndItsCode(
      String service, String credentials, String json, String code) {
    WebReply reply = bench.call(service, credentials, json);

    JsonNode answer = JsonText.tree(text(reply));
    assertThat(reply.status()).isEqualTo(200);
    assertThat(answer.get("status").asText()).isEqualTo("ERROR");
    assertThat(answer.at("/answer/errorCode").asText()).isEqualTo(code);
  }

  @Test
  void aTransactionIsReadWithWhatWasRefunded() {
    String uuid = bench.paid(form(), ",\"outcome\":\"CAPTURED\"").get("transactionUuid").asText();
    bench.event(uuid, "{\"event\":\"REFUND\",\"amount\":990}");

    JsonNode answer = call("Transaction/Get", TEST, "{\"uuid\":\"" + uuid + "\"}").get("answer");

    assertThat(answer.get("detailedStatus").asText()).isEqualTo("CAPTURED");
    assertThat(answer.get("amount").asLong()).isEqualTo(4990);
    assertThat(answer.at("/transactionDetails/cardDetails/captureResponse/refundAmount").asLong())
        .isEqualTo(990);
  }

  @Test
  void anOrderIsReadWithAllItsAttemptsAndRefunds() {
    bench.paid(form("vads_trans_id", "000001"), ",\"outcome\":\"REFUSED\"");
    String uuid =
        bench
            .paid(form("vads_trans_id", "000002"), ",\"outcome\":\"CAPTURED\"")
            .get("transactionUuid")
            .asText();
    bench.event(uuid, "{\"event\":\"REFUND\",\"amount\":990}");

    JsonNode all = call("Order/Get", TEST, "{\"orderId\":\"SO0001-1\"}");
    JsonNode debits =
        call("Order/Get", TEST, "{\"orderId\":\"SO0001-1\",\"operationType\":\"DEBIT\"}");

    assertThat(all.at("/answer/transactions")).hasSize(3);
    assertThat(all.at("/answer/transactions/2/transactionDetails/parentTransactionUuid").asText())
        .isEqualTo(uuid);
    assertThat(debits.at("/answer/transactions")).hasSize(2);
  }

  @Test
  void oneModeDoesNotSeeTheOther() {
    String uuid = bench.paid(form(), "").get("transactionUuid").asText();

    JsonNode answer =
        call("Transaction/Get", SITE + ":prodpassword_B", "{\"uuid\":\"" + uuid + "\"}");

    assertThat(answer.at("/answer/errorCode").asText()).isEqualTo("PSP_010");
    assertThat(answer.get("mode").asText()).isEqualTo("PRODUCTION");
  }

  @Test
  void underConversionAmountAndEffectiveAmountAreTheOtherWayRound() {
    bench.shops.put(bench.shop().withConverted(java.util.Set.of("840")));
    String uuid =
        bench
            .paid(form("vads_amount", "163500", "vads_currency", "840"), "")
            .get("transactionUuid")
            .asText();

    JsonNode answer = call("Transaction/Get", TEST, "{\"uuid\":\"" + uuid + "\"}").get("answer");

    assertThat(answer.get("amount").asLong()).isEqualTo(144256);
    assertThat(answer.get("currency").asText()).isEqualTo("EUR");
    assertThat(answer.at("/transactionDetails/effectiveAmount").asLong()).isEqualTo(163500);
    assertThat(answer.at("/transactionDetails/effectiveCurrency").asText()).isEqualTo("USD");
  }

  @Test
  void throttlingIsAnAnswerLikeOthers() {
    bench.fails("throttle");

    JsonNode answer = call("Charge/SDKTest", TEST, "{}");

    assertThat(answer.at("/answer/errorCode").asText()).isEqualTo("PSP_099");
  }

  private JsonNode call(String service, String credentials, String json) {
    return JsonText.tree(text(bench.call(service, credentials, json)));
  }
}
