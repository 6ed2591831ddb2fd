package io.passerelle.card;

import io.passerelle.payment.OrderId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/// A kept card. Every part is the latest that was learnt of it ([Seen]), so that news which come
/// twice or are dealt with out of order lead to the same end.
///
/// `since` is when it was first heard of, `order` where the buyer entered the card last, and
/// `registered` the place of that among the news: what the network said before concerns another
/// card. `deleted` is the place of the latest news that the account is closed, 0 where there was
/// none. `due` is when the gateway is asked next, empty where there is nothing more to learn;
/// `unanswered` counts askings without an answer. `version` counts its writes.
public record CardToken(
    TokenId id,
    Instant since,
    OrderId order,
    long registered,
    SeenCard seenCard,
    Seen<TokenState> told,
    Seen<Boolean> cancelled,
    Seen<NetworkState> seenNetwork,
    long deleted,
    Optional<Instant> due,
    int unanswered,
    long version) {

  /// One of which nothing was known before.
  public static CardToken of(TokenId id, OrderId order, long place, Card card, Instant now) {
    return new CardToken(
        id,
        now,
        order,
        place,
        SeenCard.of(card, place),
        Seen.never(TokenState.ACTIVE),
        Seen.never(false),
        Seen.never(NetworkState.UNKNOWN),
        0,
        Optional.empty(),
        0,
        0);
  }

  public Card card() {
    return seenCard.card();
  }

  /// A cancelled token lives again where the gateway says so, or where the buyer enters a card.
  public TokenState state() {
    if (cancelled.isSince(registered) && cancelled.value()) {
      return TokenState.CANCELLED;
    }
    return told.isSince(registered) && told.value() == TokenState.SUSPENDED
        ? TokenState.SUSPENDED
        : TokenState.ACTIVE;
  }

  public NetworkState network() {
    if (deleted > registered) {
      return NetworkState.DELETED;
    }
    return seenNetwork.isSince(registered) ? seenNetwork.value() : NetworkState.UNKNOWN;
  }

  public boolean isSuspended() {
    return state() == TokenState.SUSPENDED || network() == NetworkState.SUSPENDED;
  }

  /// Whether, as far as is known, a payment with it has a chance.
  public boolean isUsable() {
    return state() == TokenState.ACTIVE
        && (network() == NetworkState.ACTIVE || network() == NetworkState.UNKNOWN);
  }

  /// Whether something may still become of it.
  public boolean isLive() {
    return state() != TokenState.CANCELLED && network() != NetworkState.DELETED;
  }

  public Warning warning(LocalDate today, int months) {
    return isLive() ? Warning.of(card().expiry(), today, months) : Warning.NONE;
  }

  /// The buyer entered a card under the same token.
  public CardToken registered(OrderId order, long place, Card card) {
    boolean later = place > registered;
    return new CardToken(
        id,
        since,
        later ? order : this.order,
        Math.max(place, registered),
        seenCard.and(card, place),
        told,
        cancelled,
        seenNetwork,
        deleted,
        due,
        unanswered,
        version);
  }

  /// What an ITN says, once it may be believed. Of one that is not signed, only what the gateway
  /// tells nowhere else.
  public CardToken after(CardUpdate update) {
    boolean gone = update.network().filter(NetworkState.DELETED::equals).isPresent();
    long place = update.place();
    return new CardToken(
        id,
        since,
        order,
        registered,
        update.signed() ? seenCard.and(update.card(), place) : seenCard,
        update.token().map(state -> told.or(new Seen<>(state, place))).orElse(told),
        update
            .token()
            .filter(_ -> update.signed())
            .map(state -> cancelled.or(new Seen<>(state == TokenState.CANCELLED, place)))
            .orElse(cancelled),
        update.network().map(one -> seenNetwork.or(new Seen<>(one, place))).orElse(seenNetwork),
        gone ? Math.max(deleted, place) : deleted,
        due,
        unanswered,
        version);
  }

  /// What the gateway says when it is asked.
  public CardToken after(Checked checked) {
    return new CardToken(
        id,
        since,
        order,
        registered,
        seenCard.and(checked.card(), checked.place()),
        told,
        cancelled.or(new Seen<>(checked.cancelled(), checked.place())),
        seenNetwork,
        deleted,
        due,
        unanswered,
        version);
  }

  /// Asked for at `due`, after so many askings in a row without an answer.
  public CardToken asked(Optional<Instant> due, int unanswered) {
    return with(due, unanswered, version);
  }

  /// As it stands once it has been written.
  public CardToken written() {
    return with(due, unanswered, version + 1);
  }

  private CardToken with(Optional<Instant> due, int unanswered, long version) {
    return new CardToken(
        id,
        since,
        order,
        registered,
        seenCard,
        told,
        cancelled,
        seenNetwork,
        deleted,
        due,
        unanswered,
        version);
  }
}
