package io.passerelle.sandbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A buyer at the simulated Shopify shop and the merchant in its admin, in a browser: shop, bridge
/// and gateway agree at the end of each. Pictures are left in `target/screenshots`.
class ShopifyBrowserIT {

  private static final String SITE = "34567890";
  private static final String SHOP = "/sandbox/shopify/atelier-bleu.myshopify.com/";
  private static final String ACCEPTED = "4970 1000 0000 0055";
  private static final String REFUSED = "4970 1000 0000 0071";

  private static Chromium chromium;
  private static RunningSandbox sandbox;

  private Visitor visitor;
  private Page page;

  @BeforeAll
  static void start() {
    chromium = Chromium.start();
    sandbox = RunningSandbox.start();
  }

  @AfterAll
  static void stop() {
    if (sandbox != null) {
      sandbox.close();
    }
    if (chromium != null) {
      chromium.close();
    }
  }

  @BeforeEach
  void come() {
    visitor = new Visitor(chromium, "shopify");
    page = visitor.page();
  }

  @AfterEach
  void leave() {
    visitor.close();
  }

  @ParameterizedTest
  @CsvSource({"'', lamp, 49.90, 1", "3x, desk, 399.00, 3", "4x, desk, 399.00, 4"})
  void aPersonPaysInOneOrSeveralTimes(String way, String product, String price, int parts) {
    choose(product);
    visitor.picture("1-checkout" + way);
    String session = toTheGateway(way);
    assertThat(page.locator("main")).containsText(price);
    assertThat(page.locator("main table tr")).hasCount(parts == 1 ? 0 : parts);
    visitor.picture("2-gateway" + way);
    payWith(ACCEPTED);

    page.waitForURL("**/thanks**");
    assertThat(page.locator("h1 .tag")).hasText("RESOLVED");
    visitor.picture("3-thanks" + way);
    agree(session, "RESOLVED", "PAID");
    JsonNode order = sandbox.order(SITE, session);
    JsonNode paid = parts == 1 ? order.path("attempts") : order.path("instalments");
    assertThat(paid).hasSize(parts);
    assertThat(paid.valueStream().mapToLong(one -> one.path("amount").asLong()).sum())
        .isEqualTo(Long.parseLong(price.replace(".", "")));
    assertThat(gateway(session).locator("h2 .tag")).hasCount(parts);
  }

  @Test
  void aPersonIsRefusedComesAgainAndLeaves() {
    choose("lamp");
    String session = toTheGateway("");
    payWith(REFUSED);
    page.waitForURL("**/checkouts/lamp-*");
    assertThat(page.locator("[role=status]")).containsText("Nothing has been paid yet");
    visitor.picture("4-refused");
    agree(session, "OPEN", "REFUSED");
    assertThat(gateway(session).locator("h1 .tag")).hasText("REFUSED");
    page.goBack();
    page.goBack();

    String again = toTheGateway("");
    visitor.press("Cancel");

    page.waitForURL("**/checkouts/lamp-*");
    assertThat(page.locator("[role=status]")).containsText("Nothing has been paid yet");
    visitor.picture("5-abandoned");
    agree(again, "OPEN", "ABANDONED");
    assertThat(gateway(again).locator("h1 .tag")).hasText("CANCELLED");
  }

  @Test
  void aPersonPaysByPaypalWhichIsAcceptedLater() {
    choose("lamp");
    String session = toTheGateway("");
    payWith("PAYPAL");
    page.waitForURL("**/thanks**");
    assertThat(page.locator("[role=status]")).containsText("being processed");
    String thanks = page.url();
    visitor.picture("6-pending");
    agree(session, "PENDING", "PENDING");
    assertThat(gateway(session).locator("h1 .tag")).hasText("UNDER_VERIFICATION");

    page.locator("button[value=VERIFICATION_ACCEPTED]").click();
    visitor.picture("7-back-office");
    sandbox.settle();

    page.navigate(thanks);
    assertThat(page.locator("h1 .tag")).hasText("RESOLVED");
    agree(session, "RESOLVED", "PAID");
    assertThat(gateway(session).locator("h1 .tag")).hasText("AUTHORISED");
  }

  @Test
  void aMerchantRefundsInPartAndThenTheRest() {
    choose("lamp");
    String session = toTheGateway("");
    payWith(ACCEPTED);
    page.waitForURL("**/thanks**");
    gateway(session).locator("button[value=CAPTURE]").click();

    ask(session, "Refund", "10.00");
    assertThat(row(session)).containsText("REFUND 10.00: RESOLVED");
    agree(session, "RESOLVED", "PARTIALLY_REFUNDED");
    ask(session, "Refund", "39.90");

    assertThat(row(session)).containsText("REFUND 39.90: RESOLVED");
    visitor.picture("8-refunded");
    agree(session, "RESOLVED", "REFUNDED");
    assertThat(gateway(session).locator("h2")).hasCount(4);
    assertThat(page.locator("main")).containsText("CREDIT");
    visitor.picture("9-credits");
  }

  @Test
  void aMerchantCapturesLessThanWasSetAside() {
    String session = setAside();

    ask(session, "Capture", "30.00");

    assertThat(row(session)).containsText("CAPTURE 30.00: RESOLVED");
    visitor.picture("10-captured");
    agree(session, "RESOLVED", "PAID");
    assertThat(sandbox.order(SITE, session).at("/attempts/0/amount").asLong()).isEqualTo(3_000);
    assertThat(gateway(session)).containsText("30.00 EUR");
  }

  @Test
  void aMerchantReleasesWhatWasSetAside() {
    String session = setAside();

    ask(session, "Void", "49.90");

    assertThat(row(session)).containsText("VOID");
    assertThat(row(session).locator("strong")).hasText("RESOLVED");
    visitor.picture("11-voided");
    agree(session, "RESOLVED", "CANCELLED");
    assertThat(gateway(session).locator("h2 .tag")).hasText("CANCELLED");
  }

  private void choose(String product) {
    page.navigate(sandbox.sandbox().url() + SHOP);
    page.locator("form:has(input[value=" + product + "]) button").click();
  }

  /// Answers the session's id, which is the order's at the gateway.
  private String toTheGateway(String way) {
    sandbox.advance("PT1M");
    page.locator("input[name=way][value='" + way + "']").check();
    visitor.press("Pay now");
    page.waitForURL("**/sandbox/gateway/pages/*");
    return page.locator("dt:text-is('Order') + dd").innerText();
  }

  /// The gateway leads back at once, and the bridge goes on once the shop was told.
  private void payWith(String card) {
    page.locator("label.choice", new Page.LocatorOptions().setHasText(card)).click();
    visitor.press("Pay");
    sandbox.settle();
  }

  private String setAside() {
    tell(Map.of("manualCapture", "true"));
    choose("lamp");
    String session = toTheGateway("");
    payWith(ACCEPTED);
    page.waitForURL("**/thanks**");
    tell(Map.of("manualCapture", "false"));
    agree(session, "RESOLVED", "PENDING");
    return session;
  }

  private static void tell(Map<String, String> settings) {
    assertThat(sandbox.http.postForm(SHOP + "control/settings", settings).status()).isEqualTo(200);
  }

  /// Asks in the admin, and looks at it again when all is done.
  private void ask(String session, String what, String amount) {
    page.navigate(sandbox.sandbox().url() + SHOP + "admin");
    row(session).locator("input[name=amount]").fill(amount);
    row(session).locator("button:text-is('" + what + "')").click();
    sandbox.settle();
    page.navigate(sandbox.sandbox().url() + SHOP + "admin");
  }

  private Locator row(String session) {
    return page.locator("tr", new Page.LocatorOptions().setHasText(session));
  }

  private Locator gateway(String session) {
    return visitor.atGateway(sandbox.sandbox().url(), session);
  }

  /// What the shop and the bridge say when all that is due is done.
  private void agree(String session, String atShop, String atBridge) {
    sandbox.settle();
    JsonNode shop = sandbox.http.get(SHOP + "control/sessions/" + session).json();
    JsonNode order = sandbox.order(SITE, session);
    assertThat(shop.path("state").asText()).isEqualTo(atShop);
    assertThat(order.path("state").asText()).isEqualTo(atBridge);
    assertThat(visitor.complaints()).isEmpty();
  }
}
