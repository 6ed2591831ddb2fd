package io.passerelle.store;

import io.passerelle.aws.Table;
import io.passerelle.aws.Table.Row;
import io.passerelle.payment.OrderId;
import io.passerelle.shop.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The checkouts that platforms asked to take payments of.
public final class Sessions {

  private final Table table;

  public Sessions(Table table) {
    this.table = table;
  }

  public Optional<Session> find(OrderId id) {
    return table
        .get(SessionItem.key(id))
        .filter(row -> row.expires().isEmpty()) // An import's, of which nothing may come.
        .map(row -> SessionItem.read(id, row));
  }

  /// The session whose buyer holds this token.
  public Optional<Session> byToken(String token) {
    return table.get(SessionItem.tokenKey(token)).map(SessionItem::pointed).flatMap(this::find);
  }

  /// Writes a new session down and answers it; where its order has one, that one, unchanged: the
  /// platform asked again.
  public Session add(Session session) {
    try {
      List<Row> rows = new ArrayList<>();
      rows.add(SessionItem.write(session));
      rows.add(SessionItem.pointer(session));
      rows.addAll(SessionIndex.rows(session));
      table.write(rows);
      return session.written();
    } catch (Table.Stale stale) {
      return find(session.order()).orElseThrow(() -> stale);
    }
  }

  /// Writes what was learnt of a session since it was read.
  public void save(Session session) {
    table.write(List.of(SessionItem.write(session)));
  }

  /// The other sessions of the same checkout at the platform, of which only one must be paid; none
  /// where the platform does not say which belong together.
  public List<OrderId> beside(Session session) {
    return session
        .field(Session.GROUP)
        .map(group ->
            SessionIndex.orders(
                table,
                SessionIndex.group(session.order().siteId(), group),
                session.order().siteId()))
        .orElse(List.of())
        .stream()
        .filter(order -> !order.equals(session.order()))
        .toList();
  }
}
