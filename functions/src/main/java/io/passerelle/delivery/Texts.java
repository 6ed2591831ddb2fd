package io.passerelle.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The sentences that people read, one UTF-8 properties file for each language.
///
/// Read without `ResourceBundle`, whose fallback is the language of the machine: a mail must not
/// change its language with the host that sends it.
public final class Texts {

  private static final Map<String, Texts> READ = new ConcurrentHashMap<>();

  private final Map<String, String> sentences;

  private Texts(Map<String, String> sentences) {
    this.sentences = sentences;
  }

  /// The texts named `name` beside a class: `name_fr.properties` for French, else
  /// `name_en.properties`.
  public static Texts of(Class<?> beside, String name, Locale language) {
    return in(beside, name, suffix(language));
  }

  /// The same in any language that there is a file for.
  public static Texts in(Class<?> beside, String name, String language) {
    String file = name + "_" + language + ".properties";
    return READ.computeIfAbsent(
        beside.getPackageName() + "/" + file, _ -> new Texts(read(beside, file)));
  }

  /// `fr` or `en`: the languages that every text exists in.
  public static String suffix(Locale language) {
    return language.getLanguage().equals("fr") ? "fr" : "en";
  }

  public String get(String key) {
    String sentence = sentences.get(key);
    if (sentence == null) {
      throw new IllegalArgumentException("no text for " + key);
    }
    return sentence;
  }

  public Set<String> keys() {
    return sentences.keySet();
  }

  private static Map<String, String> read(Class<?> beside, String file) {
    try (InputStream in = beside.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalArgumentException("no file " + file);
      }
      Properties properties = new Properties();
      properties.load(new InputStreamReader(in, UTF_8));
      Map<String, String> sentences = new HashMap<>();
      properties.stringPropertyNames().forEach(k -> sentences.put(k, properties.getProperty(k)));
      return Map.copyOf(sentences);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
