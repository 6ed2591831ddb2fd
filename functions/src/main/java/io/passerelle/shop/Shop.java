package io.passerelle.shop;

import io.passerelle.payment.Mode;
import io.passerelle.payment.SiteId;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/// A merchant's shop at the gateway. `webhookKeys` sign what its rules send; `version` counts its
/// writes.
public record Shop(
    SiteId siteId,
    String company,
    String label,
    String brand,
    Mode mode,
    Map<Mode, Keys> keys,
    Connection connection,
    Map<String, String> settings,
    KeyRing webhookKeys,
    long version) {

  public Shop {
    keys = Map.copyOf(keys);
    settings = Map.copyOf(settings);
  }

  /// A shop that has no key for webhooks yet.
  public Shop(
      SiteId siteId,
      String company,
      String label,
      String brand,
      Mode mode,
      Map<Mode, Keys> keys,
      Connection connection,
      Map<String, String> settings,
      long version) {
    this(siteId, company, label, brand, mode, keys, connection, settings, KeyRing.empty(), version);
  }

  public Shop withWebhookKeys(KeyRing webhookKeys) {
    return new Shop(
        siteId, company, label, brand, mode, keys, connection, settings, webhookKeys, version);
  }

  public Shop withConnection(Connection connection) {
    return new Shop(
        siteId, company, label, brand, mode, keys, connection, settings, webhookKeys, version);
  }

  public Keys keys(Mode mode) {
    return keys.getOrDefault(mode, Keys.none());
  }

  /// The settings as they are used.
  public PageSettings page() {
    return new PageSettings(settings);
  }

  /// The payment page's language: the visitor's where the gateway has it, else the shop's own,
  /// which is French unless set otherwise. Takes `pt-BR` and `pt_BR` for `pt`.
  public String pageLanguage(String visitor) {
    return PageLanguage.of(visitor, page().language());
  }

  /// The same by what a browser says of its visitor (`Accept-Language`): the first language that
  /// the page has, in the order in which they are named.
  public String browserLanguage(String acceptLanguage) {
    return languageOf(acceptLanguage).orElseGet(() -> page().language());
  }

  /// What a browser says, where the page has such a language at all.
  public static Optional<String> languageOf(String acceptLanguage) {
    return Arrays.stream(acceptLanguage.split(","))
        .map(range -> PageLanguage.of(range.strip().split(";", 2)[0], ""))
        .filter(language -> !language.isEmpty())
        .findFirst();
  }

  /// The language that a payment page must be told, empty where it needs not: `asked` is what the
  /// shop asked for, and where it asked for none the page itself follows the browser.
  public Optional<String> languageToTell(String asked, String acceptLanguage) {
    if (!asked.isEmpty()) {
      return Optional.of(pageLanguage(asked)).filter(language -> !language.equals(asked));
    }
    boolean known = acceptLanguage.isBlank() || languageOf(acceptLanguage).isPresent();
    return known ? Optional.empty() : Optional.of(page().language());
  }

  /// The language of the mails that the merchant gets: French unless set otherwise.
  public String alertLanguage() {
    return settings.getOrDefault(PageSettings.ALERT_LANGUAGE, "fr");
  }

  /// The merchant's time zone, in which mails tell times beside UTC.
  public String timeZone() {
    return settings.getOrDefault(PageSettings.TIME_ZONE, "UTC");
  }
}
