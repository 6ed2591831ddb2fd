package io.passerelle.store;

import io.passerelle.aws.Table;
import io.passerelle.aws.Table.Row;
import io.passerelle.delivery.Delivery;
import io.passerelle.delivery.DeliveryId;
import io.passerelle.payment.AttemptId;
import io.passerelle.payment.Mode;
import io.passerelle.payment.Order;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.SiteId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Orders and all that belongs to them.
public final class Ledger {

  private final Table table;

  public Ledger(Table table) {
    this.table = table;
  }

  public Optional<Order> order(OrderId id) {
    return table.get(OrderItem.key(id)).map(row -> OrderItem.read(id, row));
  }

  /// The order with its history, deliveries and mails.
  public Optional<OrderPage> page(OrderId id) {
    List<Row> rows = table.query(OrderItem.partition(id), "");
    return rows.stream()
        .filter(row -> row.key().sort().equals(OrderItem.SORT))
        .findFirst()
        .map(row -> page(OrderItem.read(id, row), rows));
  }

  private static OrderPage page(Order order, List<Row> rows) {
    List<HistoryLine> history = new ArrayList<>();
    List<Delivery> deliveries = new ArrayList<>();
    for (Row row : rows) {
      if (row.key().sort().startsWith(HistoryItem.PREFIX)) {
        history.add(HistoryItem.read(order.id(), row));
      } else if (row.key().sort().startsWith(DeliveryItem.PREFIX)) {
        deliveries.add(DeliveryItem.read(order.id(), row));
      }
    }
    history.sort(Comparator.comparing(HistoryLine::at).thenComparing(HistoryLine::id));
    return new OrderPage(order, history, deliveries);
  }

  /// An order's deliveries, in the order in which they must be made.
  public List<Delivery> deliveries(OrderId id) {
    return table.query(OrderItem.partition(id), DeliveryItem.PREFIX).stream()
        .map(row -> DeliveryItem.read(id, row))
        .toList();
  }

  public Optional<HistoryLine> line(OrderId id, String lineId) {
    return table.get(HistoryItem.key(id, lineId)).map(row -> HistoryItem.read(id, row));
  }

  public Optional<Mailing> mailing(MailingId id) {
    return table.get(MailingItem.key(id)).map(row -> MailingItem.read(id, row));
  }

  /// What was met last at a target, where that is kept.
  public Optional<TargetHealth> health(SiteId siteId, Mode mode, String target) {
    return table
        .get(TargetHealthItem.key(siteId, mode, target))
        .map(row -> TargetHealthItem.read(siteId, mode, target, row));
  }

  /// Which order an attempt belongs to.
  public Optional<String> orderOf(SiteId siteId, AttemptId attempt) {
    return table.get(AttemptItem.key(siteId, attempt)).map(Row::document);
  }

  /// The next transaction id's number for a shop on one UTC day, from 1.
  public long nextTransaction(SiteId siteId, LocalDate day) {
    return table.next(AttemptItem.counter(siteId, day), AttemptItem.counterExpires(day));
  }

  /// Writes all of a change or nothing; fails with [Table.Stale] where another writer was first.
  public void write(Change change) {
    table.write(change.rows());
  }

  public List<DeliveryId> dueDeliveries(Instant until, int limit) {
    return due("DELIVERY", until, limit).stream()
        .map(key -> new DeliveryId(OrderItem.id(key), DeliveryItem.number(key)))
        .toList();
  }

  public List<MailingId> dueMailings(Instant until, int limit) {
    return due("MAIL", until, limit).stream()
        .map(key -> new MailingId(OrderItem.id(key), MailingItem.id(key)))
        .toList();
  }

  private List<Table.Key> due(String kind, Instant until, int limit) {
    return DueBuckets.all(kind).stream()
        .flatMap(bucket -> table.due(bucket, until, limit).stream())
        .toList();
  }
}
