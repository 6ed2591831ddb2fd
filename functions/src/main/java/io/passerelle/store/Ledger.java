package io.passerelle.store;

import io.passerelle.aws.Table;
import io.passerelle.aws.Table.Row;
import io.passerelle.delivery.Delivery;
import io.passerelle.delivery.DeliveryId;
import io.passerelle.payment.AttemptId;
import io.passerelle.payment.Mode;
import io.passerelle.payment.OperationId;
import io.passerelle.payment.OperationRequest;
import io.passerelle.payment.Order;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.SiteId;
import io.passerelle.shop.Keyset;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Orders and all that belongs to them.
public final class Ledger {

  private final Table table;
  private final HistoryItem lines;

  /// The keyset is asked for where received bytes are written or sent on, and nowhere else.
  public Ledger(Table table, Supplier<Keyset> keyset) {
    this.table = table;
    this.lines = new HistoryItem(keyset);
  }

  public Optional<Order> order(OrderId id) {
    return table.get(OrderItem.key(id)).map(row -> OrderItem.read(id, row));
  }

  /// Both are read at once, and cost what the order alone does.
  public Known known(OrderId id) {
    List<Row> rows = table.query(OrderItem.partition(id), OrderItem.SORT);
    return new Known(
        row(rows, OrderItem.key(id)).map(row -> OrderItem.read(id, row)),
        row(rows, PaymentOrderItem.key(id)).flatMap(row -> PaymentOrderItem.found(id, row)));
  }

  private static Optional<Row> row(List<Row> rows, Table.Key key) {
    return rows.stream().filter(row -> row.key().equals(key)).findFirst();
  }

  /// The order with its history, deliveries and requests.
  public Optional<OrderPage> page(OrderId id) {
    List<Row> rows = table.query(OrderItem.partition(id), "");
    return rows.stream()
        .filter(row -> row.key().sort().equals(OrderItem.SORT))
        .findFirst()
        .map(row -> OrderPage.of(OrderItem.read(id, row), rows, lines));
  }

  /// An order's deliveries, in the order in which they must be made.
  public List<Delivery> deliveries(OrderId id) {
    return table.query(OrderItem.partition(id), DeliveryItem.PREFIX).stream()
        .map(row -> DeliveryItem.read(id, row))
        .toList();
  }

  public Optional<Delivery> delivery(DeliveryId id) {
    return table.get(DeliveryItem.key(id)).map(row -> DeliveryItem.read(id.order(), row));
  }

  /// What was asked to be done with an order's money, by key.
  public List<OperationRequest> operations(OrderId id) {
    return table.query(OrderItem.partition(id), OperationItem.PREFIX).stream()
        .map(row -> OperationItem.read(id, row))
        .toList();
  }

  public Optional<OperationRequest> operation(OperationId id) {
    return table.get(OperationItem.key(id)).map(row -> OperationItem.read(id.order(), row));
  }

  public Optional<HistoryLine> line(OrderId id, String lineId) {
    return table.get(HistoryItem.key(id, lineId)).map(row -> lines.read(id, row));
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
    table.write(change.rows(lines));
  }

  /// Which replay of a shop this is within one second, from 1.
  public long nextReplay(SiteId siteId, Instant second) {
    return table.next(ReplayCounter.ofSecond(siteId, second), second.plus(ReplayCounter.KEPT));
  }

  /// How many replays of a shop were put off since a quarter hour, with this one.
  public long nextPutOff(SiteId siteId, Instant quarter) {
    return table.next(ReplayCounter.ofQuarter(siteId, quarter), quarter.plus(ReplayCounter.KEPT));
  }

  /// The failed deliveries of a shop in one state whose notifications came at `from` or later, the
  /// oldest first, a page at a time.
  public FailedPage failed(
      SiteId siteId,
      Delivery.State state,
      Instant from,
      Optional<FailedPage.Place> after,
      int limit) {
    String list = DeliveryItem.list(siteId, state);
    List<Table.Found> found = table.list(list, from, after.map(FailedPage.Place::found), limit);
    return FailedPage.of(found, limit);
  }

  /// What is due, handed on page by page as long as `more` says so; answers how many.
  public int eachDueDelivery(
      Instant until, BooleanSupplier more, Consumer<List<DeliveryId>> woken) {
    return DueBuckets.each(
        table,
        "DELIVERY",
        until,
        more,
        keys -> woken.accept(keys.stream().map(DeliveryItem::id).toList()));
  }

  public int eachDueMailing(Instant until, BooleanSupplier more, Consumer<List<MailingId>> woken) {
    return DueBuckets.each(
        table,
        "MAIL",
        until,
        more,
        keys ->
            woken.accept(
                keys.stream()
                    .map(key -> new MailingId(OrderItem.id(key), MailingItem.id(key)))
                    .toList()));
  }

  /// The orders about which the gateway is to be asked.
  public int eachDueOrder(Instant until, BooleanSupplier more, Consumer<List<OrderId>> woken) {
    return DueBuckets.each(
        table,
        "ORDER",
        until,
        more,
        keys -> woken.accept(keys.stream().map(OrderItem::id).toList()));
  }

  public int eachDueOperation(
      Instant until, BooleanSupplier more, Consumer<List<OperationId>> woken) {
    return DueBuckets.each(
        table,
        "OPERATION",
        until,
        more,
        keys -> woken.accept(keys.stream().map(OperationItem::id).toList()));
  }

  public Optional<GatewayPause> pause(SiteId siteId, Mode mode) {
    return table.get(PauseItem.key(siteId, mode)).map(row -> PauseItem.read(siteId, mode, row));
  }
}
