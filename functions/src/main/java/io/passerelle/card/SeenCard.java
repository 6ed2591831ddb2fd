package io.passerelle.card;

import java.util.Optional;

/// What was learnt of a card, each part by itself: what news do not tell stays as it was known.
public record SeenCard(
    Seen<String> brand, Seen<Optional<LastFour>> lastFour, Seen<Optional<Expiry>> expiry) {

  static SeenCard of(Card card, long place) {
    SeenCard nothing =
        new SeenCard(Seen.never(""), Seen.never(Optional.empty()), Seen.never(Optional.empty()));
    return nothing.and(card, place);
  }

  SeenCard and(Card card, long place) {
    return new SeenCard(
        card.brand().isEmpty() ? brand : brand.or(new Seen<>(card.brand(), place)),
        card.lastFour().isEmpty() ? lastFour : lastFour.or(new Seen<>(card.lastFour(), place)),
        card.expiry().isEmpty() ? expiry : expiry.or(new Seen<>(card.expiry(), place)));
  }

  Card card() {
    return new Card(brand.value(), lastFour.value(), expiry.value());
  }
}
