package io.passerelle.shop.shopify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.passerelle.edge.Rejection;
import io.passerelle.payment.Currency;
import io.passerelle.payment.Mode;
import io.passerelle.payment.Money;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.SiteId;
import io.passerelle.shop.OperationResult.Kind;
import io.passerelle.shop.Session;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionRequestTest {

  static final SiteId SITE = new SiteId("34567890");
  static final Instant NOW = Instant.parse("2026-01-31T10:15:31Z");

  static final String PAYMENT =
      """
      {"id":"u0nwmSrNntjIWozmNslK5Tlq","gid":"gid://shopify/PaymentSession/u0nwmSrNntjIWozmNslK5Tlq",
       "group":"rZNvy+1jH6Z+BcPqA5U5BSIcnUavBha3C63xBalm+xE=","amount":"123.00","currency":"EUR",
       "test":true,"merchant_locale":"fr","payment_method":{"type":"offsite","data":
       {"cancel_url":"https://lyra-own.myshopify.com/checkouts/1/cancel"}},
       "proposed_at":"2026-01-31T10:15:30Z","kind":"sale","customer":{"email":"zoe@example.org",
       "locale":"fr","billing_address":{"given_name":"Zoé","family_name":"Müller","line1":"1 rue A",
       "city":"Lyon","postal_code":"69001","country_code":"FR"}}}
      """;

  @Test
  void aSessionIsWhatShopifyAskedFor() {
    Session session = session(PAYMENT);

    assertThat(session.order()).isEqualTo(new OrderId(SITE, "u0nwmSrNntjIWozmNslK5Tlq"));
    assertThat(session.mode()).isEqualTo(Mode.TEST);
    assertThat(session.amount()).isEqualTo(Money.of(12_300, Currency.EUR));
    assertThat(session.kind()).isEqualTo(Session.Kind.SALE);
    assertThat(session.option()).isEqualTo("3x");
    assertThat(session.buyer().email()).isEqualTo("zoe@example.org");
    assertThat(session.buyer().billing().familyName()).isEqualTo("Müller");
    assertThat(session.buyer().shipping().country()).isEmpty();
    assertThat(session.field("cancelUrl"))
        .contains("https://lyra-own.myshopify.com/checkouts/1/cancel");
    assertThat(session.field("apiVersion")).contains("2026-07");
  }

  @Test
  void anAuthorizationIsToldApartFromASale() {
    Session session = session(PAYMENT.replace("\"sale\"", "\"authorization\""));

    assertThat(session.kind()).isEqualTo(Session.Kind.AUTHORIZATION);
  }

  @Test
  void aPersonOfWhomNothingIsKnownMayPay() {
    String nobody = PAYMENT.substring(0, PAYMENT.indexOf(",\"customer\"")) + "}";

    assertThat(session(nobody).buyer().email()).isEmpty();
    assertThat(session(nobody).buyer().language()).isEqualTo("fr");
  }

  /// What each amount that Shopify may write comes to, in the currency's smallest unit.
  @ParameterizedTest
  @CsvSource({
    "123.00, EUR, 12300",
    "1, EUR, 100",
    "1.0, EUR, 100",
    "0.01, EUR, 1",
    "1.50, USD, 150",
    "100, JPY, 100",
    "100.00, JPY, 100",
    "1.005, KWD, 1005",
    "1.5, KWD, 1500",
    "1.005, TND, 1005",
    "9999999999.99, EUR, 999999999999",
  })
  void anAmountIsReadExactly(String amount, String currency, long minorUnits) {
    Session session =
        session(PAYMENT.replace("\"123.00\"", "\"" + amount + "\"").replace("EUR", currency));

    assertThat(session.amount()).isEqualTo(Money.of(minorUnits, Currency.valueOf(currency)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"1.005\" | EUR | amount",
        "\"1e3\" | EUR | amount",
        "\"-1\" | EUR | amount",
        "\"+1\" | EUR | amount",
        "\"\" | EUR | amount",
        "\" 1\" | EUR | amount",
        "\"1,00\" | EUR | amount",
        "\".50\" | EUR | amount",
        "\"0.00\" | EUR | amount",
        "\"100.50\" | JPY | amount",
        "\"1.0005\" | KWD | amount",
        "\"10000000000.00\" | EUR | amount",
        "123.00 | EUR | amount",
        "null | EUR | amount",
        "\"1.00\" | XXX | currency",
        "\"1.00\" | eur | currency",
        "\"1.00\" | 978 | currency",
      })
  void anAmountThatCannotBeChargedAsItStandsIsRefused(
      String amount, String currency, String field) {
    String request =
        PAYMENT.replace("\"123.00\"", amount.replace("'", "")).replace("EUR", currency);

    assertThatExceptionOfType(Rejection.class)
        .isThrownBy(() -> session(request))
        .withMessageContaining(field);
  }

  @ParameterizedTest
  @CsvSource({
    "\"u0nwmSrNntjIWozmNslK5Tlq\"; \"\"",
    "\"u0nwmSrNntjIWozmNslK5Tlq\"; 17",
    "\"u0nwmSrNntjIWozmNslK5Tlq\"; \"a b\"",
    "gid://shopify/PaymentSession/; gid://shopify/RefundSession/",
    "https://lyra; http://lyra",
    "https://lyra; javascript:lyra",
    "https://lyra; https://user@lyra",
    "\"test\":true; \"test\":\"true\"",
    "\"test\":true; \"other\":true",
    "\"sale\"; \"gift\"",
    "\"group\"; \"grouping\"",
  })
  void aRequestThatIsNotWhatItMustBeIsRefused(String change) {
    String[] parts = change.split("; ", 2);

    assertThatExceptionOfType(Rejection.class)
        .isThrownBy(() -> session(PAYMENT.replace(parts[0], parts[1])));
  }

  @Test
  void aRefundNamesThePaymentsOwnSession() {
    OperationSession request = OperationSession.read(Kind.REFUND, SITE, operation("Refund"));

    assertThat(request.key()).isEqualTo("PJUG6iB9xT");
    assertThat(request.order()).isEqualTo(new OrderId(SITE, "u0nwmSrNntjIWozmNslK5Tlq"));
    assertThat(request.amount()).contains(Money.of(2_350, Currency.EUR));
    assertThat(request.fields()).containsEntry("gid", "gid://shopify/RefundSession/PJUG6iB9xT");
  }

  @Test
  void aVoidHasNoAmount() {
    String request = operation("Void").replace("\"amount\":\"23.50\",\"currency\":\"EUR\",", "");

    assertThat(OperationSession.read(Kind.CANCEL, SITE, request).amount()).isEmpty();
  }

  @Test
  void aCaptureIsNoRefund() {
    assertThatExceptionOfType(Rejection.class)
        .isThrownBy(() -> OperationSession.read(Kind.CAPTURE, SITE, operation("Refund")));
  }

  static String operation(String type) {
    return """
    {"id":"PJUG6iB9xT","gid":"gid://shopify/%sSession/PJUG6iB9xT",\
    "payment_id":"u0nwmSrNntjIWozmNslK5Tlq","amount":"23.50","currency":"EUR","test":true,\
    "merchant_locale":"fr","proposed_at":"2026-02-01T10:15:30Z"}\
    """
        .formatted(type);
  }

  private static Session session(String body) {
    return SessionRequest.read(body).session(SITE, "3x", "2026-07", "token", NOW);
  }
}
