package io.passerelle.carddesk;

import io.passerelle.alert.CardsExpiring;
import io.passerelle.card.Card;
import io.passerelle.card.CardToken;
import io.passerelle.card.Expiry;
import io.passerelle.card.LastFour;
import io.passerelle.shop.Shop;
import io.passerelle.store.CardMonth;
import io.passerelle.store.Shops;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// The cards of one shop that end soon or have ended: how many, and some of them, those nearest to
/// today. It keeps no more than a mail shows.
final class ShopWarnings {

  private final Shops.Entry entry;
  private final PriorityQueue<Ending> nearest = new PriorityQueue<>(Ending.NEAREST.reversed());
  private int near;
  private int over;

  ShopWarnings(Shops.Entry entry) {
    this.entry = entry;
  }

  /// A card, and how many days from today its validity ends: fewer than none where it is over.
  private record Ending(CardToken token, long days) {
    static final Comparator<Ending> NEAREST =
        Comparator.comparingLong((Ending one) -> Math.abs(one.days()))
            .thenComparing(one -> one.token().id().token());

    static final Comparator<Ending> EARLIEST =
        Comparator.comparingLong(Ending::days).thenComparing(one -> one.token().id().token());
  }

  Shop shop() {
    return entry.shop();
  }

  Shops.Entry entry() {
    return entry;
  }

  long count() {
    return (long) near + over;
  }

  /// A token whose card's end is known.
  void add(CardToken token, LocalDate today) {
    LocalDate end = token.card().expiry().map(Expiry::lastDay).orElseThrow();
    long days = end.toEpochDay() - today.toEpochDay();
    near += days >= 0 ? 1 : 0;
    over += days < 0 ? 1 : 0;
    nearest.add(new Ending(token, days));
    if (nearest.size() > CardsExpiring.CARDS_MAX) {
      nearest.remove();
    }
  }

  /// What the shop is told, the earliest end first.
  CardsExpiring told(CardMonth.Id month) {
    List<CardsExpiring.Line> lines =
        nearest.stream().sorted(Ending.EARLIEST).map(ShopWarnings::line).toList();
    return new CardsExpiring(
        shop().siteId().value(),
        shop().label(),
        month.mode(),
        month.month(),
        shop().page().cardWarningMonths(),
        near,
        over,
        lines);
  }

  private static CardsExpiring.Line line(Ending ending) {
    Card card = ending.token().card();
    String digits = card.lastFour().map(LastFour::digits).orElse("????");
    return new CardsExpiring.Line(
        (card.brand() + " " + digits).strip(),
        card.expiry().map(Expiry::toString).orElse(""),
        ending.days() < 0,
        ending.token().order().reference());
  }
}
