package io.passerelle.sandbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The sandbox as people use it, in a browser: buying at the simulated Odoo shop, and following an
/// order of which the shop cannot be told. Pictures of each page are left in `target/screenshots`.
class BrowserIT {

  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final Pattern PAYMENT = Pattern.compile("vads_order_id=(SO\\d+-\\d+)");

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

  @BeforeEach
  void listen() {
    complaints.clear();
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void aPersonBuysAndSeesTheOrderPaid() {
    try (BrowserContext context = context(true)) {
      Page page = page(context);
      page.navigate(sandbox.sandbox().url() + "/");
      picture(page, "1-sandbox");
      page.getByRole(AriaRole.LINK, link("Open the shop")).first().click();
      picture(page, "2-shop");
      page.getByRole(AriaRole.BUTTON, button("lamp")).click();

      page.waitForURL("**/sandbox/gateway/pages/*");
      picture(page, "3-gateway");
      page.getByText("4970 1000 0000 0014").click();
      page.getByRole(AriaRole.BUTTON, button("Pay")).click();
      picture(page, "4-challenge");
      page.getByRole(AriaRole.BUTTON).first().click();
      picture(page, "5-result");
      page.getByRole(AriaRole.LINK, link("shop")).last().click();

      page.waitForURL("**/payment/lyra/return**");
      String payment = payment(page.url());
      sandbox.settle();
      page.getByText("Look again").or(page.locator("a.button.plain")).first().click();
      picture(page, "6-order-at-the-shop");
      assertThat(page.locator("h1 .tag")).hasClass(Pattern.compile("good"));
      page.navigate(sandbox.sandbox().url() + "/sandbox/orders/12345678/" + payment);
      assertThat(page.locator("h1 .tag")).hasText("PAID");
      picture(page, "7-order");
      assertThat(complaints).isEmpty();
    }
  }

  @Test
  void withoutScriptsTheButtonsLeadOn() {
    try (BrowserContext context = context(false)) {
      Page page = page(context);
      page.navigate(sandbox.sandbox().url() + "/sandbox/odoo/12345678/");
      page.getByRole(AriaRole.BUTTON, button("lamp")).click();
      picture(page, "8-leaving-without-script");
      page.locator("main button").click();
      assertThat(page.url()).isEqualTo(sandbox.sandbox().url() + "/vads-payment/");
      picture(page, "9-passerelle-without-script");
      page.getByRole(AriaRole.BUTTON, button("Continue")).click();

      page.getByText("4970 1000 0000 0055").click();
      page.getByRole(AriaRole.BUTTON, button("Pay")).click();
      page.getByRole(AriaRole.LINK, link("shop")).last().click();

      assertThat(page.url()).contains("/payment/lyra/return");
      sandbox.settle();
      page.reload();
      assertThat(page.locator("h1 .tag")).hasClass(Pattern.compile("good"));
      assertThat(complaints).isEmpty();
    }
  }

  @Test
  void aPersonFollowsAnOrderOfWhichTheShopCannotBeTold() {
    try (BrowserContext context = context(true)) {
      Page page = page(context);
      String backOffice = sandbox.sandbox().url() + "/sandbox/odoo/12345678/back-office";
      page.navigate(backOffice);
      page.locator("button[value='503']").click();
      String payment = sandbox.buy("12345678").reference();

      page.navigate(sandbox.sandbox().url() + "/sandbox/orders/12345678/" + payment);
      assertThat(delivery(page)).containsText("FAILED");
      assertThat(delivery(page)).containsText("Next attempt at");
      assertThat(delivery(page)).containsText("2026-01-15T10:15:00Z");
      picture(page, "10-order-failed");
      page.navigate(sandbox.sandbox().url() + "/sandbox/mailbox");
      assertThat(page.locator("main")).containsText(payment);
      picture(page, "11-mailbox");
      page.navigate(backOffice);
      picture(page, "12-back-office");
      page.locator("button[value='normal']").click();
      page.navigate(sandbox.sandbox().url() + "/sandbox/orders/12345678/" + payment);
      page.locator("button[value='next-quarter']").click();

      assertThat(delivery(page)).containsText("DELIVERED");
      picture(page, "13-order-delivered");
      page.navigate(sandbox.sandbox().url() + "/sandbox/gateway/");
      picture(page, "14-gateway-back-office");
      assertThat(complaints).isEmpty();
    }
  }

  private static Locator delivery(Page page) {
    return page.locator("section.card").first();
  }

  private static String payment(String url) {
    Matcher payment = PAYMENT.matcher(url);
    assertThat(payment.find()).as(url).isTrue();
    return payment.group(1);
  }

  private BrowserContext context(boolean scripts) {
    return chromium
        .browser()
        .newContext(
            new NewContextOptions()
                .setJavaScriptEnabled(scripts)
                .setLocale("en-GB")
                .setViewportSize(1_200, 900));
  }

  /// What the browser complains of, such as a violated Content-Security-Policy, fails the test.
  private Page page(BrowserContext context) {
    Page page = context.newPage();
    page.onConsoleMessage(message -> {
      if (message.type().equals("error")) {
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

  private static GetByRoleOptions link(String name) {
    return new GetByRoleOptions().setName(name);
  }

  private static GetByRoleOptions button(String name) {
    return new GetByRoleOptions().setName(Pattern.compile(name, Pattern.CASE_INSENSITIVE));
  }
}
