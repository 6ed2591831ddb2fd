package io.passerelle.store;

import io.passerelle.aws.Table;
import io.passerelle.aws.Table.Key;
import io.passerelle.aws.Table.Row;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.SiteId;
import io.passerelle.paymentorder.PaymentOrder;
import io.passerelle.shop.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// Files of payment orders, and what each of them reserves and publishes.
///
/// How far an import is, is written in the same transaction as what it did: nothing is done twice,
/// and of two that go on with the same one, one is first and the other stops. What is reserved goes
/// by itself in the end, should nobody ever go on.
public final class Imports {

  /// How many orders one transaction of a hundred rows reserves or lets go, beside the import.
  public static final int RESERVED_AT_ONCE = 49;

  public static final int PUBLISHED_AT_ONCE = 19;

  /// How many references are looked up at once.
  public static final int LOOKED_UP_AT_ONCE = 33;

  private static final Duration RESERVED_FOR = Duration.ofDays(7);
  private static final int LISTED_MAX = 1_000;

  private final Table table;

  public Imports(Table table) {
    this.table = table;
  }

  /// A line's payment order, and the checkout by which it is paid.
  public record Line(long line, PaymentOrder order, Session session) {

    /// The wish to send it; empty where the merchant hands it over.
    public Optional<Sending> sending() {
      return PaymentOrders.first(order);
    }

    private List<Key> keys() {
      return List.of(PaymentOrderItem.key(order.id()), SessionItem.key(order.id()));
    }
  }

  public Optional<Import> find(SiteId siteId, String name) {
    return table.get(ImportItem.key(siteId, name)).map(row -> ImportItem.read(siteId, name, row));
  }

  /// A shop's imports, the latest first, as far as they are kept.
  public List<Import> all(SiteId siteId, int most) {
    List<Key> keys =
        table.list(ImportItem.list(siteId), Instant.EPOCH, Optional.empty(), LISTED_MAX).stream()
            .map(Table.Found::key)
            .toList()
            .reversed();
    return table.all(keys.subList(0, Math.min(most, keys.size()))).stream()
        .map(row -> ImportItem.read(siteId, ImportItem.name(row.key()), row))
        .toList();
  }

  /// Those that have long begun and are not over, by shop and name; answers how many.
  public int eachDue(Instant until, BooleanSupplier more, BiConsumer<SiteId, String> woken) {
    return DueBuckets.eachPage(
        table,
        ImportItem.DUE,
        until,
        more,
        keys -> keys.forEach(key -> woken.accept(ImportItem.siteId(key), ImportItem.name(key))));
  }

  /// Fails with [Table.Stale] where somebody else goes on with it.
  public Import save(Import one) {
    table.write(List.of(ImportItem.write(one)));
    return one.written();
  }

  /// Which of these references an order, a payment order or a checkout has, but for what an earlier
  /// import of the same name has left behind.
  public Set<OrderId> taken(Import one, List<OrderId> ids) {
    Set<OrderId> taken = new HashSet<>();
    rows(ids)
        .filter(row -> !Reservation.isOf(one, row))
        .forEach(row -> taken.add(OrderItem.id(row.key())));
    return taken;
  }

  private Stream<Row> rows(List<OrderId> ids) {
    List<Key> keys =
        ids.stream()
            .flatMap(
                id -> Stream.of(OrderItem.key(id), PaymentOrderItem.key(id), SessionItem.key(id)))
            .toList();
    return table.all(keys).stream();
  }

  /// Lets go what an earlier import of the same name has left behind of these references; answers
  /// the import as it was where that is nothing.
  public Import freed(Import one, List<OrderId> ids) {
    List<Row> left = rows(ids).filter(row -> Reservation.isOf(one, row)).toList();
    return left.isEmpty() ? one : write(one, left, List.of());
  }

  /// Takes the references of some lines: the rows are there, but neither listed nor led to.
  public Import reserve(Import one, List<Line> lines, Instant now) {
    Instant until = now.plus(RESERVED_FOR);
    List<Row> rows = new ArrayList<>();
    for (Line line : lines) {
      rows.add(Reservation.of(one, PaymentOrderItem.write(line.order()), until));
      rows.add(Reservation.of(one, SessionItem.write(line.session()), until));
    }
    return write(one, List.of(), rows);
  }

  /// Makes payment orders of reserved lines, with the wish to send each that is sent from here.
  public Import publish(Import one, List<Line> lines) {
    List<Row> rows = new ArrayList<>();
    for (Line line : lines) {
      rows.add(PaymentOrderItem.write(line.order().written()));
      rows.add(SessionItem.write(line.session().written()));
      rows.add(PaymentOrderItem.pointer(line.order()));
      rows.add(SessionItem.pointer(line.session()));
      line.sending().map(SendingItem::write).ifPresent(rows::add);
    }
    return write(one, List.of(), rows);
  }

  /// Lets go what of these lines is reserved.
  public Import release(Import one, List<Line> lines) {
    return write(
        one, table.all(lines.stream().flatMap(line -> line.keys().stream()).toList()), List.of());
  }

  private Import write(Import one, List<Row> removed, List<Row> rows) {
    List<Row> all = new ArrayList<>(rows);
    all.add(ImportItem.write(one));
    table.replace(removed, all);
    return one.written();
  }
}
