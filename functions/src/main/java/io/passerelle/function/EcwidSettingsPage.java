package io.passerelle.function;

import static io.passerelle.function.BuyerHtml.escaped;
import static io.passerelle.function.BuyerHtml.hash;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.delivery.Texts;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Reply;
import io.passerelle.payment.Mode;
import io.passerelle.shop.Platform;
import io.passerelle.shop.PlatformApp;
import io.passerelle.shop.Shop;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// The settings page as HTML, in French and English.
///
/// It is framed by Ecwid's control panel alone, loads nothing from anywhere, sends its form nowhere
/// but here, and works without a script once it is open. The panel shows a page only after the page
/// has told it, by a message, that it is ready, and makes the frame as high as it says (Ecwid's
/// JavaScript SDK); the word "Ecwid" has no place in it, because partners sell it by other names.
final class EcwidSettingsPage {

  private static final String STYLE = resource("ecwid.css");
  private static final String SCRIPT = resource("ecwid.js");
  private static final String FRAMED_BY =
      "'self' https://*.ecwid.com https://*.shopsettings.com https://*.lightspeedhq.com";

  private final PlatformApp app;
  private final String notificationUrl;

  EcwidSettingsPage(PlatformApp app, String notificationUrl) {
    this.app = app;
    this.notificationUrl = notificationUrl;
  }

  /// The page before anything is known: its script hands over what stands behind the `#`.
  Reply opening() {
    Texts french = texts("fr");
    Texts english = texts("en");
    String body =
        """
        <form id="opening" method="post" action="%s"><input type="hidden" name="frame"></form>
        <p role="status">%s<br><span lang="en">%s</span></p>
        <noscript><p>%s<br><span lang="en">%s</span></p></noscript>
        """
            .formatted(
                action(),
                french.get("opening"),
                english.get("opening"),
                french.get("noscript"),
                english.get("noscript"));
    return reply(200, "fr", french.get("title"), body);
  }

  Reply settings(String language, String pass, EcwidSettings.View view) {
    Texts texts = texts(language);
    StringBuilder body = new StringBuilder("<h1>" + texts.get("title") + "</h1>\n");
    body.append(news(texts, view));
    body.append(
        "<form method=\"post\" action=\"" + action() + "\" novalidate autocomplete=\"off\">\n");
    body.append("<input type=\"hidden\" name=\"pass\" value=\"" + escaped(pass) + "\">\n");
    for (EcwidField.Group group : EcwidField.Group.values()) {
      body.append(new EcwidFieldset(texts, view, group).html());
    }
    body.append("<p><button>" + texts.get("save") + "</button></p>\n</form>\n");
    body.append(addresses(texts));
    return reply(
        view.problems().isEmpty() ? 200 : 422, language, texts.get("title"), body.toString());
  }

  private static String news(Texts texts, EcwidSettings.View view) {
    if (view.saved()) {
      boolean live = view.shop().map(Shop::mode).filter(Mode.PRODUCTION::equals).isPresent();
      String words = texts.get("saved") + " " + texts.get(live ? "live" : "test");
      return "<p class=\"good\" role=\"status\">" + words + "</p>\n";
    }
    if (view.problems().containsKey("")) {
      return "<p class=\"bad\" role=\"alert\">" + texts.get("error.conflict") + "</p>\n";
    }
    return view.problems().isEmpty()
        ? ""
        : "<p class=\"bad\" role=\"alert\">" + texts.get("unsaved") + "</p>\n";
  }

  /// What has to be entered at the gateway: one address for three rules.
  private String addresses(Texts texts) {
    return """
    <section><h2>%s</h2><p>%s</p>
    <p><code>%s</code></p>
    <ul><li>%s</li><li>%s</li><li>%s</li></ul></section>
    """
        .formatted(
            texts.get("rules"),
            texts.get("rulesText"),
            escaped(notificationUrl),
            texts.get("rule.end"),
            texts.get("rule.cancel"),
            texts.get("rule.backOffice"));
  }

  static Reply refused(Rejection rejection) {
    EcwidSettingsPage page = new EcwidSettingsPage(nobody(), "");
    String body =
        """
        <h1>%s</h1>
        <p class="bad" role="alert">%s<br><span lang="en">%s</span><br><code>%s</code></p>
        """
            .formatted(
                texts("fr").get("title"),
                texts("fr").get("refused"),
                texts("en").get("refused"),
                escaped(rejection.words()));
    return page.reply(rejection.reason().status(), "fr", texts("fr").get("title"), body);
  }

  private static PlatformApp nobody() {
    return new PlatformApp(Platform.ECWID, "", "", List.of(), 0);
  }

  private Reply reply(int status, String language, String title, String body) {
    String id = app.clientId().isBlank() ? app.name() : app.clientId();
    String html =
        """
        <!doctype html>
        <html lang="%s">
        <head><meta charset="utf-8"><title>%s</title>
        <meta name="viewport" content="width=device-width"><style>%s</style></head>
        <body data-app="%s"><main>
        %s</main><script>%s</script></body>
        </html>
        """
            .formatted(language, title, STYLE, escaped(id), body, SCRIPT);
    String policy =
        "default-src 'none'; base-uri 'none'; form-action 'self'; style-src %s; script-src %s;"
                .formatted(hash(STYLE), hash(SCRIPT))
            + " frame-ancestors "
            + FRAMED_BY;
    Map<String, String> headers =
        Map.of(
            "content-type", "text/html; charset=utf-8",
            "cache-control", "no-store",
            "referrer-policy", "no-referrer",
            "x-content-type-options", "nosniff",
            "content-security-policy", policy);
    return new Reply(status, headers, html);
  }

  private String action() {
    return "?app-name=" + escaped(app.name());
  }

  static Texts texts(String language) {
    return Texts.of(EcwidSettingsPage.class, "ecwid", Locale.of(language));
  }

  private static String resource(String name) {
    try (InputStream in =
        Objects.requireNonNull(EcwidSettingsPage.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
