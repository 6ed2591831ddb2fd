package io.passerelle.sandbox.gateway;

import io.passerelle.sandbox.state.Drawer;
import io.passerelle.sandbox.state.Shelf;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The shops that the gateway serves, by site id; at most 10,000.
public final class GatewayShops {

  private static final int MOST = 10_000;

  private final Shelf<GatewayShop> shelf;

  public GatewayShops(Drawer drawer) {
    this.shelf =
        new Shelf<>(
            drawer,
            GatewayShop.class,
            GatewayShop::siteId,
            Comparator.comparing(GatewayShop::siteId),
            MOST);
  }

  /// Creates the shop, or replaces the one of this site id.
  public void put(GatewayShop shop) {
    shelf.put(shop);
  }

  public Optional<GatewayShop> find(String siteId) {
    return shelf.find(siteId);
  }

  public List<GatewayShop> all() {
    return shelf.all();
  }
}
