package io.passerelle.store;

import io.passerelle.aws.Table;
import io.passerelle.aws.Table.Row;
import io.passerelle.payment.Order;
import io.passerelle.payment.OrderId;
import io.passerelle.paymentorder.LinkCode;
import io.passerelle.paymentorder.PaymentOrder;
import io.passerelle.shop.Session;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What merchants ask to be paid by links.
///
/// A payment order stands in the partition of its payment, so that a buyer's leaving is written
/// with it at once. It is found by its reference or by its link, and searched for by what its card
/// says.
public final class PaymentOrders {

  private final Table table;

  public PaymentOrders(Table table) {
    this.table = table;
  }

  public Optional<PaymentOrder> find(OrderId id) {
    return table.get(PaymentOrderItem.key(id)).flatMap(row -> PaymentOrderItem.found(id, row));
  }

  public Optional<PaymentOrder> byCode(LinkCode code) {
    return table.get(PaymentOrderItem.codeKey(code)).map(SessionItem::pointed).flatMap(this::find);
  }

  /// Writes a new one down with the checkout by which it is paid, and the wish to send it where it
  /// is sent from here; fails with [Table.Stale] where its reference is taken by another.
  public PaymentOrder add(PaymentOrder order, Session session) {
    List<Row> rows = new ArrayList<>();
    rows.add(PaymentOrderItem.write(order));
    rows.add(PaymentOrderItem.pointer(order));
    rows.add(SessionItem.write(session));
    rows.add(SessionItem.pointer(session));
    first(order).map(SendingItem::write).ifPresent(rows::add);
    table.write(rows);
    return order.written();
  }

  /// The wish to send a new one; empty where the merchant hands it over.
  static Optional<Sending> first(PaymentOrder order) {
    return Sending.of(order, Sending.Cause.CREATED, order.createdAt());
  }

  /// Writes what the merchant has changed; fails with [Table.Stale] where somebody was first, a
  /// buyer who has left to pay among them.
  public PaymentOrder save(PaymentOrder order) {
    table.write(List.of(PaymentOrderItem.write(order)));
    return order.written();
  }

  /// What a search finds, a page of at most so many at a time, as the clock stands.
  public PaymentOrderPage search(
      Search search, Optional<PaymentOrderPage.Place> after, int limit, Instant now) {
    if (search.reference().isEmpty()) {
      return new PaymentOrderSearch(table, search, limit, now).after(after);
    }
    Optional<PaymentOrder> one =
        find(new OrderId(search.siteId(), search.reference()))
            .filter(found -> found.mode() == search.mode())
            .filter(found -> search.matches(PaymentOrderCard.of(found), now));
    return PaymentOrderPage.of(one);
  }

  /// The payments of those that were begun.
  public Map<OrderId, Order> payments(List<PaymentOrder> orders) {
    return table.all(orders.stream().map(order -> OrderItem.key(order.id())).toList()).stream()
        .map(row -> OrderItem.read(OrderItem.id(row.key()), row))
        .collect(Collectors.toMap(Order::id, order -> order));
  }
}
