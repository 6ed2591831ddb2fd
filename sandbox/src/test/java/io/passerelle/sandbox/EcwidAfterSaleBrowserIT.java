package io.passerelle.sandbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a merchant does in a browser after a sale at the simulated Ecwid, which has no button of
/// its own for it: on the order's page at Passerelle. Store, bridge and gateway agree in the end.
class EcwidAfterSaleBrowserIT {

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
  void arrive() {
    visitor = new Visitor(chromium, "ecwid-after-sale");
    page = visitor.page();
  }

  @AfterEach
  void leave() {
    assertThat(visitor.complaints()).isEmpty();
    visitor.close();
  }

  @Test
  void aMerchantRefundsInPartAndThenTheRest() {
    Sale sale = sold();
    gateway(sale).locator("button[value=CAPTURE]").click();
    sandbox.settle();

    ask(sale, "refund", "1000");
    agree(sale, "PARTIALLY_REFUNDED", "PARTIALLY_REFUNDED", "CAPTURED");
    ask(sale, "refund", "");

    visitor.picture("1-refunded");
    agree(sale, "REFUNDED", "REFUNDED", "CAPTURED");
    assertThat(gateway(sale)).containsText("CREDIT");
  }

  @Test
  void aMerchantCancelsWhatIsNotCaptured() {
    Sale sale = sold();

    ask(sale, "cancel", "");

    visitor.picture("2-cancelled");
    agree(sale, "CANCELLED", "CANCELLED", "CANCELLED");
  }

  @Test
  void aMerchantCapturesLessThanWasSetAside() {
    manualValidation("1");
    Sale sale = sold();
    agree(sale, "AWAITING_PAYMENT", "PENDING", "AUTHORISED_TO_VALIDATE");

    ask(sale, "capture", "1200");

    visitor.picture("3-captured");
    agree(sale, "PAID", "PAID", "AUTHORISED");
    assertThat(gateway(sale)).containsText("12.00 EUR");
    manualValidation("");
  }

  /// An order: its reference at the gateway, and the page on which the store thanks for it.
  private record Sale(String reference, String thanks) {}

  private Sale sold() {
    sandbox.advance("PT1M");
    page.navigate(sandbox.sandbox().url() + EcwidCalls.STORE);
    page.locator("input[name=q_basket]").fill("1");
    visitor.press("Pay by card");
    page.waitForURL("**/sandbox/gateway/pages/*");
    String reference = page.locator("dt:text-is('Order') + dd").innerText();
    page.getByText("4970 1000 0000 0055").click();
    visitor.press("Pay");
    sandbox.settle();
    page.locator("main a").last().click();
    page.waitForURL("**/sandbox/ecwid/custompaymentapps/**");
    return new Sale(reference, page.url());
  }

  private void manualValidation(String mode) {
    page.navigate(sandbox.sandbox().url() + EcwidCalls.STORE + "panel?lang=en");
    FrameLocator settings = page.frameLocator("#app");
    settings.locator("[id='settings.validationMode']").selectOption(mode);
    settings.locator("button").click();
    assertThat(settings.locator("[role=status]")).containsText("Saved.");
  }

  private void ask(Sale sale, String what, String amount) {
    page.navigate(
        sandbox.sandbox().url() + "/sandbox/orders/" + EcwidCalls.SITE + "/" + sale.reference());
    page.locator("input[name=amount]").fill(amount);
    page.locator("button[value=" + what + "]").click();
    sandbox.settle();
  }

  private void agree(Sale sale, String store, String bridge, String gateway) {
    page.navigate(sale.thanks());
    assertThat(page.locator("h1 .tag")).hasText(store);
    assertThat(sandbox.order(EcwidCalls.SITE, sale.reference()).path("state").asText())
        .isEqualTo(bridge);
    assertThat(gateway(sale)).containsText(gateway);
  }

  private Locator gateway(Sale sale) {
    return visitor.atGateway(sandbox.sandbox().url(), sale.reference());
  }
}
