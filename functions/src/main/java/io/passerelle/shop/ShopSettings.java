package io.passerelle.shop;

import static io.passerelle.shop.SettingRule.list;
import static io.passerelle.shop.SettingRule.number;
import static io.passerelle.shop.SettingRule.single;
import static io.passerelle.shop.SettingRule.text;

import io.passerelle.edge.Json;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// Checks the settings of a shop when they are saved: the error names the field and what it must
/// be. How they are read afterwards is in [PageSettings].
public final class ShopSettings {

  private static final int FIELD_MAX = 127;
  private static final int MESSAGE_MAX = 255;
  private static final int BUYER_MESSAGE_MAX = 500;
  private static final int REDIRECT_SECONDS_MAX = 300;
  private static final int CARD_REMINDERS_LENGTH_MAX = 14;
  private static final String ADDRESS =
      "[A-Za-z0-9._+-]{1,64}@([A-Za-z0-9-]{1,63}\\.){1,8}[A-Za-z]{2,63}";
  private static final Set<String> COUNTRIES = countries();

  private static final Map<String, SettingRule> RULES =
      Map.ofEntries(
          Map.entry(
              PageSettings.ALERT_LANGUAGE, single(Set.of("fr", "en")::contains, "be fr or en")),
          Map.entry(PageSettings.TIME_ZONE, single(ShopSettings::isZone, "be a time zone")),
          Map.entry(
              PageSettings.LANGUAGE,
              single(PageLanguage.ALL::contains, "be a language of the page")),
          Map.entry(
              PageSettings.AVAILABLE_LANGUAGES,
              list(
                  UnaryOperator.identity(),
                  PageLanguage.ALL::contains,
                  FIELD_MAX,
                  "be languages of the page, with ; between")),
          Map.entry(PageSettings.CAPTURE_DELAY, number(0, 365)),
          Map.entry(
              PageSettings.VALIDATION_MODE,
              single(Set.of("0", "1")::contains, "be empty, 0 (automatic) or 1 (manual)")),
          Map.entry(PageSettings.PAYMENT_CARDS, cards()),
          Map.entry(PageSettings.CARD_ICONS, cards()),
          Map.entry(PageSettings.THREE_DS_BELOW, number(0, 999_999_999)),
          Map.entry(
              PageSettings.AUTOMATIC_REDIRECT,
              single(Set.of("true", "false")::contains, "be true or false")),
          Map.entry(PageSettings.REDIRECT_SUCCESS_TIMEOUT, number(0, REDIRECT_SECONDS_MAX)),
          Map.entry(PageSettings.REDIRECT_ERROR_TIMEOUT, number(0, REDIRECT_SECONDS_MAX)),
          Map.entry(PageSettings.REDIRECT_SUCCESS_MESSAGE, text(MESSAGE_MAX)),
          Map.entry(PageSettings.REDIRECT_ERROR_MESSAGE, text(MESSAGE_MAX)),
          Map.entry(
              PageSettings.RETURN_MODE, single(Set.of("GET", "POST")::contains, "be GET or POST")),
          Map.entry(PageSettings.THANKS_MESSAGE, text(BUYER_MESSAGE_MAX)),
          Map.entry(PageSettings.PENDING_MESSAGE, text(BUYER_MESSAGE_MAX)),
          Map.entry(PageSettings.DONE_MESSAGE, text(BUYER_MESSAGE_MAX)),
          Map.entry(PageSettings.CANCEL_MESSAGE, text(BUYER_MESSAGE_MAX)),
          Map.entry(PageSettings.ERROR_MESSAGE, text(BUYER_MESSAGE_MAX)),
          Map.entry(PageSettings.SHOP_NAME, text(FIELD_MAX)),
          Map.entry(
              PageSettings.SHOP_URL,
              single(ShopSettings::isUrl, "be an http(s) URL of at most 127 characters")),
          Map.entry(
              PageSettings.SHOP_CONTACT,
              single(
                  value -> value.length() <= FIELD_MAX && value.matches(ADDRESS),
                  "be an e-mail address such as shop@example.com")),
          Map.entry(PageSettings.SHOP_COUNTRIES, countriesOf()),
          Map.entry(PageSettings.BUYER_COUNTRIES, countriesOf()),
          Map.entry(PageSettings.PAYMENT_JOURNAL, text(100)),
          Map.entry(PageSettings.INSTALMENTS, InstalmentSettings::read),
          Map.entry(PageSettings.PAYMENT_ORDER_DAYS, number(1, 92)),
          Map.entry(
              PageSettings.PAYMENT_ORDER_REFERENCE,
              single(Set.of("true", "false")::contains, "be true or false")),
          Map.entry(
              PageSettings.CARD_UPDATE_MAILS,
              single(Set.of("ALWAYS", "ISSUER", "NEVER")::contains, "be ALWAYS, ISSUER or NEVER")),
          Map.entry(
              PageSettings.CARD_FILES,
              single(Set.of("true", "false")::contains, "be true or false")),
          Map.entry(PageSettings.CARD_WARNING_MONTHS, number(1, 12)),
          Map.entry(
              PageSettings.CARD_REMINDERS,
              single(Set.of("true", "false")::contains, "be true or false")),
          Map.entry(
              PageSettings.CARD_REMINDER_DAYS,
              list(
                  UnaryOperator.identity(),
                  days -> days.matches("[0-9]|[1-5][0-9]|60"),
                  CARD_REMINDERS_LENGTH_MAX,
                  "be days from 0 to 60 such as 30;7, 14 characters at most")),
          Map.entry(
              PageSettings.MERCHANT_LEGAL_ID,
              single(value -> value.matches("[A-Za-z0-9]{1,32}"), "be letters and digits")));

  private ShopSettings() {}

  /// Every setting that there is.
  public static Set<String> names() {
    return RULES.keySet();
  }

  /// Reads settings, or throws a [Rejection] for the first that cannot be.
  static Map<String, String> read(Json settings) {
    if (settings.isPresent() && !settings.isObject()) {
      throw new Rejection(Reason.INVALID, "settings must be an object");
    }
    Map<String, String> read = new TreeMap<>();
    settings
        .members()
        .forEach((name, value) -> {
          SettingRule rule = RULES.get(name);
          if (rule == null) {
            throw new Rejection(Reason.INVALID, "settings." + shown(name) + " is unknown");
          }
          String text = rule.read("settings." + name, value);
          if (!text.isEmpty()) {
            read.put(name, text);
          }
        });
    return read;
  }

  private static String shown(String name) {
    return name.matches("[A-Za-z0-9_]{1,40}") ? name : "?";
  }

  /// `ALL` is refused by the gateway: none named means all (form guide, `vads_payment_cards`).
  private static SettingRule cards() {
    return list(
        card -> card.strip().toUpperCase(Locale.ROOT),
        card -> card.matches("[A-Z0-9_]{1,32}") && !card.equals("ALL"),
        FIELD_MAX,
        "be card types such as CB;VISA, with ; between, 127 characters at most, or empty for all");
  }

  private static SettingRule countriesOf() {
    return list(
        country -> country.strip().toUpperCase(Locale.ROOT),
        COUNTRIES::contains,
        2_000,
        "be countries of two letters such as FR;BE, with ; between");
  }

  /// Kosovo has a code that shops use and ISO 3166 does not.
  private static Set<String> countries() {
    Set<String> countries = new HashSet<>(Set.of(Locale.getISOCountries()));
    countries.add("XK");
    return Set.copyOf(countries);
  }

  private static boolean isUrl(String value) {
    try {
      URI uri = new URI(value);
      boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
      return web
          && uri.getHost() != null
          && uri.getUserInfo() == null
          && value.length() <= FIELD_MAX;
    } catch (URISyntaxException _) {
      return false;
    }
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
