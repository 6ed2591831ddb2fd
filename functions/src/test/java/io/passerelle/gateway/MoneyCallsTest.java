package io.passerelle.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.edge.Secret;
import io.passerelle.gateway.CallAnswer.Lost;
import io.passerelle.gateway.CallAnswer.Made;
import io.passerelle.gateway.CallAnswer.Refused;
import io.passerelle.payment.Currency;
import io.passerelle.payment.Deed;
import io.passerelle.payment.Mode;
import io.passerelle.payment.Money;
import io.passerelle.payment.Reading;
import io.passerelle.payment.Refusal;
import io.passerelle.payment.SiteId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is sent to the gateway to move money, and which of its answers are believed.
class MoneyCallsTest {

  private static final RestAccount ACCOUNT =
      new RestAccount(
          "https://api.example/api-payment/V4/",
          new SiteId("12345678"),
          Mode.TEST,
          Secret.of("testpassword_A"));
  private static final Money TEN = Money.of(1_000, Currency.USD);

  private final List<String> sent = new ArrayList<>();

  private CallAnswer make(Deed.Call call, String answer) {
    RestExchange exchange =
        (url, _, json) -> {
          sent.add(url.substring(ACCOUNT.url().length()) + " " + json);
          return new RestExchange.Reply.Answered(
              200, "{\"status\":\"SUCCESS\",\"mode\":\"TEST\",\"answer\":" + answer + "}");
        };
    return new MoneyCalls(new WebServices(exchange)).make(ACCOUNT, call, "REFUND r1");
  }

  private static String told(String uuid, String operation, String status, String parent) {
    return """
    {"shopId":"12345678","uuid":"%s","amount":882,"currency":"EUR","operationType":"%s",\
    "detailedStatus":"%s","transactionDetails":{"effectiveAmount":1000,"effectiveCurrency":"USD",\
    "parentTransactionUuid":"%s","cardDetails":{"captureResponse":{"refundAmount":88,\
    "refundCurrency":"EUR","effectiveRefundAmount":100,"effectiveRefundCurrency":"USD"}}}}\
    """
        .formatted(uuid, operation, status, parent);
  }

  @Test
  void eachCallNamesItsTransactionAndNoMoreThanItNeeds() {
    make(new Deed.Refund("u", TEN, TEN), "{}");
    make(new Deed.Cancel("u", TEN), "{}");
    make(new Deed.Modify("u", TEN, Money.of(500, Currency.USD)), "{}");
    make(new Deed.Validate("u", TEN), "{}");

    assertThat(sent)
        .containsExactly(
            "Transaction/CancelOrRefund {\"uuid\":\"u\",\"amount\":1000,\"currency\":\"USD\","
                + "\"resolutionMode\":\"REFUND_ONLY\",\"comment\":\"REFUND r1\"}",
            "Transaction/CancelOrRefund {\"uuid\":\"u\",\"resolutionMode\":\"CANCELLATION_ONLY\","
                + "\"comment\":\"REFUND r1\"}",
            "Transaction/Update {\"uuid\":\"u\",\"cardUpdate\":{\"amount\":500,"
                + "\"currency\":\"USD\"},\"comment\":\"REFUND r1\"}",
            "Transaction/Validate {\"uuid\":\"u\",\"comment\":\"REFUND r1\"}");
  }

  @Test
  void underAConversionTheWholeGoesInTheGatewaysCurrency() {
    Money left = Money.of(882, Currency.EUR);

    CallAnswer answer =
        make(new Deed.Refund("u", TEN, left), told("c", "CREDIT", "AUTHORISED", "u"));

    assertThat(sent.getFirst()).contains("\"amount\":882,\"currency\":\"EUR\"");
    assertThat(answer).isInstanceOf(Made.class);
  }

  @ParameterizedTest
  @CsvSource({
    "c, CREDIT, AUTHORISED, u,     Made",
    "c, CREDIT, CAPTURED,   u,     Made",
    "c, CREDIT, UNDER_VERIFICATION, '', Made",
    "c, CREDIT, REFUSED,    u,     Refused",
    "c, CREDIT, AUTHORISED, other, Lost",
    "u, DEBIT,  CAPTURED,   '',    Lost",
    "u, DEBIT,  CANCELLED,  '',    Lost",
  })
  void aRefundIsMadeWhereTheAnswerTellsItsCredit(
      String uuid, String operation, String status, String parent, String kind) {
    CallAnswer answer = make(new Deed.Refund("u", TEN, TEN), told(uuid, operation, status, parent));

    assertThat(answer.getClass().getSimpleName()).isEqualTo(kind);
  }

  @Test
  void aRefundThatTheBankRefusedIsRefused() {
    CallAnswer answer = make(new Deed.Refund("u", TEN, TEN), told("c", "CREDIT", "REFUSED", "u"));

    assertThat(answer).isEqualTo(new Refused(Refusal.BY_ISSUER, "REFUSED"));
  }

  @ParameterizedTest
  @CsvSource({
    "cancel,   u, CANCELLED,  Made",
    "cancel,   u, AUTHORISED, Lost",
    "cancel,   x, CANCELLED,  Lost",
    "validate, u, AUTHORISED, Made",
    "validate, u, AUTHORISED_TO_VALIDATE, Lost",
    "modify,   u, AUTHORISED, Made",
  })
  void whatIsNotWhatWasAskedForIsNotBelieved(String call, String uuid, String status, String kind) {
    Deed.Call asked =
        switch (call) {
          case "cancel" -> new Deed.Cancel("u", TEN);
          case "validate" -> new Deed.Validate("u", TEN);
          default -> new Deed.Modify("u", TEN, TEN);
        };

    CallAnswer answer = make(asked, told(uuid, "DEBIT", status, ""));

    assertThat(answer.getClass().getSimpleName()).isEqualTo(kind);
  }

  @Test
  void anAnswerForAnotherShopOrModeIsNotBelieved() {
    CallAnswer answer =
        make(
            new Deed.Cancel("u", TEN),
            told("u", "DEBIT", "CANCELLED", "").replace("12345678", "87654321"));

    assertThat(answer).isInstanceOf(Lost.class);
  }

  /// The REST API tells amounts in the gateway's currency, effective ones in the order's.
  @Test
  void aReadingTellsWhatIsLeftInBothCurrencies() {
    RestExchange exchange =
        (_, _, _) ->
            new RestExchange.Reply.Answered(
                200,
                "{\"status\":\"SUCCESS\",\"mode\":\"TEST\",\"answer\":"
                    + told("u", "DEBIT", "CAPTURED", "")
                    + "}");
    ServiceAnswer answer = new WebServices(exchange).ofTransaction(ACCOUNT, "u");

    Reading reading = Readings.of(((ServiceAnswer.Found) answer).transactions(), true);

    assertThat(reading.charges())
        .singleElement()
        .satisfies(charge -> {
          assertThat(charge.rest()).isEqualTo(Money.of(900, Currency.USD));
          assertThat(charge.amountThere()).isEqualTo(Money.of(882, Currency.EUR));
          assertThat(charge.refundedThere()).isEqualTo(Money.of(88, Currency.EUR));
          assertThat(charge.sent(charge.rest())).isEqualTo(Money.of(794, Currency.EUR));
        });
  }
}
