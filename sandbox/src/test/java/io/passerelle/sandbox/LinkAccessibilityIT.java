package io.passerelle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator.WaitForOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.passerelle.sandbox.web.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every page that buyers of payment orders see, for those who cannot see them, in short and long
/// languages, light and dark, on the narrowest of screens.
class LinkAccessibilityIT {

  private static final String SHOP = "12345678";
  private static final String ALL = "/sandbox/api/paymentorders/" + SHOP;

  private static Chromium chromium;
  private static RunningSandbox sandbox;
  private static final Map<String, String> LINKS = new LinkedHashMap<>();

  @BeforeAll
  static void start() {
    chromium = Chromium.start();
    sandbox = RunningSandbox.start();
    String soon = sandbox.advance("PT0S").plusSeconds(3_600).toString();
    shown("A-EXPIRED", ",\"validUntil\":\"" + soon + "\"");
    shown("A-ASKED", ",\"validUntil\":\"" + soon + "\"");
    sandbox.advance("PT1H");
    shown("A-OPEN", ",\"description\":\"Donaudampfschifffahrtsgesellschaftskapitänsmütze, blau\"");
    shown("A-DATA", ",\"dataForm\":true");
    shown("A-TOKEN", ",\"token\":\"AUTOMATIC\"");
    shown("A-CANCELLED", "");
    sandbox.http.post(ALL + "/A-CANCELLED", "{\"do\":\"CANCEL\"}");
    try (LinkBuyer refused = new LinkBuyer(sandbox, shown("A-REFUSED", ""));
        LinkBuyer paid = new LinkBuyer(sandbox, shown("A-PAID", ""));
        LinkBuyer paying = new LinkBuyer(sandbox, shown("A-PAYING", ""))) {
      refused.pay(Json.object().put("card", "4970100000000071"));
      paid.pay(Json.object());
      paying.leave();
    }
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

  @ParameterizedTest
  @CsvSource({"en-GB, LIGHT", "de-DE, DARK", "fr-FR, LIGHT", "ru-RU, DARK", "ja-JP, LIGHT"})
  void everyPageIsForEverybody(String language, ColorScheme colours) {
    NewContextOptions options =
        new NewContextOptions()
            .setLocale(language)
            .setColorScheme(colours)
            .setBypassCSP(true)
            .setViewportSize(320, 640);
    String home = sandbox.sandbox().url();
    try (Visitor visitor = new Visitor(chromium, "axe-" + language, options)) {
      for (String reference : LINKS.keySet()) {
        look(visitor, reference, page -> page.navigate(LINKS.get(reference)));
      }
      look(visitor, "waiting", page -> page.navigate(LINKS.get("A-PAYING") + "?turn=1"));
      look(visitor, "asked", page -> sent(page, "A-ASKED"));
      look(visitor, "data-wrong", page -> sent(page, "A-DATA"));
      String left = make("A-LEFT-" + language.substring(0, 2), "").path("link").asText();
      look(visitor, "going", page -> going(page, left));
      look(visitor, "nowhere", page -> page.navigate(home + "/t/0000000000000000"));
      look(visitor, "invoice", page -> page.navigate(home + "/invoice/" + SHOP));
      look(visitor, "invoice-unknown", LinkAccessibilityIT::unknownInvoice);
    }
  }

  private static void look(Visitor visitor, String name, Consumer<Page> way) {
    way.accept(visitor.page());
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

  /// Sends the form as it is, without asking the browser whether it is filled in.
  private static void sent(Page page, String reference) {
    page.navigate(LINKS.get(reference));
    if (page.locator("form").count() > 0) {
      page.locator("form").evaluate("form => form.noValidate = true");
      page.locator("button").click();
      page.waitForLoadState();
    }
  }

  /// The page that would lead on to the gateway, which answers nothing here.
  private static void going(Page page, String link) {
    page.route(
        "**/vads-payment/", route -> route.fulfill(new Route.FulfillOptions().setStatus(204)));
    page.navigate(link);
    page.locator("button").click();
    page.locator("input[name=signature]")
        .waitFor(new WaitForOptions().setState(WaitForSelectorState.ATTACHED));
  }

  private static void unknownInvoice(Page page) {
    page.navigate(sandbox.sandbox().url() + "/invoice/" + SHOP);
    page.locator("#reference").fill("NOTHING");
    page.locator("button").click();
    page.locator(".wrong").waitFor();
  }

  /// One whose page is looked at in every language.
  private static JsonNode shown(String reference, String more) {
    JsonNode made = make(reference, more);
    LINKS.put(reference, made.path("link").asText());
    return made;
  }

  private static JsonNode make(String reference, String more) {
    Http.Reply reply =
        sandbox.http.post(
            ALL, "{\"reference\":\"" + reference + "\",\"amount\":123456789" + more + "}");
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    JsonNode made = reply.json().at("/paymentOrders/0");
    return made;
  }
}
