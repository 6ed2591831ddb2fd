package io.passerelle.sandbox.ecwid;

import io.passerelle.sandbox.state.Drawer;
import io.passerelle.sandbox.state.Shelf;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The orders of all simulated stores; changes happen one after the other.
final class EcwidOrders {

  private static final int MOST = 20_000;

  /// Numbers and references begin somewhere, so that one is never taken for the other.
  private static final int FIRST_NUMBER = 101;

  private static final int FIRST_REFERENCE = 70_001;

  private final Shelf<EcwidOrder> shelf;
  private final Clock clock;
  private long last;

  EcwidOrders(Drawer drawer, Clock clock) {
    this.shelf =
        new Shelf<>(
            drawer,
            EcwidOrder.class,
            EcwidOrder::key,
            Comparator.comparing(EcwidOrder::number),
            MOST);
    this.clock = clock;
    this.last = shelf.all().stream().mapToLong(EcwidOrder::number).max().orElse(FIRST_NUMBER - 1);
  }

  /// A new order, which is not paid yet.
  synchronized EcwidOrder order(
      EcwidStore store, Map<String, Integer> items, String buyer, String email) {
    last++;
    EcwidOrder order =
        new EcwidOrder(
            store.storeId(),
            last,
            "EC" + Long.toString(last + 46_000, 36).toUpperCase(Locale.ROOT),
            "transaction_" + (last - FIRST_NUMBER + FIRST_REFERENCE),
            items,
            buyer,
            email,
            "INCOMPLETE",
            "",
            clock.instant(),
            List.of());
    shelf.put(order);
    return order;
  }

  /// By its id, its reference or its number, as the API takes them.
  Optional<EcwidOrder> find(String storeId, String any) {
    return of(storeId).stream()
        .filter(order ->
            order.id().equals(any)
                || order.reference().equals(any)
                || Long.toString(order.number()).equals(any))
        .findFirst();
  }

  synchronized Optional<EcwidOrder> change(
      String storeId, String any, UnaryOperator<EcwidOrder> change) {
    Optional<EcwidOrder> changed = find(storeId, any).map(change);
    changed.ifPresent(shelf::put);
    return changed;
  }

  /// The orders of a store, the first one first.
  List<EcwidOrder> of(String storeId) {
    return shelf.all().stream().filter(order -> order.storeId().equals(storeId)).toList();
  }
}
