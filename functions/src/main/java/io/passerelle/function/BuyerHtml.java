package io.passerelle.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.edge.Reply;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/// What all pages for buyers have around their words: one small document without a script of its
/// own, nothing from elsewhere, nothing kept, no address handed on.
final class BuyerHtml {

  private static final int URL_LENGTH_MAX = 8_000;
  private static final String STYLE =
      "body{font:16px/1.5 system-ui,sans-serif;max-width:32rem;margin:15vh auto;padding:0 1rem;"
          + "color:#222;background:#fff}h1{font-size:1.4rem}"
          + "a.go,button{font:inherit;display:inline-block;padding:.6rem 1.2rem;color:#fff;"
          + "background:#1a56a8;border:0;border-radius:4px;text-decoration:none}"
          + ".test{background:#ffe9a8;padding:.3rem .6rem}.cards{color:#555}"
          + "dl{display:grid;grid-template-columns:auto 1fr;gap:0 1rem}dd{margin:0}";

  private BuyerHtml() {}

  /// `policy` is what the page may do beside, as directives of its Content-Security-Policy.
  static Reply page(int status, String language, String title, String body, String policy) {
    return page(status, language, title, "", body, policy);
  }

  static Reply page(
      int status, String language, String title, String head, String body, String policy) {
    String html =
        "<!doctype html>\n<html lang=\""
            + escaped(language)
            + "\">\n<head><meta charset=\"utf-8\"><title>"
            + escaped(title)
            + "</title>\n<meta name=\"viewport\" content=\"width=device-width\">"
            + head
            + "<style>"
            + STYLE
            + "</style></head>\n<body><main>\n"
            + body
            + "</main></body>\n</html>\n";
    Map<String, String> headers =
        Map.of(
            "content-type", "text/html; charset=utf-8",
            "cache-control", "no-store",
            "referrer-policy", "no-referrer",
            "x-content-type-options", "nosniff",
            "content-security-policy",
                "default-src 'none'; base-uri 'none'; style-src " + hash(STYLE) + "; " + policy);
    return new Reply(status, headers, html);
  }

  /// Leads on at once.
  static Reply redirect(String url) {
    return new Reply(
        303,
        Map.of("location", url, "cache-control", "no-store", "referrer-policy", "no-referrer"),
        "");
  }

  /// An address that a browser may be sent to, in ASCII; empty where it is none.
  static Optional<String> webUrl(String url) {
    try {
      URI uri = new URI(url);
      boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
      return web && uri.getHost() != null && url.length() <= URL_LENGTH_MAX
          ? Optional.of(uri.toASCIIString())
          : Optional.empty();
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }

  static String origin(String url) {
    URI uri = URI.create(url);
    return uri.getScheme() + "://" + uri.getAuthority();
  }

  static String hash(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
