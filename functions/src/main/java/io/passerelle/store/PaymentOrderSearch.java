package io.passerelle.store;

import io.passerelle.aws.Table;
import io.passerelle.aws.Table.Card;
import io.passerelle.aws.Table.Row;
import io.passerelle.aws.Table.Stretch;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.payment.OrderId;
import io.passerelle.paymentorder.PaymentOrder;
import io.passerelle.store.PaymentOrderPage.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds a page of payment orders by their cards, and reads those that match, at once.
///
/// What a page looks at is bounded, whatever the table holds: [#GATHERED_MAX] cards that are put in
/// order here, and [#EXAMINED_MAX] along the index.
final class PaymentOrderSearch {

  static final int GATHERED_MAX = 1_000;
  static final int EXAMINED_MAX = 1_000;

  /// How many cards are read at once where some do not match.
  private static final int AT_ONCE = 250;

  private final Table table;
  private final Search search;
  private final int limit;
  private final Instant now;
  private final SearchPlan plan;

  PaymentOrderSearch(Table table, Search search, int limit, Instant now) {
    this.table = table;
    this.search = search;
    this.limit = limit;
    this.now = now;
    this.plan = new SearchPlan(search, now);
  }

  /// Cards in the order asked for, and where the next page begins.
  private record Found(List<PaymentOrderCard> cards, Optional<Place> next) {}

  PaymentOrderPage after(Optional<Place> place) {
    if (place.filter(one -> !one.isOf(search)).isPresent()) {
      throw new Rejection(Reason.INVALID, "page is one of another order");
    }
    boolean walking = place.filter(Place::walking).isPresent();
    Optional<Found> gathered =
        walking ? Optional.empty() : plan.gathered().flatMap(walk -> gather(walk, place));
    Found found =
        gathered.orElseGet(() -> walk(place.map(Place::after), plan.gathered().isPresent()));
    boolean walked = gathered.isEmpty() && plan.gathered().isPresent();
    Map<OrderId, Place> places = new HashMap<>();
    found.cards().forEach(card -> places.put(card.id(), place(card, walked)));
    List<PaymentOrder> orders = read(found.cards());
    return new PaymentOrderPage(
        orders,
        orders.stream().flatMap(one -> Optional.ofNullable(places.get(one.id())).stream()).toList(),
        found.next());
  }

  /// All that a condition leaves, put in order; empty where they are too many.
  private Optional<Found> gather(SearchPlan.Walk walk, Optional<Place> place) {
    List<Card> all = browse(walk.stretch(search, Optional.empty()), GATHERED_MAX + 1);
    if (all.size() > GATHERED_MAX) {
      return Optional.empty();
    }
    Comparator<PaymentOrderCard> order = Comparator.comparing(card -> card.place(search.sort()));
    List<PaymentOrderCard> matching =
        all.stream()
            .map(PaymentOrderCard::read)
            .filter(card -> search.matches(card, now) && isAfter(card, place))
            .sorted(search.ascending() ? order : order.reversed())
            .toList();
    List<PaymentOrderCard> page = matching.subList(0, Math.min(limit, matching.size()));
    return Optional.of(
        new Found(
            page,
            matching.size() > limit
                ? Optional.of(place(page.getLast(), false))
                : Optional.empty()));
  }

  private boolean isAfter(PaymentOrderCard card, Optional<Place> place) {
    int side = place.map(one -> card.place(search.sort()).compareTo(one.after())).orElse(1);
    return place.isEmpty() || (search.ascending() ? side > 0 : side < 0);
  }

  private Found walk(Optional<String> from, boolean walking) {
    List<PaymentOrderCard> page = new ArrayList<>();
    Optional<String> after = from;
    int examined = 0;
    // One more says whether there are more; another is the one that the page begins after.
    for (int count = limit + 2; examined < EXAMINED_MAX; count = AT_ONCE) {
      List<Card> cards = browse(plan.walk().stretch(search, after), count);
      for (Card one : cards) {
        PaymentOrderCard card = PaymentOrderCard.read(one);
        String place = card.place(search.sort());
        if (after.filter(place::equals).isEmpty() && search.matches(card, now)) {
          if (page.size() == limit) {
            return new Found(page, Optional.of(place(page.getLast(), walking)));
          }
          page.add(card);
        }
      }
      if (cards.size() < count) {
        return new Found(page, Optional.empty());
      }
      examined += count;
      after = Optional.of(PaymentOrderCard.read(cards.getLast()).place(search.sort()));
    }
    return new Found(
        page, after.map(one -> new Place(search.sort(), search.ascending(), walking, one)));
  }

  private Place place(PaymentOrderCard last, boolean walking) {
    return new Place(search.sort(), search.ascending(), walking, last.place(search.sort()));
  }

  /// Bounds that leave nothing between them are no stretch.
  private List<Card> browse(Stretch stretch, int count) {
    return stretch.from().compareTo(stretch.to()) > 0 ? List.of() : table.browse(stretch, count);
  }

  /// The index follows the table with a delay: what has changed since may match no longer.
  private List<PaymentOrder> read(List<PaymentOrderCard> cards) {
    List<Row> rows =
        table.all(cards.stream().map(card -> PaymentOrderItem.key(card.id())).toList());
    return rows.stream()
        .map(row -> PaymentOrderItem.read(OrderItem.id(row.key()), row))
        .filter(order -> search.matches(PaymentOrderCard.of(order), now))
        .toList();
  }
}
