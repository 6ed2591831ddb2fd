package io.passerelle.function;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.aws.Table;
import io.passerelle.delivery.Texts;
import io.passerelle.edge.Json;
import io.passerelle.edge.Secret;
import io.passerelle.gateway.Vectors;
import io.passerelle.payment.OrderState;
import io.passerelle.shop.Session;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnFunctionTest {

  private static final String LINK = "href=\"" + Checkouts.SHOP + "\"";

  private final Bridge bridge = new Bridge();
  private final Checkouts checkouts = new Checkouts(bridge);

  @Test
  void theBuyersReturnMovesNoOrder() {
    left("{}");
    List<Table.Row> stored = bridge.stored();

    checkouts.back(Checkouts.signed("AUTHORISED"));
    checkouts.backByPost(Checkouts.signed("CAPTURED").getBytes(UTF_8));

    assertThat(bridge.stored()).isEqualTo(stored);
    assertThat(bridge.order().state()).isEqualTo(OrderState.STARTED);
  }

  @Test
  void whenTheGatewayHasToldTheBuyerIsThankedInTheShopsWords() {
    left("{\"thanksMessage\":\"Merci <3\",\"doneMessage\":\"C'est payé.\"}");
    bridge.notification(Requests.notification("AUTHORISED", "vads_trans_id", "899999"));

    String page = text(checkouts.back(Checkouts.signed("AUTHORISED")));

    assertThat(page)
        .contains("<h1>Paiement accepté</h1>", "<p>Merci &lt;3</p>", "<p>C&#39;est payé.</p>")
        .contains("SO0042-1", "49,90 EUR", LINK, "Retour à la boutique")
        .doesNotContain("http-equiv", "<script");
  }

  @Test
  void whenTheBrowserIsFirstThePageWaitsForTheBankAndLooksAgain() {
    left("{}");

    String page = text(checkouts.back(Checkouts.signed("AUTHORISED")));

    assertThat(page)
        .contains("Nous attendons que la banque confirme", "http-equiv=\"refresh\"")
        .contains("&amp;turn=1\"", "Continuer</a>")
        .doesNotContain("accepté");
  }

  @Test
  void itStopsWaitingAndLeavesTheBuyerWithALink() {
    left("{\"pendingMessage\":\"Patience.\"}");

    String page = text(checkouts.back(Checkouts.signed("AUTHORISED") + "&turn=4"));

    assertThat(page).contains("<p>Patience.</p>", LINK).doesNotContain("http-equiv");
  }

  @Test
  void thePageThatLooksAgainFindsWhatWasToldMeanwhile() {
    left("{}");
    String page = text(checkouts.back(Checkouts.signed("AUTHORISED")));
    String again =
        page.replaceAll("(?s).*content=\"2;url=\\?([^\"]*)\".*", "$1").replace("&amp;", "&");
    bridge.notification(Requests.notification("AUTHORISED", "vads_trans_id", "899999"));

    assertThat(text(checkouts.back(again))).contains("Paiement accepté", LINK);
  }

  @ParameterizedTest
  @CsvSource({
    "REFUSED,            Paiement refusé",
    "ABANDONED,          Paiement non terminé",
    "CANCELLED,          Paiement non terminé",
    "EXPIRED,            Paiement refusé",
    "UNDER_VERIFICATION, Un instant",
    "NO_SUCH_STATUS,     Paiement en attente",
  })
  void whatTheBrowserBringsIsSaidAsLongAsNothingBetterIsKnown(String status, String title) {
    left("{}");

    assertThat(text(checkouts.back(Checkouts.signed(status)))).contains("<h1>" + title + "</h1>");
  }

  @ParameterizedTest
  @CsvSource({
    "AUTHORISED,         Paiement accepté",
    "UNDER_VERIFICATION, Paiement en attente",
  })
  void whatTheGatewayToldIsStrongerThanWhatTheBrowserBrings(String told, String title) {
    left("{}");
    bridge.notification(Requests.notification(told, "vads_trans_id", "899999"));

    assertThat(text(checkouts.back(Checkouts.signed("REFUSED"))))
        .contains("<h1>" + title + "</h1>");
  }

  @Test
  void anAuthorisationThatTheShopAskedForIsWhatTheBuyerCameFor() {
    checkouts
        .withSettings("{}")
        .add(
            Checkouts.session(
                "", Session.Kind.AUTHORIZATION, "fr", Map.of("returnUrl", Checkouts.SHOP)));
    checkouts.pay();
    bridge.notification(Requests.notification("AUTHORISED_TO_VALIDATE", "vads_trans_id", "899999"));

    assertThat(text(checkouts.back(Checkouts.signed("AUTHORISED_TO_VALIDATE"))))
        .contains("Paiement accepté");
  }

  @ParameterizedTest
  @CsvSource({
    "AUTHORISED, 0,   303, ''",
    "AUTHORISED, 3,   200, 3",
    "REFUSED,    3,   303, ''",
  })
  void theShopSaysAfterHowLongTheBuyerIsLedBack(
      String status, int success, int answer, String seconds) {
    left(
        "{\"automaticRedirect\":true,\"redirectSuccessTimeout\":%d,\"redirectErrorTimeout\":0}"
            .formatted(success));
    bridge.notification(Requests.notification(status, "vads_trans_id", "899999"));

    Json page = checkouts.back(Checkouts.signed(status));

    assertThat(page.get("statusCode").number()).contains((long) answer);
    if (answer == 303) {
      assertThat(page.get("headers").get("location").text()).contains(Checkouts.SHOP);
    } else {
      assertThat(text(page)).contains("content=\"" + seconds + ";url=" + Checkouts.SHOP + "\"");
    }
  }

  @Test
  void aReturnByPostIsReadAlike() {
    left("{\"errorMessage\":\"Pas de chance.\"}");

    assertThat(text(checkouts.backByPost(Checkouts.signed("REFUSED").getBytes(UTF_8))))
        .contains("<p>Pas de chance.</p>", LINK);
  }

  @Test
  void withoutASignatureNothingOfTheOrderIsShown() {
    left("{\"shopUrl\":\"https://shop.example/\"}");
    bridge.notification(Requests.notification("AUTHORISED", "vads_trans_id", "899999"));

    Json page = checkouts.back("");

    assertThat(page.get("statusCode").number()).contains(200L);
    requireNeutral(page);
    assertThat(text(page)).contains("href=\"https://shop.example/\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "vads_amount=4990",
        "vads_trans_status=AUTHORISED",
        "signature=",
        "vads_order_id=SO0042-1"
      })
  void whatIsChangedMissingOrDoubledShowsNothingOfTheOrder(String field) {
    left("{}");
    String query = Checkouts.signed("AUTHORISED");

    requireNeutral(checkouts.back(query.replace(field, field + "0")));
    requireNeutral(checkouts.back(query.replace(field, "vads_new=1&" + field)));
    requireNeutral(checkouts.back(query + "&" + field));
  }

  @Test
  void whatWasSignedForAnotherOrderShopOrModeOrAmountShowsNothing() {
    left("{}");
    Map<String, String> fields = Requests.FORM;
    byte[] otherKey = Vectors.body(Requests.signed(fields, Secret.of("another-key")));

    requireNeutral(checkouts.back(Checkouts.signed("AUTHORISED", "vads_order_id", "SO0043")));
    requireNeutral(checkouts.back(Checkouts.signed("AUTHORISED", "vads_site_id", "87654321")));
    requireNeutral(checkouts.back(Checkouts.signed("AUTHORISED", "vads_ctx_mode", "PRODUCTION")));
    requireNeutral(checkouts.back(Checkouts.signed("AUTHORISED", "vads_amount", "1")));
    requireNeutral(checkouts.back(new String(otherKey, UTF_8)));
    requireNeutral(
        checkouts.backByPost(Requests.rest(Requests.restAnswer("AUTHORISED"), Requests.PASSWORD)));
  }

  @Test
  void anUnknownTokenLeadsNowhere() {
    left("{}");

    Json page =
        Bridge.run(
            new ReturnFunction(bridge.wiring),
            Checkouts.get("/return/", "x".repeat(43), Checkouts.signed("AUTHORISED")));

    assertThat(page.get("statusCode").number()).contains(404L);
    assertThat(text(page)).doesNotContain("SO0042-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"javascript:alert(1)", "//evil.example", "data:text/html,x", "a b", ""})
  void aWayBackThatIsNoWebAddressIsNotTaken(String url) {
    checkouts
        .withSettings("{\"automaticRedirect\":true,\"redirectErrorTimeout\":0}")
        .add(Checkouts.session("", Session.Kind.SALE, "fr", Map.of("returnUrl", url)));
    checkouts.pay();

    Json page = checkouts.back(Checkouts.signed("REFUSED"));

    assertThat(page.get("statusCode").number()).contains(200L);
    assertThat(text(page)).contains("Paiement refusé").doesNotContain("<a ", "http-equiv");
  }

  @Test
  void aWayBackIsEscaped() {
    checkouts
        .withSettings("{}")
        .add(
            Checkouts.session(
                "", Session.Kind.SALE, "fr", Map.of("returnUrl", "https://shop.example/?a='&b=é")));
    checkouts.pay();

    assertThat(text(checkouts.back(Checkouts.signed("REFUSED"))))
        .contains("href=\"https://shop.example/?a=&#39;&amp;b=%C3%A9\"");
  }

  @Test
  void thePageLoadsNothingAndRunsNothing() {
    left("{}");

    Json headers = checkouts.back(Checkouts.signed("REFUSED")).get("headers");

    assertThat(headers.get("content-security-policy").text(""))
        .contains("default-src 'none'", "form-action 'none'", "base-uri 'none'")
        .doesNotContain("script-src", "unsafe");
    assertThat(headers.get("cache-control").text()).contains("no-store");
    assertThat(headers.get("referrer-policy").text()).contains("no-referrer");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"de", "en", "zh", "es", "fr", "it", "ja", "nl", "pl", "pt", "ru", "sv", "tr"})
  void everyLanguageOfThePaymentPageHasEveryWord(String language) {
    checkouts.withSettings("{}").add(Checkouts.session("", Session.Kind.SALE, language, Map.of()));
    Set<String> keys = Texts.in(BuyerWords.class, "buyer", "en").keys();

    String page = text(checkouts.back(Checkouts.signed("REFUSED")));

    assertThat(Texts.in(BuyerWords.class, "buyer", language).keys()).isEqualTo(keys);
    assertThat(page)
        .contains("<html lang=\"" + language + "\">")
        .contains(Texts.in(BuyerWords.class, "buyer", language).get("refused.title"));
  }

  private void left(String settings) {
    checkouts.withSettings(settings).add(Checkouts.session());
    checkouts.pay();
  }

  private static void requireNeutral(Json page) {
    assertThat(text(page))
        .contains("<h1>Retour de la page de paiement</h1>")
        .doesNotContain("SO0042-1", "49,90", "4990", Checkouts.SHOP, "accepté");
  }

  private static String text(Json page) {
    return page.get("body").text("");
  }
}
