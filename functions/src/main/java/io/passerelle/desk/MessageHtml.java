package io.passerelle.desk;

import io.passerelle.paymentorder.MessageText;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A message as HTML. What the merchant wrote and what the variables stand for is text: only
/// paragraphs, line ends and the one link are made here.
final class MessageHtml {

  private MessageHtml() {}

  static String of(MessageText text, Map<String, String> values, String language) {
    Map<String, String> marked = new HashMap<>();
    values.forEach((name, value) -> marked.put(name, escaped(value)));
    marked.computeIfPresent(MessageText.URL, (_, url) -> link(url));
    String body =
        Stream.of(text.filled(marked, MessageHtml::escaped).strip().split("\n{2,}"))
            .map(paragraph -> "<p>" + paragraph.replace("\n", "<br>\n") + "</p>\n")
            .collect(Collectors.joining());
    return "<!doctype html>\n<html lang=\""
        + escaped(language)
        + "\"><head><meta charset=\"utf-8\"></head>\n"
        + "<body style=\"font-family:sans-serif;line-height:1.5;max-width:40em\">\n"
        + body
        + "</body></html>\n";
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
