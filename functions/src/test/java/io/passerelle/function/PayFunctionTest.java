package io.passerelle.function;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.passerelle.aws.Table;
import io.passerelle.edge.Json;
import io.passerelle.gateway.FormSigner;
import io.passerelle.gateway.Vectors;
import io.passerelle.payment.Mode;
import io.passerelle.payment.OrderState;
import io.passerelle.payment.Start;
import io.passerelle.shop.Session;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayFunctionTest {

  private static final String THRICE =
      "{\"instalments\":[{\"code\":\"3x\",\"firstPercent\":50,\"minAmount\":4000}]}";

  private final Bridge bridge = new Bridge();
  private final Checkouts checkouts = new Checkouts(bridge);

  @Test
  void theBuyerGoesOnToTheGatewayWithAFormThatIsSignedNow() {
    checkouts
        .withSettings("{\"captureDelay\":3,\"cardIcons\":\"CB;VISA\"}")
        .add(Checkouts.session());

    Json page = checkouts.pay();

    Map<String, String> sent = Checkouts.inputs(page);
    assertThat(page.get("statusCode").number()).contains(200L);
    assertThat(page.get("body").text(""))
        .contains("action=\"https://secure.lyra.com/vads-payment/\"", "lang=\"fr\"", "CB · VISA")
        .contains("aucun paiement réel");
    assertThat(sent)
        .containsEntry("vads_site_id", "12345678")
        .containsEntry("vads_order_id", "SO0042-1")
        .containsEntry("vads_amount", "4990")
        .containsEntry("vads_trans_id", "899999")
        .containsEntry("vads_trans_date", "20260115100000")
        .containsEntry("vads_payment_config", "SINGLE")
        .containsEntry("vads_capture_delay", "3")
        .containsEntry("vads_cust_email", "zoe@buyer.example")
        .containsEntry("vads_shop_name", "Boutique d'Été")
        .containsEntry("vads_url_return", "https://bridge.example/return/" + Checkouts.TOKEN)
        .doesNotContainKey("vads_validation_mode");
    assertThatNoException()
        .isThrownBy(() ->
            FormSigner.verify(Vectors.form(sent), List.of(FormSigner.hmacSha256(Requests.KEY))));
    assertThat(bridge.order().state()).isEqualTo(OrderState.STARTED);
    assertThat(bridge.order().startedHere()).isTrue();
  }

  @Test
  void thePageLoadsNothingAndRunsItsOwnScriptAlone() {
    checkouts.withSettings("{}").add(Checkouts.session());

    String policy = checkouts.pay().get("headers").get("content-security-policy").text("");

    assertThat(policy)
        .contains("default-src 'none'", "base-uri 'none'", "script-src 'sha256-")
        .contains("form-action https://secure.lyra.com")
        .doesNotContain("unsafe");
  }

  @Test
  void aDoubleClickIsOneAttempt() {
    checkouts.withSettings("{}").add(Checkouts.session());
    Json first = checkouts.pay();
    List<Table.Row> stored = bridge.stored();
    bridge.clock.moveTo(Bridge.START.plusSeconds(4));

    Json second = checkouts.pay();

    assertThat(second.get("body").text()).isEqualTo(first.get("body").text());
    assertThat(bridge.stored()).isEqualTo(stored);
  }

  @Test
  void aBuyerWhoComesAgainLaterLeavesUnderAnotherId() {
    checkouts.withSettings("{}").add(Checkouts.session());
    checkouts.pay();
    bridge.clock.moveTo(Bridge.START.plusSeconds(5));

    Map<String, String> sent = Checkouts.inputs(checkouts.pay());

    assertThat(sent)
        .containsEntry("vads_trans_id", "899998")
        .containsEntry("vads_trans_date", "20260115100005");
    assertThat(bridge.order().starts()).hasSize(2);
  }

  @Test
  void aBuyerWhoWasRefusedAMomentAgoLeavesUnderAnotherId() {
    checkouts.withSettings("{}").add(Checkouts.session());
    checkouts.pay();
    bridge.notification(Requests.notification("REFUSED", "vads_trans_id", "899999"));

    assertThat(Checkouts.inputs(checkouts.pay())).containsEntry("vads_trans_id", "899998");
  }

  @ParameterizedTest
  @ValueSource(strings = {"AUTHORISED", "CAPTURED", "UNDER_VERIFICATION", "AUTHORISED_TO_VALIDATE"})
  void anOrderThatIsPaidOrMayBeIsNotPaidAgain(String status) {
    checkouts.withSettings("{}").add(Checkouts.session());
    checkouts.pay();
    bridge.notification(Requests.notification(status, "vads_trans_id", "899999"));
    bridge.clock.moveTo(Bridge.START.plusSeconds(60));

    Json page = checkouts.pay();

    assertThat(Checkouts.inputs(page)).isEmpty();
    assertThat(page.get("body").text("")).contains("href=\"" + Checkouts.SHOP + "\"");
    assertThat(bridge.order().starts()).hasSize(1);
  }

  @Test
  void aPaymentInPartsIsAskedForAndItsPlanKept() {
    checkouts.withSettings(THRICE).add(Checkouts.session("3x", Session.Kind.SALE, "fr", Map.of()));

    Map<String, String> sent = Checkouts.inputs(checkouts.pay());
    checkouts.withSettings("{}");

    assertThat(sent)
        .containsEntry("vads_payment_config", "MULTI:first=2495;count=3;period=30")
        .containsEntry("vads_amount", "4990");
    assertThat(bridge.order().starts())
        .extracting(Start::parts)
        .allMatch(parts -> parts.isPresent());
    Json view =
        bridge.operator("{\"action\":\"order\",\"siteId\":\"12345678\",\"orderId\":\"SO0042-1\"}");
    assertThat(
            view.get("body").get("instalments").items().stream()
                .map(part ->
                    part.get("sequence").number().orElse(0L)
                        + " "
                        + part.get("date").text("")
                        + " "
                        + part.get("amount").number().orElse(0L)
                        + " "
                        + part.get("status").text("")))
        .containsExactly(
            "1 2026-01-15 2495 PLANNED", "2 2026-02-14 1247 PLANNED", "3 2026-03-16 1248 PLANNED");
  }

  @Test
  void whatTheShopAsksToBeAuthorisedAloneWaitsForItsCapture() {
    checkouts
        .withSettings("{\"validationMode\":\"0\"}")
        .add(Checkouts.session("", Session.Kind.AUTHORIZATION, "fr", Map.of()));

    assertThat(Checkouts.inputs(checkouts.pay())).containsEntry("vads_validation_mode", "1");
  }

  @ParameterizedTest
  @CsvSource({"pt-BR, pt", "ko, sv", "'', ja", "de, de", "zh-Hant, zh"})
  void thePageIsInTheVisitorsLanguageElseTheBrowsersElseTheShops(String visitor, String page) {
    checkouts
        .withSettings("{\"language\":\"sv\"}")
        .add(Checkouts.session("", Session.Kind.SALE, visitor, Map.of()));

    Json answer = checkouts.pay();

    assertThat(Checkouts.inputs(answer)).containsEntry("vads_language", page);
    assertThat(answer.get("body").text("")).contains("<html lang=\"" + page + "\">");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"buyerCountries":"BE"}                               | ''
          {}                                                    | 3x
          {"instalments":[{"code":"3x","active":false}]}        | 3x
          {"instalments":[{"code":"3x","minAmount":4991}]}      | 3x
          {"instalments":[{"code":"3x","maxAmount":4989}]}      | 3x
          """)
  void whatTheShopDoesNotOfferIsRefusedBeforeTheBuyerLeaves(String settings, String option) {
    checkouts
        .withSettings(settings)
        .add(Checkouts.session(option, Session.Kind.SALE, "fr", Map.of()));

    Json page = checkouts.pay();

    assertThat(page.get("statusCode").number()).contains(422L);
    assertThat(page.get("body").text("")).contains("Payment not offered");
    assertThat(bridge.ledger.order(Bridge.ORDER)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "dGhlLXRva2VuLW9mLXRoZS1yZWNvcmRlZC1ldmVudHX", "../../etc/passwd#0"})
  void anUnknownTokenLeadsNowhere(String token) {
    checkouts.withSettings("{}").add(Checkouts.session());

    Json page = Bridge.run(new PayFunction(bridge.wiring), Checkouts.get("/pay/", token, ""));

    assertThat(page.get("statusCode").number()).contains(404L);
    assertThat(bridge.ledger.order(Bridge.ORDER)).isEmpty();
  }

  @Test
  void anotherWriterAtTheSameMomentMakesItNoSecondPayment() {
    checkouts.withSettings("{}").add(Checkouts.session());
    bridge.table.beforeNextWrite(checkouts::pay);

    Json page = checkouts.pay();

    assertThat(bridge.order().starts()).hasSize(1);
    assertThat(Checkouts.inputs(page))
        .containsEntry(
            "vads_trans_id", bridge.order().starts().getFirst().attempt().transactionId());
  }

  @Test
  void aShopWithoutAKeyOfTheModeSendsNobody() {
    Session session = Checkouts.session();
    checkouts
        .withSettings("{}")
        .add(
            new Session(
                session.order(),
                session.platform(),
                Mode.PRODUCTION,
                session.amount(),
                session.kind(),
                "",
                session.token(),
                session.buyer(),
                Map.of(),
                session.createdAt(),
                0));

    assertThat(checkouts.pay().get("statusCode").number()).contains(409L);
    assertThat(bridge.ledger.order(Bridge.ORDER)).isEmpty();
  }

  /// Whoever holds the token of a checkout is its buyer.
  @Test
  void theTokenInAnAddressIsNotLogged() {
    String token = "theTokenOfOneBuyerAlone";
    PrintStream before = System.out;
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    System.setOut(new PrintStream(log, true, UTF_8));
    try {
      Bridge.run(
          new PayFunction(bridge.wiring),
          "{\"rawPath\": \"/pay/%s\", \"pathParameters\": {\"token\": \"%s\"}}"
              .formatted(token, token));
    } finally {
      System.setOut(before);
    }

    assertThat(log.toString(UTF_8)).contains("/pay/{token}").doesNotContain(token);
  }
}
