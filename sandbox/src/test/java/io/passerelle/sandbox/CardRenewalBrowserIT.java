package io.passerelle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Buyers who change a card from the mail that reminds them of it, in a browser by the keyboard:
/// every page on the narrowest of screens, light and dark, also for those who cannot see it.
/// Pictures of each are left in `target/screenshots`.
class CardRenewalBrowserIT {

  private static final String SHOP = "45678901";
  private static final Map<String, CardHolder> BUYERS = new LinkedHashMap<>();
  private static final Map<String, String> LINKS = new LinkedHashMap<>();

  private static Chromium chromium;
  private static RunningSandbox sandbox;
  private static TestShop server;

  @BeforeAll
  static void start() {
    chromium = Chromium.start();
    sandbox = RunningSandbox.start();
    server = TestShop.open();
    CardHolder.shop(sandbox, SHOP, server.url());
    for (String language : new String[] {"en", "de", "ru", "ja"}) {
      CardHolder buyer = new CardHolder(sandbox, SHOP, language);
      BUYERS.put(language, buyer.keepsOneThatEnds(language.equals("ru") ? 12 : 2, year(language)));
    }
    sandbox.forgetMails();
    sandbox.advance("P1D");
    BUYERS.forEach((language, buyer) -> LINKS.put(language, buyer.link()));
  }

  private static int year(String language) {
    return language.equals("ru") ? 2025 : 2026;
  }

  @AfterAll
  static void stop() throws IOException {
    if (sandbox != null) {
      sandbox.close();
    }
    if (server != null) {
      server.close();
    }
    if (chromium != null) {
      chromium.close();
    }
  }

  @ParameterizedTest
  @CsvSource({"en, LIGHT", "de, DARK", "ru, DARK", "ja, LIGHT"})
  void aCardIsChangedByTheKeyboardAndEveryPageIsForEverybody(String language, ColorScheme colours) {
    NewContextOptions options =
        new NewContextOptions()
            .setLocale(language)
            .setColorScheme(colours)
            .setBypassCSP(true) // For axe, which is put into the page.
            .setViewportSize(320, 640);
    String link = LINKS.getOrDefault(language, "");
    try (Visitor buyer = new Visitor(chromium, "card-" + language, options)) {
      Page page = buyer.page();
      page.navigate(link);
      look(buyer, "1-open");

      leave(page);
      enter(page, "4970100000000071");
      look(buyer, "2-refused");

      leave(page);
      page.locator("button.plain").click();
      page.waitForURL("**/return");
      look(buyer, "3-left");

      leave(page);
      enter(page, "5970100300000067");
      look(buyer, "4-done");
      assertThat(page.locator("dl").textContent()).contains("•••• 0067", "06/2028");

      sandbox.settle();
      page.navigate(link);
      look(buyer, "5-renewed");
      assertThat(page.locator("form").count()).isZero();

      page.navigate(link.substring(0, link.lastIndexOf('/')) + "/" + "A".repeat(22));
      look(buyer, "6-nowhere");
    }
    assertThat(Objects.requireNonNull(BUYERS.get(language)).known().path("lastFour").asText())
        .isEqualTo("0067");
  }

  private static void leave(Page page) {
    page.locator("main button").focus();
    page.keyboard().press("Enter");
    page.waitForURL("**/sandbox/gateway/pages/*");
  }

  /// Enters a card, sees what came of it, and goes back.
  private static void enter(Page page, String card) {
    page.locator("input[value='" + card + "']").focus();
    page.keyboard().press("Space");
    page.locator("button[type=submit]").first().click();
    page.locator("#back button").click();
    page.waitForURL("**/return");
  }

  private static void look(Visitor visitor, String name) {
    visitor.picture(name);
    assertThat(Accessibility.violations(visitor.page())).as(name).isEmpty();
    Object wider =
        visitor
            .page()
            .evaluate(
                "() => document.documentElement.scrollWidth"
                    + " > document.documentElement.clientWidth");
    assertThat(wider).as(name + " is wider than its screen").isEqualTo(false);
  }
}
