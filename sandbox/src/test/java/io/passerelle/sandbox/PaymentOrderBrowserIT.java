package io.passerelle.sandbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Buyers before payment orders' links, in a browser: paying, being refused, coming too late.
/// Pictures of each page are left in `target/screenshots`.
class PaymentOrderBrowserIT {

  private static final String SHOP = "12345678";
  private static final String ALL = "/sandbox/api/paymentorders/" + SHOP;
  private static final String GOOD_CARD = "4970 1000 0000 0055";
  private static final String REFUSED_CARD = "4970 1000 0000 0071";

  private static Chromium chromium;

  private final RunningSandbox sandbox = RunningSandbox.start();

  @BeforeAll
  static void startChromium() {
    chromium = Chromium.start();
  }

  @AfterAll
  static void stopChromium() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void aBuyerPaysByTheKeyboardAlone() {
    String link = made("B-KEYS", ",\"description\":\"Rent of January, flat 12\"");
    try (Visitor buyer = visitor("keys")) {
      Page page = buyer.page();
      page.navigate(link);
      buyer.picture("1-link");
      page.keyboard().press("Tab");
      assertThat(page.locator("button")).isFocused();
      buyer.picture("2-focused");
      page.keyboard().press("Enter");

      page.waitForURL("**/sandbox/gateway/pages/*");
      page.locator("input[value='4970100000000055']").focus();
      page.keyboard().press("Space");
      page.keyboard().press("Enter");
      back(page, link);

      assertThat(page.locator("h1")).hasText("Already paid");
      buyer.picture("3-paid");
      assertThat(buyer.complaints()).isEmpty();
    }
    assertThat(status("B-KEYS")).isEqualTo("ACCEPTED");
  }

  @Test
  void aRefusedBuyerPaysOnTheSameLink() {
    String link = made("B-REFUSED", "");
    try (Visitor buyer = visitor("refused")) {
      Page page = buyer.page();
      page.navigate(link);
      buyer.press("Pay");
      pay(page, REFUSED_CARD);
      back(page, link);
      assertThat(page.locator(".notice")).containsText("was not accepted");
      buyer.picture("1-refused");

      buyer.press("Pay");
      pay(page, GOOD_CARD);
      back(page, link);

      assertThat(page.locator("h1")).hasText("Already paid");
      assertThat(buyer.complaints()).isEmpty();
    }
  }

  @Test
  void whoeverComesTooLateAsksAndPaysOnTheSameLinkOnceItIsExtended() {
    String soon = sandbox.advance("PT0S").plusSeconds(3_600).toString();
    String link = made("B-LATE", ",\"validUntil\":\"" + soon + "\"");
    sandbox.forgetMails();
    sandbox.advance("PT1H");
    try (Visitor buyer = visitor("late")) {
      Page page = buyer.page();
      page.navigate(link);
      assertThat(page.locator("h1")).hasText("Link expired");
      buyer.picture("1-expired");

      buyer.press("Ask the shop");
      assertThat(page.locator(".notice")).containsText("has been asked");
      buyer.picture("2-asked");
      sandbox.settle();
      assertThat(sandbox.mails()).hasSize(1);
      assertThat(sandbox.mails().toString()).contains("B-LATE");
      page.reload();
      assertThat(page.locator("button")).hasCount(0);

      String later = sandbox.advance("PT0S").plusSeconds(86_400).toString();
      update("B-LATE", "{\"do\":\"CHANGE_VALIDITY\",\"validUntil\":\"" + later + "\"}");
      page.reload();
      buyer.press("Pay");
      pay(page, GOOD_CARD);
      back(page, link);

      assertThat(page.locator("h1")).hasText("Already paid");
      assertThat(buyer.complaints()).isEmpty();
    }
  }

  @Test
  void aCancelledOneIsPaidOnceReactivated() {
    String link = made("B-CANCELLED", "");
    try (Visitor buyer = visitor("cancelled")) {
      Page page = buyer.page();
      page.navigate(link);
      update("B-CANCELLED", "{\"do\":\"CANCEL\"}");
      buyer.press("Pay");
      assertThat(page.locator("h1")).hasText("Payment request cancelled");
      buyer.picture("1-cancelled");

      update("B-CANCELLED", "{\"do\":\"REACTIVATE\"}");
      page.navigate(link);
      buyer.press("Pay");
      pay(page, GOOD_CARD);
      back(page, link);

      assertThat(page.locator("h1")).hasText("Already paid");
    }
  }

  @Test
  void whoGoesBackFromThePaymentPageIsAskedAndThenPays() {
    String link = made("B-BACK", "");
    try (Visitor buyer = visitor("back");
        Visitor other = visitor("other")) {
      Page page = buyer.page();
      page.navigate(link);
      buyer.press("Pay");
      page.waitForURL("**/sandbox/gateway/pages/*");
      sandbox.advance("PT1M");
      page.navigate(link);
      assertThat(page.locator(".notice")).containsText("You have left this page to pay");
      buyer.picture("1-open");
      other.page().navigate(link);
      assertThat(other.page().locator("h1")).hasText("Payment in progress");
      other.picture("1-paying");

      buyer.press("Pay");
      pay(page, GOOD_CARD);
      back(page, link);

      assertThat(page.locator("h1")).hasText("Already paid");
      other.page().reload();
      assertThat(other.page().locator("h1")).hasText("Already paid");
    }
  }

  @Test
  void anInvoiceIsPaidByItsReferenceAndWhoPaysIsTold() {
    made("B-INVOICE", ",\"channel\":\"INVOICE\",\"description\":\"Invoice of January\"");
    try (Visitor buyer = visitor("invoice")) {
      Page page = buyer.page();
      page.navigate(sandbox.sandbox().url() + "/invoice/" + SHOP);
      buyer.picture("1-form");
      page.getByLabel("Invoice reference").fill("B-NOTHING");
      buyer.press("Show");
      assertThat(page.locator(".wrong")).containsText("No invoice");
      buyer.picture("2-unknown");
      page.getByLabel("Invoice reference").fill("B-INVOICE");
      buyer.press("Show");
      assertThat(page.locator("dl")).containsText("Invoice of January");
      buyer.picture("3-data");

      Map.of(
              "First name", "Zoé",
              "Last name", "Müller",
              "E-mail address", "zoe@buyer.example",
              "Town", "Lyon")
          .forEach((label, value) -> page.getByLabel(label).first().fill(value));
      page.getByLabel("Country").selectOption("FR");
      String link = page.url();
      buyer.press("Pay");
      pay(page, GOOD_CARD);
      back(page, link);

      assertThat(page.locator("h1")).hasText("Already paid");
      assertThat(buyer.complaints()).singleElement().asString().contains("404");
      Locator told = buyer.atGateway(sandbox.sandbox().url(), "B-INVOICE");
      assertThat(told).containsText("Müller");
      assertThat(told).containsText("zoe@buyer.example");
    }
  }

  @Test
  void withoutScriptsTheButtonsLeadOn() {
    String link = made("B-PLAIN", "");
    NewContextOptions plain =
        new NewContextOptions().setLocale("en-GB").setJavaScriptEnabled(false);
    try (Visitor buyer = new Visitor(chromium, "plain", plain)) {
      Page page = buyer.page();
      page.navigate(link);
      buyer.press("Pay");
      buyer.picture("1-going");
      buyer.press("Continue");
      pay(page, GOOD_CARD);
      back(page, link);

      assertThat(page.locator("h1")).hasText("Already paid");
    }
  }

  @Test
  void aCardIsKeptWhereTheBuyerWantsIt() {
    String link = made("B-TOKEN", ",\"token\":\"OFFERED\"");
    try (Visitor buyer = visitor("token")) {
      Page page = buyer.page();
      page.navigate(link);
      page.getByLabel("E-mail address").fill("zoe@buyer.example");
      buyer.picture("1-email");
      buyer.press("Pay");
      page.waitForURL("**/sandbox/gateway/pages/*");
      page.getByLabel("Keep my card").check();
      buyer.picture("2-keep");
      pay(page, GOOD_CARD);
      back(page, link);

      assertThat(page.locator("h1")).hasText("Already paid");
    }
    assertThat(status("B-TOKEN")).isEqualTo("ACCEPTED");
  }

  private Visitor visitor(String name) {
    NewContextOptions phone =
        new NewContextOptions().setLocale("en-GB").setViewportSize(390, 780).setHasTouch(true);
    return new Visitor(chromium, "link-" + name, phone);
  }

  /// Pays at the gateway with a test card, and stands where the gateway leads.
  private void pay(Page page, String card) {
    page.waitForURL("**/sandbox/gateway/pages/*");
    page.getByText(card).click();
    page.locator("button[type=submit]").first().click();
  }

  /// Follows the gateway's way back, and sees the link as it stands when all is told.
  private void back(Page page, String link) {
    Locator way = page.locator("main a[href*='/return/']");
    if (!page.url().startsWith(link)) {
      way.or(page.locator("h1")).first().waitFor();
      if (way.count() > 0) {
        way.first().click();
      }
    }
    page.waitForURL(Pattern.compile(Pattern.quote(link) + ".*"));
    sandbox.settle();
    page.navigate(link);
  }

  private String made(String reference, String more) {
    Http.Reply reply =
        sandbox.http.post(ALL, "{\"reference\":\"" + reference + "\",\"amount\":4990" + more + "}");
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return reply.json().at("/paymentOrders/0/link").asText();
  }

  private void update(String reference, String what) {
    assertThat(sandbox.http.post(ALL + "/" + reference, what).status()).isEqualTo(200);
  }

  private String status(String reference) {
    return sandbox.http.get(ALL + "/" + reference).json().path("status").asText();
  }
}
