package io.passerelle.sandbox.odoo;

import io.passerelle.sandbox.state.Drawer;
import io.passerelle.sandbox.state.Shelf;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongFunction;

/// What the shops' notification URLs were sent, in the order of arrival.
final class Deliveries {

  private static final int MOST = 20_000;

  private final Shelf<Delivery> shelf;
  private long last;

  Deliveries(Drawer drawer) {
    this.shelf =
        new Shelf<>(
            drawer, Delivery.class, Delivery::id, Comparator.comparing(Delivery::number), MOST);
    this.last = shelf.all().stream().mapToLong(Delivery::number).max().orElse(0);
  }

  synchronized void add(LongFunction<Delivery> delivery) {
    last++;
    shelf.put(delivery.apply(last));
  }

  List<Delivery> of(String siteId) {
    return shelf.all().stream().filter(one -> one.siteId().equals(siteId)).toList();
  }

  /// Those that speak of the order or of one of its payments.
  List<Delivery> of(OdooOrder order) {
    return of(order.siteId()).stream()
        .filter(one ->
            one.reference().equals(order.reference()) || order.payment(one.reference()).isPresent())
        .toList();
  }
}
