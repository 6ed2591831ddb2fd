package io.passerelle.sandbox.ecwid;

import io.passerelle.sandbox.state.Drawer;
import io.passerelle.sandbox.state.Shelf;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The simulated stores, by store id; at most 10,000.
public final class EcwidStores {

  private static final int MOST = 10_000;

  private final Shelf<EcwidStore> shelf;

  public EcwidStores(Drawer drawer) {
    this.shelf =
        new Shelf<>(
            drawer,
            EcwidStore.class,
            EcwidStore::storeId,
            Comparator.comparing(EcwidStore::storeId),
            MOST);
  }

  /// Creates the store, or replaces the one of this id.
  public void put(EcwidStore store) {
    shelf.put(store);
  }

  public Optional<EcwidStore> find(String storeId) {
    return shelf.find(storeId);
  }

  public List<EcwidStore> all() {
    return shelf.all();
  }
}
