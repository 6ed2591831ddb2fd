package io.passerelle.carddesk;

import io.passerelle.card.Card;
import io.passerelle.card.CardSubscription;
import io.passerelle.card.CardToken;
import io.passerelle.card.Expiry;
import io.passerelle.card.Holder;
import io.passerelle.card.Listing;
import io.passerelle.card.TokenId;
import io.passerelle.cardfile.ExpiringCard;
import io.passerelle.cardfile.Found;
import io.passerelle.shop.Shop;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What the lines of a file say of one token.
///
/// A file says what was known when it was made. A card that is known to be valid for longer has
/// been renewed since, so that a file never makes an end of validity earlier; and whose a card is,
/// only a `fresh` file may correct.
record ListedCard(
    TokenId id,
    Shop shop,
    Card card,
    Holder holder,
    List<CardSubscription> subscriptions,
    Listing listing,
    boolean fresh) {

  private static final int CENTURY = 2000;

  static ListedCard of(TokenId id, Shop shop, Found found, Listing listing, boolean fresh) {
    ExpiringCard card = found.detail().card();
    return new ListedCard(
        id,
        shop,
        new Card("", Optional.empty(), expiry(found)),
        new Holder(card.holder(), card.email(), ""),
        ListedSubscription.of(shop.siteId(), found).stream().toList(),
        listing,
        fresh);
  }

  /// A token stands there once for each of its subscriptions; of the card they all say the same.
  ListedCard and(ListedCard other) {
    List<CardSubscription> both =
        Stream.concat(subscriptions.stream(), other.subscriptions.stream()).toList();
    return new ListedCard(id, shop, card, holder, both, listing, fresh);
  }

  /// Empty where no card has such an end of validity.
  static Optional<Expiry> expiry(Found found) {
    LocalDate last = found.detail().card().expiry();
    boolean known = last.getYear() >= CENTURY && last.getYear() < CENTURY + 100;
    return known ? Optional.of(new Expiry(last.getYear(), last.getMonthValue())) : Optional.empty();
  }

  /// What it says of the card that is news.
  Card cardBeside(CardToken known) {
    LocalDate listed = card.expiry().orElseThrow().lastDay();
    boolean renewedSince =
        known.card().expiry().filter(one -> one.lastDay().isAfter(listed)).isPresent();
    return renewedSince ? Card.UNKNOWN : card;
  }

  Holder holderBeside(CardToken known) {
    Holder before = known.holder();
    if (known.isForgotten()) {
      return before;
    }
    return new Holder(
        chosen(before.name(), holder.name()),
        chosen(before.email(), holder.email()),
        before.language());
  }

  private String chosen(String known, String listed) {
    boolean takes = !listed.isEmpty() && (fresh || known.isEmpty());
    return takes ? listed : known;
  }

  boolean isNewsTo(CardToken known) {
    Optional<Expiry> expiry = cardBeside(known).expiry().or(() -> known.card().expiry());
    return !expiry.equals(known.card().expiry()) || !holderBeside(known).equals(known.holder());
  }

  /// A shop's file has a token once for each subscription: where it stood first is enough.
  boolean isListedIn(CardToken known) {
    return known
        .listing()
        .filter(one -> one.file().equals(listing.file()) && one.sound() == listing.sound())
        .isPresent();
  }
}
