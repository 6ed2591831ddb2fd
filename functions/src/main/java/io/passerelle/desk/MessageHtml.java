package io.passerelle.desk;

import io.passerelle.paymentorder.MessageText;
import java.util.HashMap;
import java.util.Map;

/// A message as HTML. What the merchant wrote and what the variables stand for is text: only
/// paragraphs, line ends and the one link are made here.
final class MessageHtml {

  private MessageHtml() {}

  static String of(MessageText text, Map<String, String> values, String language) {
    Map<String, String> marked = new HashMap<>();
    values.forEach((name, value) -> marked.put(name, escaped(value)));
    marked.computeIfPresent(MessageText.URL, (_, url) -> link(url));
    String body =
        text.filled(marked, MessageHtml::escaped)
            .strip()
            .replaceAll("\n{2,}", "</p>\n<p>")
            .replaceAll("(?<!>)\n(?!<p>)", "<br>\n");
    return "<!doctype html>\n<html lang=\""
        + escaped(language)
        + "\"><head><meta charset=\"utf-8\"></head>\n"
        + "<body style=\"font-family:sans-serif;line-height:1.5;max-width:40em\">\n<p>"
        + body
        + "</p>\n</body></html>\n";
  }

  private static String link(String escapedUrl) {
    return "<a href=\"" + escapedUrl + "\">" + escapedUrl + "</a>";
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
