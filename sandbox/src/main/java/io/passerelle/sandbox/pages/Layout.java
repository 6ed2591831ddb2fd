package io.passerelle.sandbox.pages;

import java.util.HashMap;
import java.util.Map;

/// The frame around every page of the sandbox.
///
/// Style is inline and nothing is loaded from elsewhere, so that a page works with the network
/// unplugged and under the strictest content policy.
public final class Layout {

  private static final String STYLE = Templates.text("layout.css");

  private Layout() {}

  /// An English page around `bodyHtml`, which is taken as it is: whoever made it has escaped it.
  public static String page(String title, String bodyHtml) {
    return page("en", title, bodyHtml);
  }

  /// `language` is a code of two letters; a language without words falls back to English.
  public static String page(String language, String title, String bodyHtml) {
    return Templates.fill(
        "layout",
        Map.of(
            "language", Words.known(language),
            "title", title,
            "style", STYLE,
            "body", bodyHtml,
            "t", Words.in(language)));
  }

  /// Fills a template, such as `gateway/payment`, and frames it. The template finds the words of
  /// the language under `t`; what it shows of `facts` is escaped.
  public static String page(String language, String title, String template, Map<String, ?> facts) {
    Map<String, Object> all = new HashMap<>(facts);
    all.put("t", Words.in(language));
    return page(language, title, Templates.fill(template, all));
  }
}
