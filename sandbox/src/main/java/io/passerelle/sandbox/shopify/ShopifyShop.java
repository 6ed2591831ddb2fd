package io.passerelle.sandbox.shopify;

/// A shop at Shopify with the app for payments in it: `manualCapture` is the merchant's choice to
/// take the money later.
public record ShopifyShop(
    String domain,
    String siteId,
    String name,
    boolean live,
    String accessToken,
    String clientSecret,
    boolean installed,
    boolean manualCapture) {

  String root() {
    return SimulatedShopify.ROOT + domain + "/";
  }

  ShopifyShop withToken(String token) {
    return new ShopifyShop(domain, siteId, name, live, token, clientSecret, true, manualCapture);
  }

  ShopifyShop uninstalled() {
    return new ShopifyShop(domain, siteId, name, live, "", clientSecret, false, manualCapture);
  }

  ShopifyShop capturing(boolean byHand) {
    return new ShopifyShop(
        domain, siteId, name, live, accessToken, clientSecret, installed, byHand);
  }

  /// No secret is ever printed.
  @Override
  public String toString() {
    return "ShopifyShop[" + domain + "]";
  }
}
