package io.passerelle.store;

import io.passerelle.aws.Table;
import io.passerelle.payment.OrderId;
import io.passerelle.shop.Session;
import java.util.List;
import java.util.Optional;

/// The checkouts that platforms asked to take payments of.
public final class Sessions {

  private final Table table;

  public Sessions(Table table) {
    this.table = table;
  }

  public Optional<Session> find(OrderId id) {
    return table.get(SessionItem.key(id)).map(row -> SessionItem.read(id, row));
  }

  /// The session whose buyer holds this token.
  public Optional<Session> byToken(String token) {
    return table.get(SessionItem.tokenKey(token)).map(SessionItem::pointed).flatMap(this::find);
  }

  /// Writes a new session down and answers it; where its order has one, that one, unchanged: the
  /// platform asked again.
  public Session add(Session session) {
    try {
      table.write(List.of(SessionItem.write(session), SessionItem.pointer(session)));
      return session.written();
    } catch (Table.Stale stale) {
      return find(session.order()).orElseThrow(() -> stale);
    }
  }

  /// Writes what was learnt of a session since it was read.
  public void save(Session session) {
    table.write(List.of(SessionItem.write(session)));
  }
}
