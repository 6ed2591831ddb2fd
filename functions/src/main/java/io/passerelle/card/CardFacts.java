package io.passerelle.card;

/// All that was learnt of a kept card. Every part is the latest that was learnt of it ([Seen]), so
/// that news which come twice or are dealt with out of order lead to the same end.
///
/// `registered` is the place, among all news, of the buyer's entering another card: what the
/// network said before concerns the former one. It is 0 with the card by which the token became
/// known: news that came even earlier are of that card. `deleted` is the place of the latest news
/// that the account is closed, 0 where there was none.
public record CardFacts(
    long registered,
    SeenCard seenCard,
    Seen<Holder> seenHolder,
    Seen<TokenState> told,
    Seen<Boolean> cancelled,
    Seen<NetworkState> seenNetwork,
    long deleted) {

  static CardFacts of(long place, Card card, Holder holder) {
    return new CardFacts(
        0,
        SeenCard.of(card, place),
        new Seen<>(holder, place),
        Seen.never(TokenState.ACTIVE),
        Seen.never(false),
        Seen.never(NetworkState.UNKNOWN),
        0);
  }

  Card card() {
    return seenCard.card();
  }

  TokenState state() {
    if (cancelled.isSince(registered) && cancelled.value()) {
      return TokenState.CANCELLED;
    }
    return told.isSince(registered) && told.value() == TokenState.SUSPENDED
        ? TokenState.SUSPENDED
        : TokenState.ACTIVE;
  }

  NetworkState network() {
    if (isClosed()) {
      return NetworkState.DELETED;
    }
    long since = Math.max(registered, deleted);
    return seenNetwork.isSince(since) ? seenNetwork.value() : NetworkState.UNKNOWN;
  }

  /// Until another card is there: the buyer has entered one, or the gateway shows another than when
  /// the account was closed or after, as it does once one was entered in its back office.
  private boolean isClosed() {
    return deleted > registered && seenCard.another() < deleted;
  }

  CardFacts registered(long place, Card card, Holder holder) {
    return new CardFacts(
        Math.max(place, registered),
        seenCard.and(card, place),
        isForgotten() ? new Seen<>(holder, place) : heldBy(holder, place),
        told,
        cancelled,
        seenNetwork,
        deleted);
  }

  CardFacts after(CardUpdate update) {
    boolean gone = update.network().filter(NetworkState.DELETED::equals).isPresent();
    long place = update.place();
    return new CardFacts(
        registered,
        update.signed() ? seenCard.and(update.card(), place) : seenCard,
        seenHolder,
        update.token().map(state -> told.or(new Seen<>(state, place))).orElse(told),
        update
            .token()
            .filter(_ -> update.signed())
            .map(state -> cancelled.or(new Seen<>(state == TokenState.CANCELLED, place)))
            .orElse(cancelled),
        update.network().map(one -> seenNetwork.or(new Seen<>(one, place))).orElse(seenNetwork),
        gone ? Math.max(deleted, place) : deleted);
  }

  CardFacts after(Checked checked) {
    long place = checked.place();
    return new CardFacts(
        registered,
        seenCard.and(checked.card(), place),
        seenHolder,
        told,
        cancelled.or(new Seen<>(checked.cancelled(), place)),
        seenNetwork,
        deleted);
  }

  CardFacts listed(long place, Card card, Holder holder) {
    return new CardFacts(
        registered,
        seenCard.and(card, place),
        heldBy(holder, place),
        told,
        cancelled,
        seenNetwork,
        deleted);
  }

  /// Whose card it is, is not known any more, whatever is told of it, until a buyer enters one.
  CardFacts forgotten() {
    return new CardFacts(
        registered,
        seenCard,
        new Seen<>(Holder.UNKNOWN, Long.MAX_VALUE),
        told,
        cancelled,
        seenNetwork,
        deleted);
  }

  boolean isForgotten() {
    return seenHolder.place() == Long.MAX_VALUE;
  }

  private Seen<Holder> heldBy(Holder holder, long place) {
    Seen<Holder> news = new Seen<>(seenHolder.value().before(holder), place);
    return holder.isKnown() ? seenHolder.or(news) : seenHolder;
  }
}
