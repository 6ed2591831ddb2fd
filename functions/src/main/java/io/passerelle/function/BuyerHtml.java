package io.passerelle.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.edge.Reply;
import io.passerelle.shop.PageSettings;
import io.passerelle.shop.Shop;
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
      """
      :root{color-scheme:light dark;--ink:#1c1f23;--soft:#565c64;--paper:#fff;--ground:#f3f4f6;\
      --line:#d4d7dc;--go:#1a56a8;--go-ink:#fff;--warn:#fdf0c8;--good:#ddf2e1;--bad:#a3141d}\
      @media(prefers-color-scheme:dark){:root{--ink:#eceef1;--soft:#b4bac3;--paper:#1e2126;\
      --ground:#121417;--line:#454b54;--go:#8ab8f5;--go-ink:#0c1c30;--warn:#4a3d0d;--good:#153d20;\
      --bad:#ff9d9d}}\
      *{box-sizing:border-box}\
      body{font:1rem/1.5 system-ui,sans-serif;margin:0;padding:1rem;color:var(--ink);\
      background:var(--ground);overflow-wrap:anywhere}\
      main{max-width:34rem;margin:0 auto;padding:1.25rem;background:var(--paper);\
      border:1px solid var(--line);border-radius:.75rem}\
      h1{font-size:1.4rem;line-height:1.25;margin:0 0 .75rem;hyphens:auto}p{margin:.75rem 0}\
      a.go,button{font:inherit;font-weight:600;display:inline-block;padding:.75rem 1.25rem;\
      color:var(--go-ink);background:var(--go);border:0;border-radius:.5rem;text-decoration:none;\
      cursor:pointer;text-align:center}\
      form button{width:100%}\
      :focus-visible{outline:3px solid var(--go);outline-offset:2px}\
      .test,.notice{background:var(--warn);padding:.5rem .75rem;border-radius:.5rem}\
      .test{margin-top:0}.good{background:var(--good)}.cards,small{color:var(--soft)}\
      dl{display:grid;grid-template-columns:minmax(6rem,auto) 1fr;gap:.25rem 1rem;margin:1rem 0;\
      padding:.75rem 0;border:solid var(--line);border-width:1px 0}\
      dt{color:var(--soft)}dd{margin:0}.amount{font-size:1.25rem;font-weight:700;white-space:nowrap}\
      .field label{display:block;font-weight:600}\
      .field input,.field select{font:inherit;width:100%;padding:.6rem;color:inherit;\
      background:var(--paper);border:1px solid var(--soft);border-radius:.375rem}\
      [aria-invalid]{border-color:var(--bad)!important}.wrong{color:var(--bad)}\
      form button{margin-top:.5rem}\
      @media(max-width:22rem){dl{display:block}dd{margin-bottom:.5rem}h1{font-size:1.25rem}}\
      @media(min-width:40rem){body{padding:8vh 1rem}main{padding:2rem}form button{width:auto}}\
      """;

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
            + "</title>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
            + "<meta name=\"robots\" content=\"noindex\">"
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
            "x-robots-tag", "noindex, nofollow",
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

  static String heading(String text) {
    return "<h1>" + escaped(text) + "</h1>\n";
  }

  static String paragraph(String text) {
    return "<p>" + escaped(text) + "</p>\n";
  }

  /// A line of a list of facts (`dl`).
  static String fact(String name, String value) {
    return "<dt>" + escaped(name) + "</dt><dd>" + escaped(value) + "</dd>";
  }

  /// The way to the shop, where it has named its address.
  static String shopLink(Shop shop, BuyerWords words) {
    return webUrl(shop.page().text(PageSettings.SHOP_URL))
        .map(url ->
            "<p><a class=\"go\" rel=\"noreferrer\" href=\""
                + escaped(url)
                + "\">"
                + escaped(words.get("back"))
                + "</a></p>\n")
        .orElse("");
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
