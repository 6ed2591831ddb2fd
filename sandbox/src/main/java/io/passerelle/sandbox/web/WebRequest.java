package io.passerelle.sandbox.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.Map;

/// A request to the sandbox: `path` is the whole decoded path, header names are in lower case.
public record WebRequest(
    String method, String path, String rawQuery, Map<String, String> headers, byte[] body) {

  public String text() {
    return new String(body, UTF_8);
  }

  /// The same request with another body.
  public WebRequest with(String text) {
    return new WebRequest(method, path, rawQuery, headers, text.getBytes(UTF_8));
  }

  /// The body as a form, in the order sent; of a field given twice the last one.
  public Map<String, String> form() {
    return fields(text());
  }

  public Map<String, String> query() {
    return fields(rawQuery);
  }

  private static Map<String, String> fields(String encoded) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String pair : encoded.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        fields.put(URLDecoder.decode(name, UTF_8), URLDecoder.decode(value, UTF_8));
      }
    }
    return fields;
  }
}
