package io.passerelle.function;

import io.passerelle.delivery.Texts;
import io.passerelle.edge.Json;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import java.util.List;
import java.util.Locale;

/// In which languages people are told: in one, or in all that there are beside it.
record Spoken(Locale main, boolean all) {

  static final List<Locale> LANGUAGES = List.of(Locale.FRENCH, Locale.ENGLISH);

  /// The merchant's own language.
  static Spoken in(String language) {
    return new Spoken(Locale.of(language), false);
  }

  /// What a request asks for by `lang`: `fr`, `en` or `both`; else the merchant's own.
  static Spoken asked(Json request, String merchants) {
    String lang = request.get("lang").text(request.has("lang") ? "?" : merchants);
    return switch (lang) {
      case "fr", "en" -> in(lang);
      case "both" -> new Spoken(Locale.of(merchants), true);
      default -> throw new Rejection(Reason.INVALID, "lang must be fr, en or both");
    };
  }

  static String name(Locale language) {
    return Texts.suffix(language);
  }
}
