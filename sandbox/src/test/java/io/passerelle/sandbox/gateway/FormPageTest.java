package io.passerelle.sandbox.gateway;

import static io.passerelle.sandbox.gateway.GatewayBench.form;
import static io.passerelle.sandbox.gateway.GatewayBench.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.passerelle.sandbox.state.JsonText;
import io.passerelle.sandbox.web.WebReply;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormPageTest {

  private final GatewayBench bench = new GatewayBench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void aRightFormLeadsToItsPaymentPage() {
    WebReply reply = bench.post("vads-payment/", bench.signed(form()));

    assertThat(reply.status()).isEqualTo(303);
    assertThat(reply.headers().get("location")).startsWith("/sandbox/gateway/pages/");
  }

  @ParameterizedTest(name = "{index}")
  @CsvSource(
      delimiter = '|',
      emptyValue = "",
      value = {
        "vads_version        | V1                       | 01",
        "vads_version        | ''                       | 01",
        "vads_site_id        | 99999999                 | 02",
        "vads_trans_id       | 12345                    | 03",
        "vads_trans_id       | 12-456                   | 03",
        "vads_trans_date     | 20260115090659           | 04",
        "vads_trans_date     | 20260115123701           | 04",
        "vads_trans_date     | 20260231100700           | 04",
        "vads_trans_date     | ''                       | 04",
        "vads_validation_mode| 2                        | 05",
        "vads_capture_delay  | 366                      | 06",
        "vads_payment_config | MULTI                    | 07",
        "vads_payment_config | MULTI:first=4990;count=3;period=30 | 07",
        "vads_payment_config | MULTI:count=3;first=1000;period=30 | 07",
        "vads_payment_config | MULTI_EXT:20260115=1000;20260215=1000 | 07",
        "vads_payment_config | MULTI_EXT:20260114=4990  | 07",
        "vads_payment_config | MULTI_EXT:20270201=4990  | 07",
        "vads_payment_cards  | ALL                      | 08",
        "vads_amount         | 0                        | 09",
        "vads_amount         | 49.90                    | 09",
        "vads_amount         | ''                       | 09",
        "vads_currency       | EUR                      | 10",
        "vads_currency       | 999                      | 10",
        "vads_ctx_mode       | test                     | 11",
        "vads_language       | fr_FR                    | 12",
        "vads_order_id       | SO/0001                  | 13",
        "vads_cust_email     | nobody                   | 15",
        "vads_cust_country   | France                   | 22",
        "vads_url_return     | /return                  | 28",
        "vads_redirect_success_timeout | 601            | 34",
        "vads_page_action    | BUY                      | 46",
        "vads_action_mode    | SILENT                   | 47",
        "vads_return_mode    | PUT                      | 48",
        "vads_threeds_mpi    | 7                        | 50",
        "vads_available_languages | fr;xx               | 71",
        "vads_cust_first_name| <b>                      | 104",
        "vads_shipping_amount| 1,5                      | 109",
        "vads_order_info     | 4970 1000 0000 0014      | 999",
        "vads_whatever       | 5970100300000018         | 999",
      })
  void aBadFieldIsRefusedUnderItsNumber(String field, String value, String number) {
    WebReply reply = bench.post("vads-payment/", bench.signed(form(field, value)));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.headers()).containsEntry("x-gateway-error", number);
    assertThat(text(reply)).contains("<b>" + number + "</b>");
  }

  @ParameterizedTest
  @CsvSource({
    "vads_trans_date, 20260115090700",
    "vads_trans_date, 20260115123700",
    "vads_trans_id, aZ09bY",
    "vads_capture_delay, 365",
    "vads_payment_config, MULTI_EXT:20260115=990;20270115=4000",
    "vads_payment_cards, CB;VISA;MASTERCARD",
    "vads_cust_phone, 33612345678",
    "vads_ext_info_key, ré+sumé & 'co'",
    "vads_future_field, 1",
  })
  void aValueAtTheEdgeIsAccepted(String field, String value) {
    WebReply reply = bench.post("vads-payment/", bench.signed(form(field, value)));

    assertThat(reply.status()).as(text(reply)).isEqualTo(303);
  }

  @Test
  void aFieldLongerThanItMayBeIsRefused() {
    WebReply reply =
        bench.post("vads-payment/", bench.signed(form("vads_cust_city", "x".repeat(129))));

    assertThat(reply.headers()).containsEntry("x-gateway-error", "21");
  }

  @Test
  void aMissingSignatureIsRefusedOtherwiseThanAWrongOne() {
    Map<String, String> wrong = form("signature", "x");

    assertThat(bench.post("vads-payment/", form()).headers())
        .containsEntry("x-gateway-error", "70");
    assertThat(bench.post("vads-payment/", wrong).headers()).containsEntry("x-gateway-error", "00");
  }

  @Test
  void aWrongSignatureShowsWhatIsSignedButNeverTheKey() {
    Map<String, String> form = bench.signed(form());
    form.put("vads_amount", "1");

    String page = text(bench.post("vads-payment/", form));

    assertThat(page).contains("INTERACTIVE+1+TEST+978+SO0001-1+PAYMENT+SINGLE");
    assertThat(page).doesNotContain(GatewayBench.TEST_KEY);
  }

  @Test
  void inProductionTheBuyerSeesNoReason() {
    Map<String, String> form = bench.signed(form("vads_ctx_mode", "PRODUCTION"));
    form.put("vads_amount", "1");

    WebReply reply = bench.post("vads-payment/", form);

    assertThat(reply.headers()).containsEntry("x-gateway-error", "00");
    assertThat(text(reply)).doesNotContain("signature").doesNotContain("INTERACTIVE+");
  }

  @Test
  void theKeyOfTheOtherModeDoesNotSign() {
    Map<String, String> form = form("vads_ctx_mode", "PRODUCTION");
    form.put("signature", Signature.of(form, GatewayBench.TEST_KEY, Algorithm.HMAC_SHA_256));

    assertThat(bench.post("vads-payment/", form).headers()).containsEntry("x-gateway-error", "00");
  }

  @Test
  void aShopOfTheOldAlgorithmSignsInSha1() {
    bench.shops.put(bench.shop().withAlgorithm(Algorithm.SHA_1));

    assertThat(bench.post("vads-payment/", bench.signed(form())).status()).isEqualTo(303);
  }

  @Test
  void aTransactionIdServesOnceADayWhateverItsCase() {
    bench.open(form("vads_trans_id", "abcdef"));

    WebReply again = bench.post("vads-payment/", bench.signed(form("vads_trans_id", "ABCDEF")));
    WebReply other =
        bench.post(
            "vads-payment/",
            bench.signed(form("vads_trans_id", "abcdeg", "vads_trans_date", "20260115100701")));

    assertThat(again.headers()).containsEntry("x-gateway-error", "03");
    assertThat(other.status()).isEqualTo(303);
  }

  @Test
  void aTransactionIdIsNotFreeAgainAfterACancellationNorAfterARestart() {
    String page = bench.open(form());
    bench.pay(page, ",\"outcome\":\"ABANDONED\"");

    bench.restart();

    assertThat(bench.post("vads-payment/", bench.signed(form())).headers())
        .containsEntry("x-gateway-error", "03");
  }

  @Test
  void aFormThatOnlyRegistersACardNeedsNoAmount() {
    Map<String, String> form =
        form("vads_page_action", "REGISTER", "vads_cust_email", "zoe@buyer.example");
    form.keySet().removeAll(Set.of("vads_amount", "vads_currency", "vads_payment_config"));

    assertThat(bench.paid(form, "").get("status").asText()).isEqualTo("ACCEPTED");
    assertThat(bench.shop.lastCall())
        .containsEntry("vads_operation_type", "VERIFICATION")
        .containsEntry("vads_identifier_status", "CREATED")
        .containsKey("vads_identifier");
  }

  @ParameterizedTest
  @CsvSource({
    "PAYMENT, true, ''",
    "REGISTER_PAY, false, CREATED",
    "ASK_REGISTER_PAY, true, CREATED",
    "ASK_REGISTER_PAY, false, ''"
  })
  void aCardIsKeptByWhatTheFormAndTheBuyerSay(String action, boolean ticked, String told) {
    Map<String, String> form =
        form("vads_page_action", action, "vads_cust_email", "zoe@buyer.example");

    bench.paid(form, ticked ? ",\"keepCard\":true" : "");

    Map<String, String> call = bench.shop.lastCall();
    assertThat(call.getOrDefault("vads_identifier_status", "")).isEqualTo(told);
    assertThat(call.containsKey("vads_identifier")).isEqualTo(told.equals("CREATED"));
  }

  @Test
  void aRefusedCardIsNotKept() {
    bench.paid(
        form("vads_page_action", "REGISTER_PAY", "vads_cust_email", "zoe@buyer.example"),
        ",\"outcome\":\"REFUSED\"");

    assertThat(bench.shop.lastCall())
        .containsEntry("vads_identifier_status", "NOT_CREATED")
        .doesNotContainKey("vads_identifier");
  }

  @Test
  void aKeptCardIsExchangedForAnother() {
    String token = keptCard();
    bench.clock.advance(Duration.ofDays(400));

    JsonNode paid = bench.paid(update(token), ",\"card\":\"5970100300000018\"");

    assertThat(paid.get("status").asText()).isEqualTo("ACCEPTED");
    assertThat(paid.get("returnFields").get("vads_identifier_status").asText())
        .isEqualTo("UPDATED");
    assertThat(bench.shop.lastCall())
        .containsEntry("vads_operation_type", "VERIFICATION")
        .containsEntry("vads_page_action", "REGISTER_UPDATE")
        .containsEntry("vads_identifier", token)
        .containsEntry("vads_identifier_status", "UPDATED")
        .containsEntry("vads_expiry_year", "2029")
        .doesNotContainKey("vads_amount");
    JsonNode kept = token(token).path("answer");
    assertThat(kept.path("tokenDetails").path("pan").asText()).endsWith("0018");
    assertThat(kept.path("tokenDetails").path("expiryYear").asInt()).isEqualTo(2029);
    assertThat(kept.path("creationDate").asText()).startsWith("2026-01-15");
  }

  @ParameterizedTest
  @CsvSource({"REFUSED, REFUSED, NOT_UPDATED", "ABANDONED, ABANDONED, ''"})
  void aCardThatIsNotEnteredLeavesTheKeptOne(String outcome, String status, String told) {
    String token = keptCard();
    bench.clock.advance(Duration.ofDays(400));

    JsonNode paid = bench.paid(update(token), ",\"outcome\":\"" + outcome + "\"");

    assertThat(paid.get("status").asText()).isEqualTo(status);
    assertThat(bench.shop.lastCall().getOrDefault("vads_identifier_status", "")).isEqualTo(told);
    assertThat(token(token).at("/answer/tokenDetails/expiryYear").asInt()).isEqualTo(2028);
  }

  @Test
  void aTokenThatNobodyHasIsNotExchanged() {
    assertThat(bench.post("vads-payment/", bench.signed(update("none"))).headers())
        .containsEntry("x-gateway-error", "30");
    assertThat(bench.post("vads-payment/", bench.signed(update(""))).headers())
        .containsEntry("x-gateway-error", "30");
  }

  private String keptCard() {
    bench.paid(
        form("vads_page_action", "REGISTER_PAY", "vads_cust_email", "zoe@buyer.example"), "");
    return bench.shop.lastCall().getOrDefault("vads_identifier", "");
  }

  private JsonNode token(String token) {
    return JsonText.tree(
        text(
            bench.call(
                "Token/Get",
                "12345678:testpassword_A",
                "{\"paymentMethodToken\":\"" + token + "\"}")));
  }

  private Map<String, String> update(String token) {
    Map<String, String> form =
        form(
            "vads_page_action",
            "REGISTER_UPDATE",
            "vads_cust_email",
            "zoe@buyer.example",
            "vads_identifier",
            token,
            "vads_trans_id",
            "000002",
            "vads_return_mode",
            "POST",
            "vads_trans_date",
            WireTime.write(bench.clock.instant()));
    form.keySet().removeAll(Set.of("vads_amount", "vads_currency", "vads_payment_config"));
    return form;
  }

  @Test
  void aCardIsKeptForSomebodyWhoCanBeWrittenTo() {
    WebReply reply =
        bench.post("vads-payment/", bench.signed(form("vads_page_action", "REGISTER_PAY")));

    assertThat(reply.headers()).containsEntry("x-gateway-error", "15");
  }

  @ParameterizedTest
  @CsvSource({"error,503", "throttle,429", "crash-after,500"})
  void aFaultFallsOnTheFormPage(String kind, int status) {
    bench.fails(kind);

    assertThat(bench.post("vads-payment/", bench.signed(form())).status()).isEqualTo(status);
  }
}
