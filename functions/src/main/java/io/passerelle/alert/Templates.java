package io.passerelle.alert;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.passerelle.delivery.Texts;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The mails' templates, compiled at their first use. HTML escapes what it is given; text has
/// nothing to escape, for its values are single lines. A value that is missing is an error, not a
/// gap in a mail.
final class Templates {

  private static final Mustache.Compiler TEXT =
      Mustache.compiler().escapeHTML(false).emptyStringIsFalse(true);
  private static final Mustache.Compiler HTML =
      Mustache.compiler().escapeHTML(true).emptyStringIsFalse(true);

  private final Map<String, Template> compiled = new ConcurrentHashMap<>();

  /// `kind` is `subject.txt`, `txt` or `html`.
  String render(String name, String kind, Locale language, Map<String, Object> values) {
    return render(name + "_" + Texts.suffix(language) + "." + kind + ".mustache", values);
  }

  /// A template that holds no words of any language.
  String render(String file, Map<String, Object> values) {
    return compiled.computeIfAbsent(file, Templates::compile).execute(values);
  }

  private static Template compile(String file) {
    try (InputStream in = Templates.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("no template " + file);
      }
      return (file.endsWith(".html.mustache") ? HTML : TEXT)
          .compile(new InputStreamReader(in, UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
