package io.passerelle.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.edge.Form;
import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Texts as others may have written or read them. Each takes any text and never fails.
final class Raw {

  private static final Pattern UNICODE = Pattern.compile("\\\\u([0-9a-fA-F]{4})");

  private Raw() {}

  /// The values of a form as they were sent, by their names as they were sent.
  static Map<String, String> values(Form form) {
    Map<String, String> values = new HashMap<>();
    for (String pair : new String(form.only(_ -> true), ISO_8859_1).split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        values.put(pair.substring(0, equals), pair.substring(equals + 1));
      }
    }
    return values;
  }

  /// `%C3%A9` decoded, and a `+` left as it is.
  static String percentDecoded(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    byte[] from = text.getBytes(UTF_8);
    for (int i = 0; i < from.length; i++) {
      int high = i + 2 < from.length ? Character.digit(from[i + 1], 16) : -1;
      int low = i + 2 < from.length ? Character.digit(from[i + 2], 16) : -1;
      if (from[i] == '%' && high >= 0 && low >= 0) {
        bytes.write(high * 16 + low);
        i += 2;
      } else {
        bytes.write(from[i]);
      }
    }
    return bytes.toString(UTF_8);
  }

  static String htmlEscaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#039;");
  }

  static String htmlUnescaped(String text) {
    return text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#039;", "'")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
  }

  /// JSON without the white space between its parts.
  static String compactJson(String json) {
    StringBuilder compact = new StringBuilder(json.length());
    boolean inText = false;
    boolean escaped = false;
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      inText ^= c == '"' && !escaped;
      escaped = inText && c == '\\' && !escaped;
      if (inText || !Character.isWhitespace(c)) {
        compact.append(c);
      }
    }
    return compact.toString();
  }

  static String unicodeUnescaped(String json) {
    Matcher escapes = UNICODE.matcher(json);
    return escapes.replaceAll(found ->
        Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(found.group(1), 16))));
  }

  static String unicodeEscaped(String json) {
    StringBuilder escaped = new StringBuilder(json.length());
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      escaped.append(c < 128 ? String.valueOf(c) : String.format(Locale.ROOT, "\\u%04x", (int) c));
    }
    return escaped.toString();
  }
}
