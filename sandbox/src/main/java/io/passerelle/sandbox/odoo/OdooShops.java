package io.passerelle.sandbox.odoo;

import io.passerelle.sandbox.state.Drawer;
import io.passerelle.sandbox.state.Shelf;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The simulated Odoo shops, by site id; at most 10,000.
public final class OdooShops {

  private static final int MOST = 10_000;

  private final Shelf<OdooShop> shelf;

  public OdooShops(Drawer drawer) {
    this.shelf =
        new Shelf<>(
            drawer, OdooShop.class, OdooShop::siteId, Comparator.comparing(OdooShop::siteId), MOST);
  }

  /// Creates the shop, or replaces the one of this site id.
  public void put(OdooShop shop) {
    shelf.put(shop);
  }

  public Optional<OdooShop> find(String siteId) {
    return shelf.find(siteId);
  }

  public List<OdooShop> all() {
    return shelf.all();
  }
}
