package io.passerelle.shop;

import io.passerelle.edge.Json;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/// The settings of the payment page and of the merchant's mails, each checked when it is saved: the
/// error names the field and what it must be.
public final class ShopSettings {

  static final String ALERT_LANGUAGE = "alertLanguage";
  static final String TIME_ZONE = "timeZone";
  static final String LANGUAGE = "language";

  /// The languages of the payment page (form guide, field `vads_language`).
  static final Set<String> LANGUAGES =
      Set.of("de", "en", "zh", "es", "fr", "it", "ja", "nl", "pl", "pt", "ru", "sv", "tr");

  private record Rule(Predicate<String> accepts, String must) {}

  private static final Map<String, Rule> RULES =
      Map.ofEntries(
          Map.entry(ALERT_LANGUAGE, new Rule(Set.of("fr", "en")::contains, "be fr or en")),
          Map.entry(TIME_ZONE, new Rule(ShopSettings::isZone, "be a time zone")),
          Map.entry(LANGUAGE, new Rule(LANGUAGES::contains, "be a language of the page")),
          Map.entry(
              "availableLanguages",
              new Rule(ShopSettings::areLanguages, "be languages of the page, with ; between")),
          Map.entry("captureDelay", number(0, 365)),
          Map.entry(
              "validationMode",
              new Rule(Set.of("", "0", "1")::contains, "be empty, 0 (automatic) or 1 (manual)")),
          Map.entry("paymentCards", text(127)),
          Map.entry("threeDsBelow", number(0, 999_999_999)),
          Map.entry(
              "automaticRedirect", new Rule(Set.of("true", "false")::contains, "be true or false")),
          Map.entry("redirectSuccessTimeout", number(0, 300)),
          Map.entry("redirectErrorTimeout", number(0, 300)),
          Map.entry("redirectSuccessMessage", text(255)),
          Map.entry("redirectErrorMessage", text(255)),
          Map.entry("returnMode", new Rule(Set.of("GET", "POST")::contains, "be GET or POST")),
          Map.entry(
              "merchantLegalId",
              new Rule(value -> value.matches("[A-Za-z0-9]{1,32}"), "be letters and digits")));

  private ShopSettings() {}

  /// Reads settings, or throws a [Rejection] for the first that cannot be.
  static Map<String, String> read(Json settings) {
    Map<String, String> read = new TreeMap<>();
    settings
        .members()
        .forEach((name, value) -> {
          Rule rule = RULES.get(name);
          if (rule == null) {
            throw new Rejection(Reason.INVALID, "settings." + shown(name) + " is unknown");
          }
          String text = text(name, value);
          if (!rule.accepts().test(text)) {
            throw new Rejection(Reason.INVALID, "settings." + name + " must " + rule.must());
          }
          read.put(name, text);
        });
    return read;
  }

  private static String text(String name, Json value) {
    return value
        .text()
        .or(() -> value.number().map(String::valueOf))
        .or(() -> value.flag().map(String::valueOf))
        .orElseThrow(
            () -> new Rejection(Reason.INVALID, "settings." + name + " must be a single value"));
  }

  private static String shown(String name) {
    return name.matches("[A-Za-z0-9_]{1,40}") ? name : "?";
  }

  private static Rule number(int least, int most) {
    return new Rule(
        value ->
            value.isEmpty()
                || (value.matches("\\d{1,9}")
                    && Integer.parseInt(value) >= least
                    && Integer.parseInt(value) <= most),
        "be a number from " + least + " to " + most);
  }

  private static Rule text(int most) {
    return new Rule(
        value ->
            value.codePointCount(0, value.length()) <= most
                && value.codePoints().noneMatch(Character::isISOControl),
        "be a text of at most " + most + " characters");
  }

  private static boolean areLanguages(String value) {
    return value.isEmpty() || Arrays.stream(value.split(";", -1)).allMatch(LANGUAGES::contains);
  }

  private static boolean isZone(String value) {
    try {
      ZoneId.of(value);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
