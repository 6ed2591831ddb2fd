package io.passerelle.sandbox.gateway;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Set;
import java.util.regex.Pattern;

/// A shop as the gateway knows it. An empty production form key means that the shop has not gone
/// live: forms in PRODUCTION are refused.
///
/// `converted` lists the currencies (ISO 4217 numeric) that the shop's contract does not take:
/// payments in them are converted to euro. `url` is where a buyer goes who is given no other way.
public record GatewayShop(
    String siteId,
    String label,
    String brand,
    Algorithm algorithm,
    Keys test,
    Keys production,
    Rule rule,
    String url,
    Set<String> converted) {

  private static final Pattern SITE_ID = Pattern.compile("\\d{8}");

  public GatewayShop {
    if (!SITE_ID.matcher(siteId).matches()) {
      throw new IllegalArgumentException("a site id has 8 digits");
    }
    if (test.form().isEmpty()) {
      throw new IllegalArgumentException("a shop has a test key");
    }
    converted = Set.copyOf(converted);
  }

  /// A shop of a euro contract that takes every currency as it is, notified in the form's format
  /// with automatic replay.
  public static GatewayShop of(
      String siteId, String label, String brand, Keys test, Keys production, String notified) {
    return new GatewayShop(
        siteId,
        label,
        brand,
        Algorithm.HMAC_SHA_256,
        test,
        production,
        new Rule(notified, Format.FORM, true),
        "",
        Set.of());
  }

  public Keys keys(Mode mode) {
    return mode == Mode.TEST ? test : production;
  }

  @JsonIgnore
  boolean isLive() {
    return !production.form().isEmpty();
  }

  public GatewayShop withAlgorithm(Algorithm other) {
    return new GatewayShop(siteId, label, brand, other, test, production, rule, url, converted);
  }

  public GatewayShop withRule(Rule other) {
    return new GatewayShop(
        siteId, label, brand, algorithm, test, production, other, url, converted);
  }

  public GatewayShop withConverted(Set<String> currencies) {
    return new GatewayShop(
        siteId, label, brand, algorithm, test, production, rule, url, currencies);
  }

  /// The secrets of one mode: the form's key, the password of the web services, the HMAC key of the
  /// browser's return in REST.
  public record Keys(String form, String rest, String hmac) {

    /// No secret is ever printed.
    @Override
    public String toString() {
      return "Keys[…]";
    }
  }

  /// Where and how the shop is told: one URL for all kinds of events, in one format or both.
  public record Rule(String notificationUrl, Format format, boolean replay) {}

  /// Which body a notification has.
  public enum Format {
    FORM,
    REST,
    BOTH
  }
}
