package io.passerelle.sandbox.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The templates of the resources, compiled once. Values are escaped for HTML unless the template
/// says otherwise; a value that is missing is a mistake and fails.
final class Templates {

  private static final Mustache.Compiler COMPILER =
      Mustache.compiler().escapeHTML(true).emptyStringIsFalse(true).zeroIsFalse(true);
  private static final Map<String, Template> COMPILED = new ConcurrentHashMap<>();

  private Templates() {}

  static String fill(String name, Map<String, ?> facts) {
    return COMPILED
        .computeIfAbsent(name, key -> COMPILER.compile(text(key + ".html")))
        .execute(facts);
  }

  static String text(String file) {
    try (InputStream in = Templates.class.getResourceAsStream("/pages/" + file)) {
      if (in == null) {
        throw new IllegalArgumentException("no page resource " + file);
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
