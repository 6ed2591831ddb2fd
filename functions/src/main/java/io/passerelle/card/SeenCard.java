package io.passerelle.card;

import java.util.Optional;

/// What was learnt of a card, each part by itself: what news do not tell stays as it was known.
///
/// `another` is the latest place at which its number, or its end of validity, was seen as something
/// else than it is now: it has become what it is since. 0 where it was never seen as anything else.
public record SeenCard(
    Seen<String> brand,
    Seen<Optional<LastFour>> lastFour,
    Seen<Optional<Expiry>> expiry,
    long another) {

  static SeenCard of(Card card, long place) {
    SeenCard nothing =
        new SeenCard(Seen.never(""), Seen.never(Optional.empty()), Seen.never(Optional.empty()), 0);
    return nothing.and(card, place);
  }

  SeenCard and(Card card, long place) {
    return new SeenCard(
        card.brand().isEmpty() ? brand : brand.or(new Seen<>(card.brand(), place)),
        card.lastFour().isEmpty() ? lastFour : lastFour.or(new Seen<>(card.lastFour(), place)),
        card.expiry().isEmpty() ? expiry : expiry.or(new Seen<>(card.expiry(), place)),
        Math.max(
            another,
            Math.max(
                another(lastFour, card.lastFour(), place), another(expiry, card.expiry(), place))));
  }

  /// Of the two, what was seen earlier is what is not any more.
  private static <T> long another(Seen<Optional<T>> known, Optional<T> told, long place) {
    boolean differs = told.isPresent() && known.value().isPresent() && !told.equals(known.value());
    return differs ? Math.min(known.place(), place) : 0;
  }

  Card card() {
    return new Card(brand.value(), lastFour.value(), expiry.value());
  }
}
