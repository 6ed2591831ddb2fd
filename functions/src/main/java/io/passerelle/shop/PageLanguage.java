package io.passerelle.shop;

import java.util.Locale;
import java.util.Set;

/// The languages of the payment page (form guide, field `vads_language`).
final class PageLanguage {

  static final String DEFAULT = "fr";

  static final Set<String> ALL =
      Set.of("de", "en", "zh", "es", "fr", "it", "ja", "nl", "pl", "pt", "ru", "sv", "tr");

  private PageLanguage() {}

  /// A visitor's language where the page has it: `pt` of `pt-BR` and `pt_BR`.
  static String of(String visitor, String otherwise) {
    String language = visitor.split("[-_]", 2)[0].toLowerCase(Locale.ROOT);
    return ALL.contains(language) ? language : otherwise;
  }
}
