package io.passerelle.sandbox.ecwid;

/// A store with the payment app installed, or not any more. `app` is the app's name, which stands
/// in the bridge's URLs; `currency` is the one in which the store sells.
public record EcwidStore(
    String storeId,
    String name,
    String app,
    String clientSecret,
    String token,
    String currency,
    boolean installed) {

  public static EcwidStore of(
      String storeId, String name, String app, String clientSecret, String token) {
    return new EcwidStore(storeId, name, app, clientSecret, token, "EUR", true);
  }

  /// Without the app: its token is dead.
  EcwidStore uninstalled() {
    return new EcwidStore(storeId, name, app, clientSecret, token, currency, false);
  }

  /// With the app installed again, under another token.
  EcwidStore installedAs(String newToken) {
    return new EcwidStore(storeId, name, app, clientSecret, newToken, currency, true);
  }

  /// No secret is ever printed.
  @Override
  public String toString() {
    return "EcwidStore[" + storeId + "]";
  }
}
