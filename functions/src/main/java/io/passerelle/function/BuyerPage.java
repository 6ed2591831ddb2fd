package io.passerelle.function;

import static io.passerelle.function.BuyerHtml.escaped;
import static io.passerelle.function.BuyerHtml.hash;
import static io.passerelle.function.BuyerHtml.origin;

import io.passerelle.edge.Rejection;
import io.passerelle.edge.Reply;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The page that sends the browser on to the gateway, and the one that says why it cannot.
final class BuyerPage {

  private static final String SCRIPT = "document.forms[0].submit()";

  private BuyerPage() {}

  /// A form that sends itself, or by its button where there is no script. For buyers of whom no
  /// language is known.
  static Reply goOn(String url, Map<String, String> fields) {
    String words =
        """
        <h1>Paiement</h1>
        <p>Vous allez être dirigé vers la page de paiement sécurisée.<br>
        <span lang="en">You are being taken to the secure payment page.</span></p>
        <button>Continuer / Continue</button>
        """;
    return form("fr", "Paiement", url, fields, words);
  }

  /// The same in the buyer's language, with the cards that the shop wants to be seen.
  static Reply goOn(
      String url, Map<String, String> fields, BuyerWords words, boolean test, List<String> cards) {
    return goOn(url, fields, words, words.get("going.title"), test, cards);
  }

  /// The same under another title.
  static Reply goOn(
      String url,
      Map<String, String> fields,
      BuyerWords words,
      String title,
      boolean test,
      List<String> cards) {
    StringBuilder body = new StringBuilder();
    if (test) {
      body.append("<p class=\"test\">").append(escaped(words.get("test"))).append("</p>\n");
    }
    body.append("<h1>").append(escaped(title)).append("</h1>\n");
    body.append("<p>").append(escaped(words.get("going.text"))).append("</p>\n");
    if (!cards.isEmpty()) {
      body.append("<p class=\"cards\">")
          .append(escaped(String.join(" · ", cards)))
          .append("</p>\n");
    }
    body.append("<button>").append(escaped(words.get("going.continue"))).append("</button>\n");
    return form(words.language(), title, url, fields, body.toString());
  }

  private static Reply form(
      String language, String title, String url, Map<String, String> fields, String words) {
    StringBuilder body = new StringBuilder(4_096);
    body.append("<form method=\"post\" action=\"")
        .append(escaped(url))
        .append("\" accept-charset=\"utf-8\">\n");
    new TreeMap<>(fields)
        .forEach((name, value) ->
            body.append("<input type=\"hidden\" name=\"")
                .append(escaped(name))
                .append("\" value=\"")
                .append(escaped(value))
                .append("\">\n"));
    body.append(words).append("</form>\n<script>").append(SCRIPT).append("</script>\n");
    String policy = "script-src " + hash(SCRIPT) + "; form-action " + origin(url);
    return BuyerHtml.page(200, language, title, body.toString(), policy);
  }

  static Reply refused(Rejection rejection) {
    String body =
        "<h1>Paiement impossible</h1>\n"
            + "<p>La demande de paiement de la boutique n'est pas valable. Revenez à la boutique et"
            + " réessayez ; si cela recommence, dites-lui : <code>"
            + escaped(rejection.words())
            + "</code></p>\n"
            + "<p lang=\"en\">The shop's request to pay is not valid. Go back to the shop and try"
            + " again; if it happens again, tell them the words above.</p>\n";
    return BuyerHtml.page(
        rejection.reason().status(), "fr", "Paiement", body, "form-action 'none'");
  }
}
