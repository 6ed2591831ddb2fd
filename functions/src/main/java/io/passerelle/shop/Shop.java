package io.passerelle.shop;

import io.passerelle.payment.Mode;
import io.passerelle.payment.SiteId;
import java.util.Map;

/// A merchant's shop at the gateway. `version` counts its writes.
public record Shop(
    SiteId siteId,
    String company,
    String label,
    String brand,
    Mode mode,
    Map<Mode, Keys> keys,
    Connection connection,
    Map<String, String> settings,
    long version) {

  public Shop {
    keys = Map.copyOf(keys);
    settings = Map.copyOf(settings);
  }

  public Keys keys(Mode mode) {
    return keys.getOrDefault(mode, Keys.none());
  }

  /// The language of the mails that the merchant gets: French unless set otherwise.
  public String alertLanguage() {
    return settings.getOrDefault(ShopSettings.ALERT_LANGUAGE, "fr");
  }

  /// The merchant's time zone, in which mails tell times beside UTC.
  public String timeZone() {
    return settings.getOrDefault(ShopSettings.TIME_ZONE, "UTC");
  }
}
