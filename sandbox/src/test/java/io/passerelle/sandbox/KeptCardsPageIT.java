package io.passerelle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.options.ColorScheme;
import io.passerelle.sandbox.web.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The page of a shop's kept cards, with cards of each colour, for those who see no colours.
class KeptCardsPageIT {

  private static final String PAGE = "/sandbox/cards/12345678";

  private static Chromium chromium;
  private static RunningSandbox sandbox;
  private static TestShop server;

  @BeforeAll
  static void start() {
    chromium = Chromium.start();
    sandbox = RunningSandbox.startAt(Instant.parse("2026-02-01T03:40:00Z"));
    happens("SOON", "800001", Json.object().put("event", "RENEW").put("expiryYear", 2026));
    happens("OVER", "800002", Json.object().put("event", "RENEW").put("expiryYear", 2025));
    happens("GONE", "800003", Json.object().put("event", "CLOSE"));
    server = TestShop.open();
    ObjectNode shop = Calls.shop(server.url(), "12345678").put("company", "Demo");
    shop.putObject("settings").put("cardFiles", true);
    sandbox.saved(shop);
    sandbox.moveTo("2026-02-01T04:00:00Z");
  }

  @AfterAll
  static void stop() throws IOException {
    if (server != null) {
      server.close();
    }
    if (sandbox != null) {
      sandbox.close();
    }
    if (chromium != null) {
      chromium.close();
    }
  }

  @Test
  void filesThatWereFetchedAndWrittenAreShownAndTheLatterCanBeOpened() {
    String page = sandbox.http.get(PAGE).body();
    Matcher link = Pattern.compile("/sandbox/api/card-files/12345678/[^\"]+").matcher(page);

    assertThat(page).contains("<code class=\"small\">202602.EXP_CARDS.", ">READ<", ">AVAILABLE<");
    assertThat(link.find()).isTrue();
    assertThat(sandbox.http.get(link.group()).body()).startsWith("00;EXP_CARDS;T;20260201;");
  }

  private static void happens(String order, String transaction, ObjectNode event) {
    String token = sandbox.keepsACard(order, transaction);
    event.put("expiryMonth", 2).put("lastFour", "0055");
    Http.Reply told = sandbox.http.post("/sandbox/api/gateway/tokens/" + token + "/events", event);
    assertThat(told.status()).as(told.body()).isEqualTo(200);
    sandbox.settle();
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void coloursAreSaidInWordsAndEachCardLeadsToItsOrder(ColorScheme colours) {
    NewContextOptions options =
        new NewContextOptions()
            .setColorScheme(colours)
            .setBypassCSP(true)
            .setViewportSize(320, 640);
    try (Visitor visitor = new Visitor(chromium, "kept-cards-" + colours, options)) {
      visitor.page().navigate(sandbox.sandbox().url() + PAGE);
      visitor.picture("kept-cards");

      assertThat(Accessibility.violations(visitor.page())).isEmpty();
      assertThat(visitor.page().content())
          .contains("orange: ends soon", "red: over", "DELETED", "CB 0055")
          .contains("/sandbox/orders/12345678/SOON", "/sandbox/orders/12345678/GONE");
    }
  }
}
