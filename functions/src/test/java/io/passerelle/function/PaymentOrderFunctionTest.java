package io.passerelle.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.aws.Table;
import io.passerelle.delivery.Texts;
import io.passerelle.edge.Json;
import io.passerelle.payment.Start;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaymentOrderFunctionTest {

  private final Bridge bridge = new Bridge(Map.of("PUBLIC_URL", "https://pay.example"));
  private final Links links =
      new Links(bridge)
          .withSettings("{\"timeZone\":\"Europe/Paris\",\"shopUrl\":\"https://shop.example/\"}");

  @Test
  void theLinkSaysWhoAsksForWhatAndUntilWhen() {
    String code = links.made(",\"validUntil\":\"2026-03-29\"");

    Json page = links.browser(code).open();

    assertThat(page.get("statusCode").number()).contains(200L);
    assertThat(Links.body(page))
        .contains("<html lang=\"fr\">", "Boutique d&#39;Été", "SO0042-1", "29 mars 2026")
        .contains("Payer 49,90\u00a0€", "<form method=\"post\" action=\"/t/" + code + "\">")
        .contains("aucun paiement réel")
        .doesNotContain("<script");
    assertThat(page.get("headers").get("content-security-policy").text(""))
        .contains("default-src 'none'", "form-action 'self'")
        .doesNotContain("script-src");
  }

  @Test
  void openingItChangesNothingHoweverOften() {
    String code = links.made();
    List<Table.Row> stored = bridge.stored();

    for (int i = 0; i < 5; i++) {
      links.browser(code).open();
      links.browser(code).open("turn=1");
    }
    links.call("HEAD", code, "", Optional.empty());

    assertThat(bridge.stored()).isEqualTo(stored);
    assertThat(links.browser(code).leave()).containsEntry("vads_amount", "4990");
  }

  @Test
  void theBuyersClickBeginsAnOrdinaryPayment() {
    links.withSettings("{\"captureDelay\":3}");
    String code =
        links.made(
            ",\"to\":\"zoe@buyer.example\",\"language\":\"de\",\"validation\":\"MANUAL\","
                + "\"captureDelay\":9,\"authentication\":\"CHALLENGE\"");

    Map<String, String> sent = links.browser(code).leave();

    assertThat(sent)
        .containsEntry("vads_order_id", "SO0042-1")
        .containsEntry("vads_amount", "4990")
        .containsEntry("vads_cust_email", "zoe@buyer.example")
        .containsEntry("vads_language", "de")
        .containsEntry("vads_validation_mode", "1")
        .containsEntry("vads_capture_delay", "9")
        .containsEntry("vads_threeds_mpi", "3")
        .containsEntry("vads_ext_info_platform", "payment_order");
    assertThat(sent.get("vads_url_return")).startsWith("https://bridge.example/return/");
    assertThat(links.status()).isEqualTo("RUNNING");
    assertThat(links.seen().get("beingPaid").flag()).contains(true);
  }

  @Test
  void ofTwoBrowsersTheSecondIsToldThatItIsBeingPaid() {
    String code = links.made();
    Links.Browser first = links.browser(code);
    Links.Browser second = links.browser(code);
    second.open();
    first.leave();

    Json told = second.click();

    assertThat(told.get("statusCode").number()).contains(409L);
    assertThat(Links.body(told)).contains("Paiement en cours").doesNotContain("<form");
    assertThat(Links.body(second.open())).contains("Paiement en cours");
    assertThat(bridge.order().starts()).hasSize(1);
  }

  @Test
  void ofTwoClicksAtTheVerySameMomentOneIsFirst() {
    String code = links.made();
    Links.Browser first = links.browser(code);
    Links.Browser second = links.browser(code);
    first.open();
    second.open();
    bridge.table.beforeNextWrite(first::click);

    Json told = second.click();

    assertThat(told.get("statusCode").number()).contains(409L);
    assertThat(bridge.order().starts()).hasSize(1);
  }

  @Test
  void aDoubleClickIsOneAttempt() {
    String code = links.made();
    Links.Browser browser = links.browser(code);
    Map<String, String> first = browser.leave();
    List<Table.Row> stored = bridge.stored();
    bridge.clock.moveTo(Bridge.START.plus(Duration.ofSeconds(4)));

    Map<String, String> again = browser.leave();

    assertThat(again).isEqualTo(first);
    assertThat(bridge.stored()).isEqualTo(stored);
  }

  @Test
  void theSameBrowserThatComesBackIsAskedOnceMoreBeforeItLeavesAgain() {
    String code = links.made();
    Links.Browser browser = links.browser(code);
    browser.leave();
    bridge.clock.moveTo(Bridge.START.plus(Duration.ofMinutes(2)));

    Json page = browser.open();
    Json click = browser.click();

    assertThat(Links.body(page)).contains("continuez là-bas", "name=\"again\"", "Payer 49,90");
    assertThat(click.get("statusCode").number()).contains(409L);
    assertThat(Links.body(click)).contains("continuez là-bas").doesNotContain("vads_trans_id");
    assertThat(bridge.order().starts()).hasSize(1);
    assertThat(Checkouts.inputs(browser.send("again=1"))).containsEntry("vads_trans_id", "899998");
    assertThat(Links.body(links.browser(code).open())).contains("Paiement en cours");
  }

  @Test
  void anotherMayPayOnceTheFirstCannotAnyMore() {
    String code = links.made();
    links.browser(code).leave();
    bridge.clock.moveTo(Bridge.START.plus(Duration.ofMinutes(20)));

    assertThat(links.browser(code).leave()).containsEntry("vads_trans_id", "899998");
    assertThat(bridge.order().starts())
        .extracting(Start::attempt)
        .extracting(attempt -> attempt.transactionId())
        .containsExactly("899999", "899998");
  }

  @Test
  void aRefusedBuyerPaysAgainOnTheSameLink() {
    String code = links.made();
    Links.Browser browser = links.browser(code);
    browser.leave();
    told("REFUSED", "899999");

    assertThat(links.status()).isEqualTo("REFUSED");
    assertThat(Links.body(browser.open())).contains("n&#39;a pas été acceptée", "Payer 49,90");
    assertThat(browser.leave()).containsEntry("vads_trans_id", "899998");
  }

  @ParameterizedTest
  @ValueSource(strings = {"AUTHORISED", "CAPTURED", "UNDER_VERIFICATION", "AUTHORISED_TO_VALIDATE"})
  void whatIsPaidOrMayBeIsNotPaidAgain(String state) {
    String code = links.made();
    links.browser(code).leave();
    told(state, "899999");

    Json page = links.browser(code).open();
    Json click = links.browser(code).click();

    assertThat(links.status()).isEqualTo("ACCEPTED");
    assertThat(Links.body(page)).contains("Déjà payé", "https://shop.example/");
    assertThat(click.get("statusCode").number()).contains(409L);
    assertThat(bridge.order().starts()).hasSize(1);
  }

  @Test
  void timeMakesItExpireAndAnExtensionPayableOnTheSameLink() {
    String code = links.made(",\"validUntil\":\"2026-01-16\"");
    bridge.clock.moveTo(Bridge.START.plus(Duration.ofDays(2)));

    assertThat(links.status()).isEqualTo("EXPIRED");
    assertThat(Links.body(links.browser(code).open())).contains("Lien expiré");
    assertThat(Links.body(links.browser(code).click())).contains("Lien expiré");
    assertThat(bridge.ledger.order(Bridge.ORDER)).isEmpty();

    links.update("\"do\":\"CHANGE_VALIDITY\",\"validUntil\":\"2026-01-20\"");

    assertThat(links.status()).isEqualTo("RUNNING");
    assertThat(links.browser(code).leave()).containsEntry("vads_amount", "4990");
  }

  @Test
  void aCancelledOneIsNotPaidUntilItIsReactivated() {
    String code = links.made();
    links.update("\"do\":\"CANCEL\"");

    assertThat(links.status()).isEqualTo("CANCELLED");
    assertThat(Links.body(links.browser(code).open())).contains("Demande de paiement annulée");
    assertThat(links.browser(code).click().get("statusCode").number()).contains(409L);

    links.update("\"do\":\"REACTIVATE\"");

    assertThat(links.browser(code).leave()).isNotEmpty();
  }

  @Test
  void aCancellationAtTheMomentOfTheClickIsBeforeOrAfterItAndNeverBoth() {
    String code = links.made();
    Links.Browser browser = links.browser(code);
    browser.open();
    bridge.table.beforeNextWrite(() -> links.update("\"do\":\"CANCEL\""));

    Json told = browser.click();

    assertThat(Links.body(told)).contains("Demande de paiement annulée");
    assertThat(bridge.ledger.order(Bridge.ORDER)).isEmpty();
  }

  @Test
  void theBuyerWhoComesBackIsLedToTheLinkWhichWaitsForTheBank() {
    String code = links.made();
    Links.Browser browser = links.browser(code);
    String token = token(browser.leave());

    Json led = Bridge.run(new ReturnFunction(bridge.wiring), Checkouts.get("/return/", token, ""));
    Json waits = browser.open("turn=1");
    told("AUTHORISED", "899999");

    assertThat(led.get("headers").get("location").text(""))
        .isEqualTo("https://bridge.example/t/" + code + "?turn=1");
    assertThat(waits.get("headers").get("refresh").text()).contains("5;url=/t/" + code + "?turn=2");
    assertThat(Links.body(waits)).contains("/t/" + code + "?turn=2").doesNotContain("<form");
    assertThat(Links.body(browser.open("turn=2"))).contains("Déjà payé");
  }

  @Test
  void theTokenOfTheReturnPaysNothing() {
    String code = links.made();
    String token = token(links.browser(code).leave());

    Json page = Bridge.run(new PayFunction(bridge.wiring), Checkouts.get("/pay/", token, ""));

    assertThat(page.get("statusCode").number()).contains(404L);
    assertThat(bridge.order().starts()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "0000000000000000", "../../etc/passwd", "OOOOOOOOOOOOOOOO"})
  void everyCodeThatLeadsNowhereGetsTheSamePage(String code) {
    links.made();
    String unknown = Links.body(links.call("GET", "zzzzzzzzzzzzzzzz", "", Optional.empty()));

    Json page = links.call("GET", code, "", Optional.empty());
    Json click = links.call("POST", code, "", Optional.empty());

    assertThat(page.get("statusCode").number()).contains(404L);
    assertThat(Links.body(page)).isEqualTo(unknown).isEqualTo(Links.body(click));
    assertThat(unknown).contains("Lien introuvable").doesNotContain("<form");
    assertThat(page.get("headers").has("set-cookie")).isFalse();
  }

  @Test
  void itsPaymentIsTheSourceThatRulesAskFor() {
    bridge.operator(
        """
        {"action": "saveShop", "shop": {"siteId": "12345678", "rules": [{"kind": "CUSTOM",
         "label": "Orders", "events": ["PAYMENT_ACCEPTED"],
         "urlTest": "https://erp.example/hook",
         "conditions": [{"variable": "event_source", "operator": "IS_IN",
           "value": ["PAYMENT_ORDER"]}]}]}}\
        """);
    String code = links.made();
    links.browser(code).leave();

    told("AUTHORISED", "899999");
    bridge.work();

    assertThat(bridge.calls)
        .extracting(call -> call.url())
        .containsExactly("https://erp.example/hook");
  }

  @ParameterizedTest
  @CsvSource({"de", "es", "fr", "it", "ja", "nl", "pl", "pt", "ru", "sv", "tr", "zh"})
  void thePagesHaveAllTheirWordsInEveryLanguage(String language) {
    Texts english = Texts.in(LinkPage.class, "link", "en");
    Texts texts = Texts.in(LinkPage.class, "link", language);

    assertThat(texts.keys()).isEqualTo(english.keys());
    assertThat(texts.keys())
        .filteredOn(key -> !List.of("shop", "reference", "description", "field.zip").contains(key))
        .allSatisfy(key -> assertThat(texts.get(key)).isNotEqualTo(english.get(key)));
    assertThat(texts.get("pay")).contains("%amount%");
  }

  @Test
  void thatBrowserAloneIsNamedAndForThisLinkAlone() {
    String code = links.made();

    String cookie = links.browser(code).open().get("headers").get("set-cookie").text("");

    assertThat(cookie)
        .matches(
            "visit=[A-Za-z0-9_-]{22}; Path=/t/"
                + code
                + "; Max-Age=\\d+; HttpOnly; SameSite=Lax; Secure");
  }

  private static String token(Map<String, String> sent) {
    String back = sent.getOrDefault("vads_url_return", "");
    return back.substring(back.lastIndexOf('/') + 1);
  }

  private void told(String status, String transaction) {
    bridge.notification(
        Requests.notification(
            status, "vads_trans_id", transaction, "vads_ext_info_platform", "payment_order"));
  }
}
