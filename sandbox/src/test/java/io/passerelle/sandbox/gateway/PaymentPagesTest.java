package io.passerelle.sandbox.gateway;

import static io.passerelle.sandbox.gateway.GatewayBench.form;
import static io.passerelle.sandbox.gateway.GatewayBench.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.sandbox.web.WebReply;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaymentPagesTest {

  private final GatewayBench bench = new GatewayBench();

  @AfterEach
  void close() {
    bench.close();
  }

  @ParameterizedTest
  @CsvSource({
    "4990, 978, en, Pay 49.90 EUR",
    "4990, 978, fr, 'Payer 49,90 EUR'",
    "5200, 392, en, Pay 5200 JPY",
    "125750, 414, en, Pay 125.750 KWD",
    "100, 978, de, Pay 1.00 EUR",
  })
  void theAmountIsShownInItsCurrencyAndLanguage(
      String amount, String currency, String language, String shown) {
    String page =
        bench.open(
            form("vads_amount", amount, "vads_currency", currency, "vads_language", language));

    assertThat(text(bench.get("pages/" + page))).contains(shown);
  }

  @Test
  void aValueOfTheFormIsEscaped() {
    String page = bench.open(form("vads_shop_name", "Tom & \"Jerry\""));

    assertThat(text(bench.get("pages/" + page)))
        .contains("Tom &amp; &quot;Jerry&quot;")
        .doesNotContain("Tom & ");
  }

  @Test
  void aFormNarrowsTheCardsAndPayPalStaysInTest() {
    String page = text(bench.get("pages/" + bench.open(form("vads_payment_cards", "MAESTRO"))));

    assertThat(page).contains("5000550000000029", "PAYPAL_SB").doesNotContain("4970100000000014");
  }

  @Test
  void cardsOfACurrencyAreShownInItAlone() {
    String yen = bench.open(form("vads_trans_id", "000002", "vads_currency", "392"));
    String euro = bench.open(form());

    assertThat(text(bench.get("pages/" + yen))).contains("4051700000003926");
    assertThat(text(bench.get("pages/" + euro))).doesNotContain("4051700000003926");
  }

  @Test
  void theShopIsToldBeforeTheBuyerSeesTheResult() {
    String page = bench.open(form());

    WebReply reply = bench.post("pages/" + page + "/pay", Map.of("card", "4970100000000055"));

    assertThat(bench.shop.calls()).isEqualTo(1);
    assertThat(text(reply)).contains("Payment accepted", "https://shop.example/return");
  }

  @Test
  void theResultIsShownAlsoWhenTheShopCannotBeTold() {
    bench.shop.close();
    String page = bench.open(form());

    WebReply reply = bench.post("pages/" + page + "/pay", Map.of("card", "4970100000000055"));

    assertThat(text(reply)).contains("Payment accepted");
  }

  @Test
  void aSecondClickPaysNothingMore() {
    String page = bench.open(form());
    bench.post("pages/" + page + "/pay", Map.of("card", "4970100000000055"));

    WebReply again = bench.post("pages/" + page + "/pay", Map.of("card", "4970100000000071"));

    assertThat(text(again)).contains("Payment accepted");
    assertThat(bench.shop.calls()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"confirm, AUTHORISED, CHALLENGE", "fail, REFUSED, CHALLENGE"})
  void aChallengeIsPassedOrFailed(String answer, String status, String type) {
    String page = bench.open(form());
    String card = "4970100000000014";

    WebReply challenge = bench.post("pages/" + page + "/pay", Map.of("card", card));
    int before = bench.shop.calls();
    bench.post("pages/" + page + "/challenge", Map.of("card", card, "answer", answer));

    assertThat(text(challenge)).contains("Your bank asks you to confirm");
    assertThat(before).isZero();
    assertThat(bench.shop.lastCall())
        .containsEntry("vads_trans_status", status)
        .containsEntry("vads_threeds_auth_type", type);
  }

  @Test
  void whoCancelsGoesStraightBack() {
    String page = bench.open(form("vads_return_mode", "GET"));

    WebReply reply = bench.post("pages/" + page + "/cancel", Map.of());

    assertThat(reply.status()).isEqualTo(303);
    assertThat(reply.headers().get("location")).contains("vads_trans_status=ABANDONED");
    assertThat(bench.shop.lastCall()).containsEntry("vads_trans_status", "ABANDONED");
  }

  @ParameterizedTest(name = "{index}")
  @CsvSource({
    "vads_redirect_success_timeout, 4970100000000055",
    "vads_redirect_error_timeout, 4970100000000071",
  })
  void aTimeoutOfZeroLeadsBackAtOnce(String field, String card) {
    String page = bench.open(form(field, "0"));

    WebReply reply = bench.post("pages/" + page + "/pay", Map.of("card", card));

    assertThat(reply.status()).isEqualTo(303);
    assertThat(reply.headers()).containsEntry("location", "https://shop.example/return");
  }

  @Test
  void aReturnByPostIsAFormWithTheSignedFields() {
    String page =
        bench.open(form("vads_return_mode", "POST", "vads_redirect_success_timeout", "0"));

    String result = text(bench.post("pages/" + page + "/pay", Map.of("card", "4970100000000055")));

    assertThat(result)
        .contains("<form method=\"post\" action=\"https://shop.example/return\"")
        .contains("name=\"signature\"")
        .contains("submit()")
        .doesNotContain("vads_hash");
  }

  @Test
  void aPageOpenedTooLateIsExpiredThoughTheClockHasNotBeenLookedAt() {
    String page = bench.open(form());
    bench.clock.jump(Duration.ofMinutes(11));

    String shown = text(bench.get("pages/" + page));
    bench.clock.advance(Duration.ZERO);

    assertThat(shown).contains("The payment session has expired");
    assertThat(bench.shop.calls()).isEqualTo(1);
  }

  @Test
  void anUnknownPageIsNotFound() {
    assertThat(bench.get("pages/none").status()).isEqualTo(404);
    assertThat(bench.get("elsewhere").status()).isEqualTo(404);
    assertThat(bench.get("vads-payment/").status()).isEqualTo(405);
  }

  @Test
  void theBackOfficeShowsAPaymentAndActsOnIt() {
    String page = bench.open(form());
    String uuid = bench.pay(page, "").get("transactionUuid").asText();

    WebReply acted =
        bench.post("payments/" + page, Map.of("uuid", uuid, "event", "CAPTURE", "amount", ""));
    WebReply refused =
        bench.post("payments/" + page, Map.of("uuid", uuid, "event", "CAPTURE", "amount", ""));

    assertThat(acted.status()).isEqualTo(303);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(text(bench.get(""))).contains("SO0001-1", "CAPTURED");
    assertThat(text(bench.get("payments/" + page))).contains("SENT, duration", "BATCH", "REFUND");
  }
}
