package io.passerelle.store;

import io.passerelle.aws.Table;
import io.passerelle.payment.OrderId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// What payment orders are sent, and when.
public final class Sendings {

  private final Table table;

  public Sendings(Table table) {
    this.table = table;
  }

  public Optional<Sending> find(SendingId id) {
    return table.get(SendingItem.key(id)).map(row -> SendingItem.read(id.order(), row));
  }

  /// All of a payment order, the oldest first.
  public List<Sending> of(OrderId order) {
    return table.query(OrderItem.partition(order), SendingItem.PREFIX).stream()
        .map(row -> SendingItem.read(order, row))
        .sorted(Comparator.comparing(Sending::createdAt))
        .toList();
  }

  /// Those that are due and when, handed on page by page as long as `more` says so; answers how
  /// many.
  public int eachDue(Instant until, BooleanSupplier more, Consumer<Map<SendingId, Instant>> woken) {
    return DueBuckets.eachFound(
        table,
        DueBuckets.SENDING,
        until,
        more,
        page ->
            woken.accept(
                page.stream()
                    .collect(Collectors.toMap(one -> SendingItem.id(one.key()), Table.Found::at))));
  }

  /// The payment orders of which a reminder is due.
  public int eachToRemind(Instant until, BooleanSupplier more, Consumer<List<OrderId>> woken) {
    return DueBuckets.each(
        table,
        DueBuckets.REMINDER,
        until,
        more,
        keys -> woken.accept(keys.stream().map(OrderItem::id).toList()));
  }
}
