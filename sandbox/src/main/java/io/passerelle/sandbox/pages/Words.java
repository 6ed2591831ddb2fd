package io.passerelle.sandbox.pages;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/// What buyers read, in French and in English: `words_fr.properties`, `words_en.properties`.
public final class Words {

  private static final Map<String, Map<String, String>> BY_LANGUAGE =
      Map.of("en", read("en"), "fr", read("fr"));

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  private Words() {}

  /// The words of a language, by key; those of English where there are none.
  public static Map<String, String> in(String language) {
    return BY_LANGUAGE.getOrDefault(language, BY_LANGUAGE.getOrDefault("en", Map.of()));
  }

  /// The language itself where it has words, else English.
  public static String known(String language) {
    return BY_LANGUAGE.containsKey(language) ? language : "en";
  }

  /// A number such as `49.90` as the language writes it.
  public static String number(String language, String plain) {
    return known(language).equals("fr") ? plain.replace('.', ',') : plain;
  }

  /// A time to the second, in UTC: `2026-01-15 10:07:00`.
  public static String time(Instant instant) {
    return TIME.format(instant.atOffset(ZoneOffset.UTC));
  }

  private static Map<String, String> read(String language) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(Templates.text("words_" + language + ".properties")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> words = new TreeMap<>();
    properties.stringPropertyNames().forEach(key -> words.put(key, properties.getProperty(key)));
    return Map.copyOf(words);
  }
}
