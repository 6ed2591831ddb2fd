package io.passerelle.store;

import io.passerelle.aws.Table;
import io.passerelle.aws.Table.Found;
import io.passerelle.aws.Table.Row;
import io.passerelle.payment.Mode;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.SiteId;
import io.passerelle.paymentorder.LinkCode;
import io.passerelle.paymentorder.PaymentOrder;
import io.passerelle.shop.Session;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What merchants ask to be paid by links.
///
/// A payment order stands in the partition of its payment, so that a buyer's leaving is written
/// with it at once. It is found by its reference or by its link, and listed by shop and creation.
public final class PaymentOrders {

  private final Table table;

  public PaymentOrders(Table table) {
    this.table = table;
  }

  public Optional<PaymentOrder> find(OrderId id) {
    return table.get(PaymentOrderItem.key(id)).map(row -> PaymentOrderItem.read(id, row));
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
    Sending.of(order, Sending.Cause.CREATED, order.createdAt())
        .map(SendingItem::write)
        .ifPresent(rows::add);
    table.write(rows);
    return order.written();
  }

  /// Writes what the merchant has changed; fails with [Table.Stale] where somebody was first, a
  /// buyer who has left to pay among them.
  public PaymentOrder save(PaymentOrder order) {
    table.write(List.of(PaymentOrderItem.write(order)));
    return order.written();
  }

  /// Those of one mode that were made at `from` or later, a page at a time.
  public PaymentOrderPage list(
      SiteId siteId, Mode mode, Instant from, Optional<PaymentOrderPage.Place> after, int limit) {
    List<Found> found =
        table.list(
            PaymentOrderItem.list(siteId, mode),
            from,
            after.map(place -> place.found(siteId)),
            limit);
    Optional<PaymentOrderPage.Place> next =
        found.size() < limit ? Optional.empty() : Optional.of(place(found.getLast()));
    return new PaymentOrderPage(
        found.stream().flatMap(one -> find(OrderItem.id(one.key())).stream()).toList(), next);
  }

  private static PaymentOrderPage.Place place(Found found) {
    return new PaymentOrderPage.Place(OrderItem.id(found.key()).reference(), found.at());
  }
}
