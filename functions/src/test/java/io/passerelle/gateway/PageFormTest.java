package io.passerelle.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import io.passerelle.edge.Rejection;
import io.passerelle.gateway.PagePreferences.Authentication;
import io.passerelle.gateway.PagePreferences.Redirect;
import io.passerelle.payment.Address;
import io.passerelle.payment.AttemptId;
import io.passerelle.payment.Buyer;
import io.passerelle.payment.Currency;
import io.passerelle.payment.Instalments;
import io.passerelle.payment.Mode;
import io.passerelle.payment.Money;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.SiteId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageFormTest {

  private static final Instant AT = Instant.parse("2026-01-05T23:09:08Z");
  private static final Money AMOUNT = Money.of(4_990, Currency.EUR);
  private static final String RETURN = "https://bridge.example/return/t0ken";

  @Test
  void aPaymentOfWhichNothingElseIsSaidHasTheFieldsThatAreNeeded() {
    PaymentForm form =
        PaymentForm.of(visit(AMOUNT, Mode.TEST), Buyer.unknown(), PagePreferences.in("fr"));

    assertThat(form.fields())
        .containsExactly(
            entry("vads_action_mode", "INTERACTIVE"),
            entry("vads_amount", "4990"),
            entry("vads_contrib", "Passerelle"),
            entry("vads_ctx_mode", "TEST"),
            entry("vads_currency", "978"),
            entry("vads_language", "fr"),
            entry("vads_order_id", "SO0042-1"),
            entry("vads_page_action", "PAYMENT"),
            entry("vads_payment_config", "SINGLE"),
            entry("vads_return_mode", "GET"),
            entry("vads_site_id", "12345678"),
            entry("vads_trans_date", "20260105230908"),
            entry("vads_trans_id", "899999"),
            entry("vads_url_return", RETURN),
            entry("vads_version", "V2"));
  }

  @Test
  void everythingThatTheShopPrefersIsAsked() {
    PagePreferences preferences =
        new PagePreferences(
            "de",
            List.of("de", "en"),
            OptionalInt.of(7),
            Optional.of(false),
            List.of("CB", "VISA"),
            OptionalLong.of(3_000),
            new Redirect(OptionalInt.of(0), "Danke"),
            new Redirect(OptionalInt.of(300), "Leider"),
            false,
            "Épicerie 🍓",
            "https://shop.example/",
            Map.of("session", "abc"),
            Authentication.UNSAID);

    Map<String, String> fields =
        PaymentForm.of(
                visit(Money.of(2_999, Currency.EUR), Mode.TEST), Buyer.unknown(), preferences)
            .fields();

    assertThat(fields)
        .contains(
            entry("vads_language", "de"),
            entry("vads_available_languages", "de;en"),
            entry("vads_capture_delay", "7"),
            entry("vads_validation_mode", "0"),
            entry("vads_payment_cards", "CB;VISA"),
            entry("vads_threeds_mpi", "2"),
            entry("vads_redirect_success_timeout", "0"),
            entry("vads_redirect_success_message", "Danke"),
            entry("vads_redirect_error_timeout", "300"),
            entry("vads_redirect_error_message", "Leider"),
            entry("vads_return_mode", "POST"),
            entry("vads_shop_name", "Épicerie 🍓"),
            entry("vads_shop_url", "https://shop.example/"),
            entry("vads_ext_info_session", "abc"));
  }

  @Test
  void theBuyerIsToldAsFarAsKnown() {
    Address billing =
        new Address(
            "Zoé", "Müller", "ACME <SA>", "1 rue A", "bât. B", "Lyon", "69001", "ARA", "fr", "");
    Address shipping =
        new Address(
            "Ana", "Ñandú", "", "2 rue C", "étage 3", "Namur", "5000", "WNA", "BE", "+32 81 1");
    Buyer buyer =
        new Buyer("c-42", "zoe@example.org", "+33612345678", "fr", "192.0.2.1", billing, shipping);

    Map<String, String> fields =
        PaymentForm.of(visit(AMOUNT, Mode.TEST), buyer, PagePreferences.in("fr")).fields();

    assertThat(fields)
        .contains(
            entry("vads_cust_id", "c-42"),
            entry("vads_cust_email", "zoe@example.org"),
            entry("vads_cust_first_name", "Zoé"),
            entry("vads_cust_last_name", "Müller"),
            entry("vads_cust_legal_name", "ACME SA"),
            entry("vads_cust_status", "COMPANY"),
            entry("vads_cust_address", "1 rue A, bât. B"),
            entry("vads_cust_zip", "69001"),
            entry("vads_cust_city", "Lyon"),
            entry("vads_cust_state", "ARA"),
            entry("vads_cust_country", "FR"),
            entry("vads_cust_phone", "+33612345678"),
            entry("vads_ship_to_first_name", "Ana"),
            entry("vads_ship_to_last_name", "Ñandú"),
            entry("vads_ship_to_status", "PRIVATE"),
            entry("vads_ship_to_street", "2 rue C"),
            entry("vads_ship_to_street2", "étage 3"),
            entry("vads_ship_to_zip", "5000"),
            entry("vads_ship_to_city", "Namur"),
            entry("vads_ship_to_state", "WNA"),
            entry("vads_ship_to_country", "BE"),
            entry("vads_ship_to_phone_num", "+32 81 1"))
        .doesNotContainKey("vads_ship_to_legal_name")
        .doesNotContainValue("192.0.2.1");
  }

  @ParameterizedTest
  @CsvSource({
    "EUR, 1000, 999, 2", "EUR, 1000, 1000, ''", "EUR, 5000, 2999, 2", "EUR, 5000, 3000, ''",
    "EUR, 5000, 4999, ''", "USD, 5000, 4999, 2", "USD, 5000, 5000, ''", "JPY, 5000, 4999, 2",
    "EUR, , 1, ''", "EUR, 0, 1, ''"
  })
  void frictionlessIsAskedForBelowTheShopsAmountAndInEuroBelowThirty(
      Currency currency, Long below, long amount, String sent) {
    PagePreferences preferences =
        preferences(
            List.of(),
            Optional.empty(),
            below == null ? OptionalLong.empty() : OptionalLong.of(below));

    PaymentForm form =
        PaymentForm.of(visit(Money.of(amount, currency), Mode.TEST), Buyer.unknown(), preferences);

    assertThat(form.fields().getOrDefault("vads_threeds_mpi", "")).isEqualTo(sent);
  }

  @ParameterizedTest
  @CsvSource({
    "TEST,       CB;PAYPAL,        CB;PAYPAL_SB",
    "TEST,       PAYPAL_SB,        PAYPAL_SB",
    "PRODUCTION, CB;PAYPAL,        CB;PAYPAL",
    "PRODUCTION, PAYPAL_SB,        PAYPAL",
    "TEST,       PAYPAL;PAYPAL_SB, PAYPAL_SB",
    "PRODUCTION, PAYPAL;PAYPAL_SB, PAYPAL",
  })
  void payPalIsNamedAsItIsInThePaymentsMode(Mode mode, String cards, String sent) {
    PagePreferences preferences =
        preferences(List.of(cards.split(";", -1)), Optional.empty(), OptionalLong.empty());

    PaymentForm form = PaymentForm.of(visit(AMOUNT, mode), Buyer.unknown(), preferences);

    assertThat(form.fields()).containsEntry("vads_payment_cards", sent);
  }

  @ParameterizedTest
  @CsvSource({
    "false, , ''",
    "false, true, 1",
    "false, false, 0",
    "true, , 1",
    "true, false, 1",
    "true, true, 1"
  })
  void whatIsOnlyAuthorisedWaitsForTheShopToValidateIt(
      boolean authorisedOnly, Boolean byHand, String sent) {
    PageVisit visit =
        new PageVisit(
            new OrderId(new SiteId("12345678"), "1"),
            Mode.TEST,
            attempt(),
            AT,
            AMOUNT,
            Optional.empty(),
            authorisedOnly,
            RETURN);
    PagePreferences preferences =
        preferences(List.of(), Optional.ofNullable(byHand), OptionalLong.empty());

    PaymentForm form = PaymentForm.of(visit, Buyer.unknown(), preferences);

    assertThat(form.fields().getOrDefault("vads_validation_mode", "")).isEqualTo(sent);
  }

  @Test
  void aPaymentInPartsNamesTheFirstTheCountAndTheInterval() {
    Money total = Money.of(20_000, Currency.EUR);
    Instalments parts = new Instalments(total, Money.of(10_000, Currency.EUR), 4, 30);
    PageVisit visit =
        new PageVisit(
            new OrderId(new SiteId("12345678"), "1"),
            Mode.TEST,
            attempt(),
            AT,
            total,
            Optional.of(parts),
            false,
            RETURN);

    PaymentForm form = PaymentForm.of(visit, Buyer.unknown(), PagePreferences.in("fr"));

    assertThat(form.fields())
        .containsEntry("vads_payment_config", "MULTI:first=10000;count=4;period=30")
        .containsEntry("vads_amount", "20000");
    assertThat(request(form.fields(), total).parts()).contains(parts);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SINGLE",
        "",
        "MULTI_EXT:20260201=1000;20260301=1000",
        "MULTI:count=4;first=1000;period=30",
        "MULTI:first=1000;count=4",
        "MULTI:first=x;count=4;period=30",
        "MULTI:first=9000;count=4;period=30",
        "MULTI:first=1000;count=99;period=30",
        "MULTI:",
      })
  void aModulesFormThatNamesNoSuchPartsHasNone(String config) {
    Money amount = Money.of(2_000, Currency.EUR);

    assertThat(request(Map.of("vads_payment_config", config), amount).parts()).isEmpty();
  }

  @ParameterizedTest(name = "{index}")
  @ValueSource(strings = {"SO 42", "SO/42", "é", "#1", "4970100000000014"})
  void anOrderThatTheGatewayCannotNameIsRefusedAndNotRenamed(String reference) {
    PageVisit visit =
        new PageVisit(
            new OrderId(new SiteId("12345678"), reference),
            Mode.TEST,
            attempt(),
            AT,
            AMOUNT,
            Optional.empty(),
            false,
            RETURN);

    assertThatExceptionOfType(Rejection.class)
        .isThrownBy(() -> PaymentForm.of(visit, Buyer.unknown(), PagePreferences.in("fr")))
        .withMessageContaining("reference");
  }

  private static PaymentRequest request(Map<String, String> fields, Money amount) {
    return new PaymentRequest(
        new OrderId(new SiteId("12345678"), "1"), Mode.TEST, attempt(), amount, fields);
  }

  private static PagePreferences preferences(
      List<String> cards, Optional<Boolean> byHand, OptionalLong frictionlessBelow) {
    return new PagePreferences(
        "fr",
        List.of(),
        OptionalInt.empty(),
        byHand,
        cards,
        frictionlessBelow,
        Redirect.none(),
        Redirect.none(),
        true,
        "",
        "",
        Map.of(),
        Authentication.UNSAID);
  }

  private static AttemptId attempt() {
    return new AttemptId(LocalDate.parse("2026-01-05"), "899999");
  }

  private static PageVisit visit(Money amount, Mode mode) {
    return new PageVisit(
        new OrderId(new SiteId("12345678"), "SO0042-1"),
        mode,
        attempt(),
        AT,
        amount,
        Optional.empty(),
        false,
        RETURN);
  }
}
