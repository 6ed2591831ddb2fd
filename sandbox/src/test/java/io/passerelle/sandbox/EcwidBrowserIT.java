package io.passerelle.sandbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.AriaRole;
import io.passerelle.sandbox.web.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The simulated Ecwid as people use it, in a browser: buying with a cart, and the merchant's
/// settings in the frame of the control panel. Pictures are left in `target/screenshots`.
class EcwidBrowserIT {

  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  private static Chromium chromium;

  private final RunningSandbox sandbox = RunningSandbox.start();
  private final List<String> complaints = new ArrayList<>();

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
  void aPersonFillsACartPaysAndIsThankedByTheStore() {
    try (BrowserContext context = context()) {
      Page page = page(context);
      page.navigate(sandbox.sandbox().url() + EcwidCalls.STORE);
      picture(page, "ecwid-1-store");
      page.locator("input[name=q_basket]").fill("1");
      page.locator("input[name=q_honey]").fill("2");
      page.getByRole(AriaRole.BUTTON, named("Pay by card")).click();

      page.waitForURL("**/sandbox/gateway/pages/*");
      assertThat(page.locator("main")).containsText("41.90");
      picture(page, "ecwid-2-gateway");
      page.getByText("4970 1000 0000 0055").click();
      page.getByRole(AriaRole.BUTTON, named("Pay")).click();
      picture(page, "ecwid-3-result");
      page.getByRole(AriaRole.LINK, named("shop")).last().click();
      sandbox.settle();

      page.waitForURL("**/sandbox/ecwid/custompaymentapps/**");
      assertThat(page.locator("h1 .tag")).hasText("PAID");
      picture(page, "ecwid-4-thanks");
      page.navigate(sandbox.sandbox().url() + EcwidCalls.STORE + "panel");
      assertThat(page.locator("main")).containsText("order.updated");
      assertThat(complaints).isEmpty();
    }
  }

  @Test
  void aPersonWhoseCardIsRefusedFindsTheCartAgain() {
    try (BrowserContext context = context()) {
      Page page = page(context);
      page.navigate(sandbox.sandbox().url() + EcwidCalls.STORE + "?lang=fr");
      page.locator("input[name=q_seeds]").fill("3");
      page.getByRole(AriaRole.BUTTON, named("Payer par carte")).click();
      page.waitForURL("**/sandbox/gateway/pages/*");
      page.getByText("4970 1000 0000 0071").click();
      page.getByRole(AriaRole.BUTTON, named("Payer")).click();
      page.getByRole(AriaRole.LINK, named("boutique")).last().click();

      page.waitForURL("**/sandbox/ecwid/custompaymentapps/**");
      assertThat(page.locator("[role=alert]")).containsText("Le paiement a été refusé.");
      assertThat(page.locator("main")).containsText("Votre panier est toujours là");
      picture(page, "ecwid-5-refused");
      assertThat(complaints).isEmpty();
    }
  }

  @Test
  void aPersonWhoLeavesTheGatewayFindsTheCartAgain() {
    try (BrowserContext context = context()) {
      Page page = page(context);
      toTheGateway(page);
      page.getByRole(AriaRole.BUTTON, named("Cancel")).click();

      page.waitForURL("**/sandbox/ecwid/custompaymentapps/**");
      assertThat(page.locator("main")).containsText("Your cart is still there");
      picture(page, "ecwid-11-abandoned");
      assertThat(complaints).isEmpty();
    }
  }

  @Test
  void aPersonPaysByPaypalWhichIsAcceptedLater() {
    try (BrowserContext context = context()) {
      Page page = page(context);
      toTheGateway(page);
      page.getByText("PayPal").first().click();
      page.getByRole(AriaRole.BUTTON, named("^Pay")).click();
      sandbox.settle();
      page.getByRole(AriaRole.LINK, named("shop")).last().click();
      page.waitForURL("**/sandbox/ecwid/custompaymentapps/**");
      String thanks = page.url();
      assertThat(page.locator("h1 .tag")).hasText("AWAITING_PAYMENT");
      picture(page, "ecwid-12-pending");

      page.navigate(sandbox.sandbox().url() + "/sandbox/gateway/");
      page.locator("tbody a").first().click();
      page.locator("button[value=VERIFICATION_ACCEPTED]").click();
      sandbox.settle();

      page.navigate(thanks);
      assertThat(page.locator("h1 .tag")).hasText("PAID");
      assertThat(complaints).isEmpty();
    }
  }

  @Test
  void aMerchantSavesTheSettingsInTheControlPanel() {
    try (BrowserContext context = context()) {
      Page page = page(context);
      page.navigate(sandbox.sandbox().url() + EcwidCalls.STORE + "panel?lang=fr");
      FrameLocator settings = page.frameLocator("#app");
      assertThat(settings.locator("#siteId")).hasValue("23456789");
      assertThat(settings.locator("#testKey")).hasValue("");
      assertThat(page.locator("#app")).isVisible();
      picture(page, "ecwid-6-settings");

      settings.locator("[id='settings.captureDelay']").fill("soon");
      settings.locator("#mode").selectOption("PRODUCTION");
      settings.locator("#productionKey").fill("theNewProductionKey");
      settings.locator("button").click();
      assertThat(settings.locator("[id='settings.captureDelay-error']")).isVisible();
      assertThat(settings.locator("#productionKey")).hasValue("");
      picture(page, "ecwid-7-wrong");

      settings.locator("[id='settings.captureDelay']").fill("3");
      settings.locator("#productionKey").fill("theNewProductionKey");
      settings.getByLabel("allemand").last().check();
      settings.locator("button").click();
      assertThat(settings.locator("[role=status]")).containsText("Enregistré.");
      picture(page, "ecwid-8-saved");

      var shop = sandbox.http.get("/sandbox/api/shops/" + EcwidCalls.SITE).json();
      assertThat(shop.path("mode").asText()).isEqualTo("PRODUCTION");
      assertThat(shop.at("/settings/captureDelay").asText()).isEqualTo("3");
      assertThat(shop.at("/settings/availableLanguages").asText()).isEqualTo("de");
      assertThat(complaints).isEmpty();
    }
  }

  @Test
  void withEnhancedSecurityTheSettingsOpenWithoutAScriptOnAPhone() {
    try (BrowserContext context =
        chromium
            .browser()
            .newContext(
                new NewContextOptions()
                    .setJavaScriptEnabled(false)
                    .setLocale("en-GB")
                    .setViewportSize(390, 800))) {
      Page page = page(context);
      String url =
          sandbox
              .http
              .get(EcwidCalls.STORE + "control/frame?way=enhanced&lang=en")
              .json()
              .path("url")
              .asText();
      page.navigate(url);
      assertThat(page.locator("#siteId")).hasValue("23456789");
      page.locator("[id='settings.redirectErrorMessage']").fill("Sorry");
      page.locator("button").click();
      assertThat(page.locator("[role=status]")).containsText("Saved.");
      picture(page, "ecwid-9-phone");
      assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
          .isEqualTo(true);
      assertThat(complaints).isEmpty();
    }
  }

  @Test
  void aStoreThatIsNewIsConnectedByItsMerchant() {
    String api = sandbox.sandbox().url() + "/sandbox/ecwid/api/v3";
    var first = Calls.shop("http://localhost:1", "23456782");
    first
        .putObject("connection")
        .put("platform", "ecwid")
        .put("storeId", "6666")
        .put("token", "secret_of_6666")
        .put("clientSecret", "client_secret_of_store_6666")
        .put("apiUrl", api)
        .put("app", "systempay");
    sandbox.saved(first);
    first.putObject("connection").put("platform", "none");
    sandbox.saved(first);
    try (BrowserContext context = context()) {
      Page page = page(context);
      page.navigate(sandbox.sandbox().url() + "/sandbox/ecwid/6666/panel");
      FrameLocator settings = page.frameLocator("#app");
      assertThat(settings.locator("#siteId")).hasValue("");
      settings.locator("#siteId").fill("23456782");
      settings.locator("#testKey").fill("aWrongKey");
      settings.locator("button").click();
      assertThat(settings.locator("#siteId-error")).isVisible();
      settings.locator("#testKey").fill(Calls.TEST_KEY);
      settings.locator("button").click();
      assertThat(settings.locator("[role=status]")).containsText("Saved.");
      picture(page, "ecwid-10-new-store");
    }
    assertThat(
            sandbox
                .http
                .get("/sandbox/api/shops/23456782")
                .json()
                .at("/connection/storeId")
                .asText())
        .isEqualTo("6666");
    assertThat(Json.write(sandbox.http.get("/sandbox/ecwid/6666/control/webhooks").json()))
        .isEqualTo("[]");
  }

  private void toTheGateway(Page page) {
    page.navigate(sandbox.sandbox().url() + EcwidCalls.STORE);
    page.locator("input[name=q_basket]").fill("1");
    page.getByRole(AriaRole.BUTTON, named("Pay by card")).click();
    page.waitForURL("**/sandbox/gateway/pages/*");
  }

  private BrowserContext context() {
    return chromium
        .browser()
        .newContext(new NewContextOptions().setLocale("en-GB").setViewportSize(1_200, 900));
  }

  /// What the browser complains of, such as a violated Content-Security-Policy, fails the test. A
  /// page that says what is wrong has a status that says so too, which is no complaint.
  private Page page(BrowserContext context) {
    Page page = context.newPage();
    page.onConsoleMessage(message -> {
      if (message.type().equals("error") && !message.text().contains("status of 422")) {
        complaints.add(message.text());
      }
    });
    page.onPageError(complaints::add);
    return page;
  }

  private static void picture(Page page, String name) {
    page.screenshot(
        new ScreenshotOptions().setFullPage(true).setPath(SCREENSHOTS.resolve(name + ".png")));
  }

  private static GetByRoleOptions named(String name) {
    return new GetByRoleOptions().setName(Pattern.compile(name, Pattern.CASE_INSENSITIVE));
  }
}
