package io.passerelle.function;

import java.text.Collator;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The countries of ISO 3166 under their names in a language, in the order of that language.
final class Countries {

  private static final Map<Locale, List<Country>> KNOWN = new ConcurrentHashMap<>();

  private Countries() {}

  /// A country by its code of two letters.
  record Country(String code, String name) {}

  static List<Country> in(Locale language) {
    return KNOWN.computeIfAbsent(language, Countries::named);
  }

  private static List<Country> named(Locale language) {
    Collator collator = Collator.getInstance(language);
    return Arrays.stream(Locale.getISOCountries())
        .map(code -> new Country(code, Locale.of("", code).getDisplayCountry(language)))
        .sorted(Comparator.comparing(Country::name, collator))
        .toList();
  }
}
