package io.passerelle.sandbox.shopify;

import io.passerelle.sandbox.state.Drawer;
import io.passerelle.sandbox.state.Shelf;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The simulated shops, by their names; at most 10,000.
public final class ShopifyShops {

  private static final int MOST = 10_000;

  private final Shelf<ShopifyShop> shelf;

  public ShopifyShops(Drawer drawer) {
    this.shelf =
        new Shelf<>(
            drawer,
            ShopifyShop.class,
            ShopifyShop::domain,
            Comparator.comparing(ShopifyShop::domain),
            MOST);
  }

  /// Creates the shop, or replaces the one of this name.
  public void put(ShopifyShop shop) {
    shelf.put(shop);
  }

  /// A shop as it was saved at the bridge; what happened to it here since stays.
  public void settle(ShopifyShop saved) {
    put(
        find(saved.domain())
            .filter(known -> known.clientSecret().equals(saved.clientSecret()))
            .map(known ->
                new ShopifyShop(
                    saved.domain(),
                    saved.siteId(),
                    saved.name(),
                    saved.live(),
                    known.accessToken(),
                    saved.clientSecret(),
                    known.installed(),
                    known.manualCapture()))
            .orElse(saved));
  }

  Optional<ShopifyShop> find(String domain) {
    return shelf.find(domain);
  }

  /// The shop in which the app has that token.
  Optional<ShopifyShop> byToken(String token) {
    return shelf.all().stream()
        .filter(shop -> shop.installed() && shop.accessToken().equals(token))
        .findFirst();
  }

  List<ShopifyShop> all() {
    return shelf.all();
  }
}
