package io.passerelle.sandbox.odoo;

import java.util.Locale;
import java.util.Map;

/// A shop with the payment module installed: what the merchant typed into the module's settings.
///
/// `app` names the module's brand and is part of its routes (`lyra`, `systempay`, …); `algorithm`
/// is SHA-1 or HMAC-SHA-256; `settings` are fields of the form that the merchant has set, such as
/// `vads_return_mode` or `vads_validation_mode`, in the place of the module's own.
public record OdooShop(
    String siteId,
    String name,
    String app,
    boolean production,
    String testKey,
    String productionKey,
    String algorithm,
    Map<String, String> settings) {

  public OdooShop {
    settings = Map.copyOf(settings);
  }

  /// A shop in test mode with the module's settings left as they come.
  public static OdooShop inTest(String siteId, String name, String app, String testKey) {
    return new OdooShop(siteId, name, app, false, testKey, "", "HMAC-SHA-256", Map.of());
  }

  String mode() {
    return production ? "PRODUCTION" : "TEST";
  }

  String key() {
    return production ? productionKey : testKey;
  }

  /// The module's brand as buyers read it: `Lyra`.
  String brand() {
    return app.isEmpty() ? app : app.substring(0, 1).toUpperCase(Locale.ROOT) + app.substring(1);
  }

  /// No secret is ever printed.
  @Override
  public String toString() {
    return "OdooShop[" + siteId + "]";
  }
}
