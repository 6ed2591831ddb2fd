package io.passerelle.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.edge.Rejection;
import io.passerelle.edge.Reply;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/// The pages that a buyer may see here: the one that sends the browser on to the gateway, and the
/// one that says why it cannot.
final class BuyerPage {

  private static final String SCRIPT = "document.forms[0].submit()";
  private static final String STYLE =
      "body{font:16px/1.5 system-ui,sans-serif;max-width:32rem;margin:15vh auto;padding:0 1rem}"
          + "button{font:inherit;padding:.6rem 1.2rem}";

  private BuyerPage() {}

  /// A form that sends itself, or by its button where there is no script.
  static Reply goOn(String url, Map<String, String> fields) {
    StringBuilder inputs = new StringBuilder();
    new TreeMap<>(fields)
        .forEach((name, value) ->
            inputs
                .append("<input type=\"hidden\" name=\"")
                .append(escaped(name))
                .append("\" value=\"")
                .append(escaped(value))
                .append("\">\n"));
    String body =
        """
        <form method="post" action="%s" accept-charset="utf-8">
        %s<p>Vous allez être dirigé vers la page de paiement sécurisée.<br>
        <span lang="en">You are being taken to the secure payment page.</span></p>
        <button>Continuer / Continue</button>
        </form>
        <script>%s</script>
        """
            .formatted(escaped(url), inputs, SCRIPT);
    return page(200, body, "script-src " + hash(SCRIPT) + "; form-action " + origin(url));
  }

  static Reply refused(Rejection rejection) {
    String body =
        """
        <h1>Paiement impossible</h1>
        <p>La demande de paiement de la boutique n'est pas valable. Revenez à la boutique et réessayez ;
        si cela recommence, dites-lui : <code>%s</code></p>
        <p lang="en">The shop's request to pay is not valid. Go back to the shop and try again; if it
        happens again, tell them the words above.</p>
        """
            .formatted(escaped(rejection.words()));
    return page(rejection.reason().status(), body, "form-action 'none'");
  }

  private static Reply page(int status, String body, String policy) {
    String html =
        """
        <!doctype html>
        <html lang="fr">
        <head><meta charset="utf-8"><title>Paiement</title>
        <meta name="viewport" content="width=device-width"><style>%s</style></head>
        <body><main>
        %s</main></body>
        </html>
        """
            .formatted(STYLE, body);
    Map<String, String> headers =
        Map.of(
            "content-type", "text/html; charset=utf-8",
            "cache-control", "no-store",
            "referrer-policy", "no-referrer",
            "content-security-policy",
                "default-src 'none'; base-uri 'none'; style-src " + hash(STYLE) + "; " + policy);
    return new Reply(status, headers, html);
  }

  private static String origin(String url) {
    URI uri = URI.create(url);
    return uri.getScheme() + "://" + uri.getAuthority();
  }

  private static String hash(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
