package io.passerelle.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.card.CardToken;
import io.passerelle.card.Expiry;
import io.passerelle.card.NetworkState;
import io.passerelle.delivery.Texts;
import io.passerelle.edge.Json;
import io.passerelle.gateway.Vectors;
import io.passerelle.payment.Order;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.OrderState;
import io.passerelle.store.HistoryLine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The link of a reminder: its page, the way to the gateway and back, and what the gateway tells.
class CardRenewalFunctionTest {

  private static final String GUESSER = "192.0.2.66";
  private static final String NOBODYS = "A".repeat(22);

  private final Reminded reminded = new Reminded();
  private final Bridge bridge = reminded.bridge;
  private String code = "";

  @BeforeEach
  void aBuyerWasReminded() {
    reminded.settings("\"shopName\":\"Lamps <b>& Co\",\"shopUrl\":\"https://shop.example/\"");
    reminded.keeps(2, 2026);
    reminded.until("2026-01-30T00:00:00Z");
    code = reminded.code();
    bridge.calls.clear();
    bridge.mails.clear();
  }

  @Test
  void thePageShowsTheCardAndTheButtonInTheLanguageOfTheMail() {
    String page = page(reminded.open(code), 200);

    assertThat(page)
        .contains("<html lang=\"en\">", "Your card expires soon", "CB •••• 0014", "02/2026")
        .contains("Lamps &lt;b&gt;&amp; Co", "action=\"/card/" + code + "\"", "TEST")
        .doesNotContain("<b>", "497010", Reminded.TOKEN, "<script");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"de", "en", "zh", "es", "fr", "it", "ja", "nl", "pl", "pt", "ru", "sv", "tr"})
  void everyLanguageSaysEverything(String language) {
    Texts english = CardPage.texts("en");
    Texts texts = CardPage.texts(language);

    assertThat(texts.keys()).isEqualTo(english.keys());
    for (String key : texts.keys()) {
      boolean named = english.get(key).contains("%shop%");
      assertThat(texts.get(key).contains("%shop%")).as(key).isEqualTo(named);
      assertThat(texts.get(key).replace("%shop%", "")).as(key).doesNotContain("%");
    }
  }

  @Test
  void openingItChangesNothing() {
    var before = bridge.stored();

    for (int i = 0; i < 100; i++) {
      reminded.open(code);
    }
    Json head = reminded.call("HEAD", code, "", "", "192.0.2.1");

    assertThat(head.get("statusCode").number()).contains(200L);
    assertThat(head.get("body").text("")).isEmpty();
    assertThat(bridge.stored()).isEqualTo(before);
  }

  @Test
  void anExpiredCardIsCalledSo() {
    bridge.clock.moveTo(bridge.clock.instant().plus(Duration.ofDays(60)));

    assertThat(page(reminded.open(code), 200)).contains("Your card has expired");
  }

  @ParameterizedTest
  @CsvSource({"AAAAAAAAAAAAAAAAAAAAAA", "x", "../../etc/passwd", "'<script>'"})
  void anUnknownLinkSaysNothingOfAnybody(String unknown) {
    String page = page(reminded.open(unknown), 404);

    assertThat(page)
        .contains("Link nicht gefunden", "Unter diesem Link gibt es keine Karte")
        .doesNotContain("Lamps", "0014", "<script>");
  }

  @Test
  void whoGuessesIsHeldForTheRestOfTenMinutes() {
    bridge.clock.moveTo(bridge.clock.instant().plus(Duration.ofMinutes(1)));
    for (int i = 0; i < 30; i++) {
      assertThat(status(NOBODYS, GUESSER)).isEqualTo(404);
    }

    assertThat(status(NOBODYS, GUESSER)).isEqualTo(429);
    assertThat(status(code, GUESSER)).isEqualTo(429);
    assertThat(status(code, "192.0.2.67")).isEqualTo(200);

    bridge.clock.moveTo(bridge.clock.instant().plus(Duration.ofMinutes(10)));
    assertThat(status(code, GUESSER)).isEqualTo(200);
  }

  @Test
  void theButtonLeadsToTheGatewayWithASignedFormOverNothing() {
    Map<String, String> form = leave();

    assertThat(form)
        .containsEntry("vads_page_action", "REGISTER_UPDATE")
        .containsEntry("vads_identifier", Reminded.TOKEN)
        .containsEntry("vads_cust_email", Reminded.BUYER)
        .containsEntry("vads_ctx_mode", "TEST")
        .containsEntry("vads_language", "en")
        .containsEntry("vads_shop_name", "Lamps b& Co")
        .containsEntry("vads_url_return", "https://pay.example/card/" + code + "/return")
        .containsEntry("vads_return_mode", "POST")
        .doesNotContainKeys("vads_amount", "vads_payment_config");
    Map<String, String> unsigned = new TreeMap<>(form);
    unsigned.remove("signature");
    assertThat(Requests.signed(unsigned, Requests.KEY)).isEqualTo(form);
    assertThat(form.get("vads_order_id")).matches("CARD-[A-Z]{12}");
    assertThat(leave().get("vads_order_id")).isNotEqualTo(form.get("vads_order_id"));
  }

  @Test
  void aVisitIsAnOrderWithAHistory() {
    Map<String, String> form = leave();

    Order order = order(form);
    assertThat(order.state()).isEqualTo(OrderState.STARTED);
    assertThat(order.amount().minorUnits()).isZero();
    assertThat(history(form))
        .anySatisfy(line -> {
          assertThat(line.operation()).isEqualTo("Card update begun");
          assertThat(line.info()).isEqualTo("token=6af9d54d…, card=CB 0014, 02/2026");
        });
  }

  @Test
  void oneLinkLeadsToTheGatewayOnlySoOftenInADay() {
    for (int i = 0; i < 20; i++) {
      leave();
    }

    assertThat(reminded.click(code).get("statusCode").number()).contains(429L);
  }

  @Test
  void whatTheGatewayTellsChangesTheCardAndStopsTheReminders() {
    Map<String, String> form = leave();

    Json reply = bridge.notification(Vectors.body(Reminded.told(form, "ACCEPTED")));
    bridge.work();

    assertThat(reply.get("statusCode").number()).contains(200L);
    assertThat(order(form).state()).isEqualTo(OrderState.VERIFIED);
    assertThat(reminded.token().card()).hasToString("VISA 0222, 06/2029");
    assertThat(page(reminded.open(code), 200))
        .contains("Your card is up to date", "VISA •••• 0222", "06/2029")
        .doesNotContain("<form");
    assertThat(page(reminded.click(code), 409)).contains("Your card is up to date");
    reminded.until("2026-04-01T00:00:00Z");
    assertThat(reminded.mails()).isEmpty();
    assertThat(reminded.outcome()).isEqualTo("RENEWED");
  }

  @Test
  void whatComesLaterOfTheFirstPaymentDoesNotBringItsCardBack() {
    Map<String, String> form = leave();
    bridge.notification(Vectors.body(Reminded.told(form, "ACCEPTED")));
    bridge.work();
    reminded.suspended();
    assertThat(reminded.token().network()).isEqualTo(NetworkState.SUSPENDED);
    CardToken before = reminded.token();

    reminded.keepsStill("CAPTURED", 2, 2026);
    reminded.keepsStill("AUTHORISED", 2, 2026, "vads_operation_type", "CREDIT");
    reminded.keepsStill(
        "AUTHORISED", 2, 2026, "vads_trans_uuid", "1".repeat(32), "vads_sequence_number", "2");

    assertThat(reminded.token()).isEqualTo(before);
    assertThat(before.card()).hasToString("VISA 0222, 06/2029");
    assertThat(before.order().reference()).isEqualTo(form.get("vads_order_id"));
  }

  @ParameterizedTest
  @CsvSource({"ALWAYS, 1", "ISSUER, 0", "NEVER, 0"})
  void theMerchantIsMailedOnceThatTheBuyerHasEnteredAnotherCard(String setting, int mails) {
    reminded.settings("\"cardUpdateMails\":\"" + setting + "\"");
    Map<String, String> form = leave();

    bridge.notification(Vectors.body(Reminded.told(form, "ACCEPTED")));
    bridge.notification(Vectors.body(Reminded.told(form, "ACCEPTED")));
    bridge.work();

    assertThat(bridge.mails)
        .hasSize(mails)
        .allSatisfy(mail -> {
          assertThat(Mime.subject(mail)).contains("l'acheteur en a saisi une autre");
          assertThat(Mime.text(mail))
              .contains("VISA 0222, 06/2029", form.get("vads_order_id"))
              .doesNotContain(Reminded.TOKEN, "497011");
        });
  }

  @Test
  void noRuleOfPaymentsTellsOfIt() {
    Map<String, String> form = leave();

    bridge.notification(Vectors.body(Reminded.told(form, "ACCEPTED")));
    bridge.work();

    assertThat(bridge.calls).isEmpty();
    assertThat(bridge.mails).hasSize(1);
    assertThat(bridge.ledger.deliveries(order(form).id())).isEmpty();
    assertThat(history(form))
        .anySatisfy(line ->
            assertThat(line.info()).isEqualTo("nobody told: a card was changed and nothing paid"))
        .anySatisfy(line -> assertThat(line.info()).contains("ACCEPTED", "VERIFICATION", "0.00"));
  }

  @ParameterizedTest
  @CsvSource({"REFUSED, REFUSED", "ABANDONED, ABANDONED"})
  void whatCameToNothingLeavesTheCardAsItWas(String status, OrderState state) {
    Map<String, String> form = leave();

    bridge.notification(
        Vectors.body(
            status.equals("ABANDONED") ? Reminded.left(form) : Reminded.told(form, status)));
    bridge.work();

    assertThat(order(form).state()).isEqualTo(state);
    assertThat(reminded.token().card().expiry()).contains(new Expiry(2026, 2));
    assertThat(bridge.calls).isEmpty();
    assertThat(bridge.mails).isEmpty();
    reminded.until("2026-04-01T00:00:00Z");
    assertThat(reminded.mails()).hasSize(1);
  }

  @Test
  void aLostNotificationIsMadeGoodByAsking() {
    Map<String, String> form = leave();
    String answer =
        """
        {"status":"SUCCESS","mode":"TEST","answer":{"transactions":[{"shopId":"12345678",\
        "uuid":"00000000000000000000000000000007","amount":0,"currency":"EUR",\
        "paymentMethodToken":"%s","detailedStatus":"ACCEPTED","operationType":"VERIFICATION",\
        "creationDate":"2026-01-30T00:00:10+00:00","orderDetails":{"orderTotalAmount":0,\
        "orderCurrency":"EUR","mode":"TEST","orderId":"%s","metadata":{"platform":"card_update"}},\
        "transactionDetails":{"cardDetails":{"pan":"497011XXXXXX0222","expiryMonth":6,\
        "expiryYear":2029,"effectiveBrand":"VISA"}}}]}}\
        """
            .formatted(Reminded.TOKEN, form.get("vads_order_id"));
    bridge.asksGateway(asked ->
        asked.url().endsWith("/Order/Get")
            ? Bridge.answered(200, answer)
            : Bridge.error("PSP_999"));

    reminded.until("2026-01-30T02:00:00Z");

    assertThat(order(form).state()).isEqualTo(OrderState.VERIFIED);
    assertThat(reminded.token().card()).hasToString("VISA 0222, 06/2029");
    assertThat(bridge.calls).isEmpty();
  }

  @Test
  void whoComesBackIsToldWhatTheGatewayHasSigned() {
    Map<String, String> form = leave();

    String done = page(reminded.back(code, Reminded.told(form, "ACCEPTED")), 200);
    String refused = page(reminded.back(code, Reminded.told(form, "REFUSED")), 200);
    String left = page(reminded.back(code, Reminded.left(form)), 200);

    assertThat(done)
        .contains("Thank you", "has been accepted", "VISA •••• 0222")
        .contains("href=\"https://shop.example/\"")
        .doesNotContain("<form", "497011");
    assertThat(refused).contains("Card not accepted", "CB •••• 0014", "<form");
    assertThat(left).contains("Nothing has changed", "CB •••• 0014", "<form");
    assertThat(reminded.token().card().expiry()).contains(new Expiry(2026, 2));
  }

  @Test
  void whatIsNotSignedOfThisCardSaysNothing() {
    Map<String, String> form = leave();
    Map<String, String> tampered = Reminded.told(form, "REFUSED");
    tampered.put("vads_trans_status", "ACCEPTED");
    List<Map<String, String>> none =
        List.of(
            tampered,
            Map.of("vads_trans_status", "ACCEPTED"),
            Reminded.told(form, "ACCEPTED", "vads_identifier", "0".repeat(31) + "9"),
            Reminded.told(form, "ACCEPTED", "vads_ext_info_platform", "payment_order"),
            Reminded.told(form, "ACCEPTED", "vads_ctx_mode", "PRODUCTION"));

    for (Map<String, String> fields : none) {
      Json reply = reminded.back(code, fields);
      assertThat(reply.get("statusCode").number()).contains(303L);
      assertThat(reply.get("headers").get("location").text())
          .contains("https://pay.example/card/" + code);
    }
    Json bare = reminded.call("GET", code, "/return", "", "192.0.2.1");
    assertThat(bare.get("statusCode").number()).contains(303L);
  }

  @Test
  void aCancelledTokenIsNotOfferedToBeChanged() {
    bridge.asksGateway(_ ->
        Bridge.answered(
            200,
            "{\"status\":\"SUCCESS\",\"mode\":\"TEST\",\"answer\":{\"paymentMethodToken\":\""
                + Reminded.TOKEN
                + "\",\"cancellationDate\":\"2026-01-30T09:00:00+00:00\",\"tokenDetails\":{}}}"));
    reminded.until("2026-02-10T00:00:00Z");

    assertThat(page(reminded.open(code), 200))
        .contains("Card no longer kept")
        .doesNotContain("<form", "0014");
    assertThat(page(reminded.click(code), 409)).contains("Card no longer kept");
  }

  @Test
  void noRowHoldsMoreOfACardThanFourDigits() {
    Map<String, String> form = leave();
    bridge.notification(Vectors.body(Reminded.told(form, "ACCEPTED")));
    bridge.work();

    assertThat(bridge.rows.rows())
        .filteredOn(row -> row.key().partition().matches("(CARD|TOKEN).*"))
        .isNotEmpty()
        .noneMatch(row -> row.document().matches("(?s).*(497010|497011).*"));
  }

  private Map<String, String> leave() {
    Json reply = reminded.click(code);
    assertThat(reply.get("statusCode").number()).contains(200L);
    assertThat(reply.get("body").text(""))
        .contains("action=\"https://secure.lyra.com/vads-payment/\"");
    return Checkouts.inputs(reply);
  }

  private Order order(Map<String, String> form) {
    return bridge.ledger.order(id(form)).orElseThrow();
  }

  private static OrderId id(Map<String, String> form) {
    return new OrderId(Bridge.ORDER.siteId(), form.getOrDefault("vads_order_id", ""));
  }

  private List<HistoryLine> history(Map<String, String> form) {
    return bridge.ledger.page(id(form)).orElseThrow().history();
  }

  private static String page(Json reply, int status) {
    assertThat(reply.get("statusCode").number()).contains((long) status);
    return reply.get("body").text("");
  }

  private int status(String guessed, String from) {
    Json reply = reminded.call("GET", guessed, "", "", from);
    return reply.get("statusCode").number().orElseThrow().intValue();
  }
}
