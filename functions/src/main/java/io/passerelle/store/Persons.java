package io.passerelle.store;

import io.passerelle.aws.Table;
import io.passerelle.aws.Table.Row;
import io.passerelle.card.CardToken;
import io.passerelle.edge.Json;
import io.passerelle.edge.JsonTree;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.SiteId;
import io.passerelle.shop.Session;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/// What is kept of persons, found and forgotten.
///
/// Of a buyer an order keeps the names and addresses that the platform told (in its session), the
/// notifications as they came (in its history), and the address that a mail was sent to; of a card
/// that was kept there, whose it is. Forgetting takes those and leaves the payment: amounts, states
/// and times are the merchant's accounts.
public final class Persons {

  private static final int ROWS_MAX = 25;
  private static final String SESSION = "SESSION";
  private static final String MAIL = "MAIL#";

  private final Table table;
  private final Sessions sessions;
  private final CardTokens tokens;
  private final CardPersons cards;

  public Persons(Table table) {
    this.table = table;
    this.tokens = new CardTokens(table);
    this.cards = new CardPersons(table);
    this.sessions = new Sessions(table);
  }

  /// The orders of a person of whom an address or a telephone number is known.
  public List<OrderId> ordersOf(SiteId siteId, String email, String phone) {
    Set<OrderId> orders = new LinkedHashSet<>();
    SessionIndex.persons(siteId, email, phone)
        .forEach(person -> orders.addAll(SessionIndex.orders(table, person, siteId)));
    return List.copyOf(orders);
  }

  /// Forgets the buyers of all of a shop's sessions since a time, and the holders of its kept
  /// cards, as long as `more` says so; whether all of them are forgotten.
  public boolean forgetAll(SiteId siteId, Instant since, Instant now, BooleanSupplier more) {
    YearMonth last = YearMonth.from(now.atZone(ZoneOffset.UTC));
    YearMonth month = YearMonth.from(since.atZone(ZoneOffset.UTC));
    for (; !month.isAfter(last); month = month.plusMonths(1)) {
      Instant within = month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
      for (OrderId order : SessionIndex.orders(table, SessionIndex.month(siteId, within), siteId)) {
        if (!more.getAsBoolean()) {
          return false;
        }
        forget(order, now);
      }
    }
    return tokens.each(siteId, more, token -> forget(token, now));
  }

  /// Forgets the buyer of an order, as whose the cards to which it leads are kept too. What is
  /// forgotten already stays as it is. The cards come first: it is the session that says whose they
  /// are.
  public void forget(OrderId order, Instant now) {
    List<Row> rows = table.query(OrderItem.partition(order), "");
    String email = sessions.find(order).map(one -> one.buyer().email()).orElse("");
    for (Row row : rows) {
      if (row.key().sort().startsWith(CardTraceItem.KEPT)) {
        CardTraceItem.Kept kept = CardTraceItem.readKept(order, row);
        tokens.find(kept.token()).ifPresent(token -> forget(token, email, order, kept, now));
      }
    }
    forget(order, rows, now);
  }

  /// A token may have passed to another person since, who stays.
  private void forget(
      CardToken token, String email, OrderId order, CardTraceItem.Kept kept, Instant now) {
    if (cards.isHeldBy(email, order, kept, token)) {
      forget(token, now);
    } else {
      forgetAll(cards.visits(token.id(), order), now);
    }
  }

  private void forget(CardToken token, Instant now) {
    if (!token.isForgotten()) {
      forgetAll(cards.visits(token.id()), now);
      cards.forget(token.id());
    }
  }

  private void forgetAll(List<OrderId> visits, Instant now) {
    visits.forEach(visit -> forget(visit, table.query(OrderItem.partition(visit), ""), now));
  }

  private void forget(OrderId order, List<Row> rows, Instant now) {
    Optional<Session> session = sessions.find(order);
    String email = session.map(one -> one.buyer().email()).orElse("");
    List<Row> next = new ArrayList<>();
    for (Row row : rows) {
      without(row, email).ifPresent(next::add);
    }
    session
        .filter(one -> !one.equals(one.withoutBuyer()))
        .ifPresent(one -> next.addAll(forgotten(one, now)));
    for (int from = 0; from < next.size(); from += ROWS_MAX) {
      table.write(next.subList(from, Math.min(from + ROWS_MAX, next.size())));
    }
  }

  /// The session last, since it says whose the other rows are; the rows that lead from the person
  /// to the order go, and the one that leads there from the month.
  private List<Row> forgotten(Session session, Instant now) {
    List<Row> rows = new ArrayList<>();
    for (Row index : SessionIndex.rows(session)) {
      boolean group = index.key().partition().startsWith("GROUP#");
      table
          .get(index.key())
          .filter(_ -> !group)
          .map(row -> new Row(row.key(), row.version(), "{}", Optional.empty(), Optional.of(now)))
          .ifPresent(rows::add);
    }
    rows.add(SessionItem.write(session.withoutBuyer()));
    return rows;
  }

  private static Optional<Row> without(Row row, String email) {
    String sort = row.key().sort();
    if (sort.equals(SESSION)) {
      return Optional.empty();
    }
    Map<String, Json> members = new LinkedHashMap<>(Json.ours(row.document()).members());
    if (sort.startsWith(HistoryItem.PREFIX) && members.remove("sealed") != null) {
      return Optional.of(with(row, members));
    }
    boolean mailed =
        sort.startsWith(MAIL)
            && !email.isEmpty()
            && members.getOrDefault("to", Json.ours("[]")).items().stream()
                .anyMatch(to -> to.text("").equalsIgnoreCase(email));
    if (mailed) {
      members.put("to", Json.ours("[]"));
      return Optional.of(with(row, members));
    }
    return Optional.empty();
  }

  private static Row with(Row row, Map<String, Json> members) {
    boolean mail = row.key().sort().startsWith(MAIL);
    return new Row(
        row.key(),
        row.version(),
        JsonTree.text(members),
        mail ? Optional.empty() : row.due(),
        row.expires(),
        row.listed());
  }
}
