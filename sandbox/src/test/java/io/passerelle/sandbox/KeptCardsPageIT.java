package io.passerelle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.options.ColorScheme;
import io.passerelle.sandbox.web.Json;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The page of a shop's kept cards, with cards of each colour, for those who see no colours.
class KeptCardsPageIT {

  private static final String PAGE = "/sandbox/cards/12345678";

  private static Chromium chromium;
  private static RunningSandbox sandbox;

  @BeforeAll
  static void start() {
    chromium = Chromium.start();
    sandbox = RunningSandbox.start();
    happens("SOON", "800001", Json.object().put("event", "RENEW").put("expiryYear", 2026));
    happens("OVER", "800002", Json.object().put("event", "RENEW").put("expiryYear", 2025));
    happens("GONE", "800003", Json.object().put("event", "CLOSE"));
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
