package io.passerelle.sandbox.ecwid;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// An order: what is in the cart by the products' ids, who buys, and how far it is paid. `updates`
/// are the statuses that it was given, the first one first.
record EcwidOrder(
    String storeId,
    long number,
    String id,
    String reference,
    Map<String, Integer> items,
    String buyer,
    String email,
    String paymentStatus,
    String externalTransactionId,
    Instant createdAt,
    List<Update> updates) {

  private static final int UPDATES_MOST = 200;

  /// A status that the order was given, and by whom: `API` or `MERCHANT`.
  record Update(Instant at, String status, String by) {}

  EcwidOrder {
    items = Map.copyOf(items);
    updates = List.copyOf(updates);
  }

  String key() {
    return storeId + "/" + id;
  }

  long total() {
    return items.entrySet().stream()
        .mapToLong(item -> Product.named(item.getKey()).orElseThrow().price() * item.getValue())
        .sum();
  }

  EcwidOrder given(String status, String transaction, String by, Instant now) {
    List<Update> all = new ArrayList<>(updates);
    all.add(new Update(now, status, by));
    return new EcwidOrder(
        storeId,
        number,
        id,
        reference,
        items,
        buyer,
        email,
        status,
        transaction.isEmpty() ? externalTransactionId : transaction,
        createdAt,
        all.subList(Math.max(0, all.size() - UPDATES_MOST), all.size()));
  }

  /// With another cart, as when the buyer went back and took something more.
  EcwidOrder with(Map<String, Integer> otherItems) {
    return new EcwidOrder(
        storeId,
        number,
        id,
        reference,
        otherItems,
        buyer,
        email,
        paymentStatus,
        externalTransactionId,
        createdAt,
        updates);
  }
}
