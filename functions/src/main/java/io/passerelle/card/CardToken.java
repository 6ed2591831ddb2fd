package io.passerelle.card;

import io.passerelle.payment.OrderId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/// A kept card: its name, where and when the buyer entered it last (`order`, `entered`), all that
/// was learnt of it, and when the gateway is asked about it next.
///
/// `listing` is where a file of the gateway's had it last. `since` is when it was first heard of;
/// `due` is empty where there is nothing more to learn; `unanswered` counts askings without an
/// answer. `version` counts its writes.
public record CardToken(
    TokenId id,
    Instant since,
    OrderId order,
    Instant entered,
    CardFacts facts,
    Optional<Listing> listing,
    Optional<Instant> due,
    int unanswered,
    long version) {

  /// One of which nothing was known before.
  public static CardToken of(
      TokenId id, OrderId order, long place, Card card, Holder holder, Instant now) {
    CardFacts facts = CardFacts.of(place, card, holder);
    return new CardToken(
        id, now, order, Instant.EPOCH, facts, Optional.empty(), Optional.empty(), 0, 0);
  }

  public Card card() {
    return facts.card();
  }

  public Holder holder() {
    return facts.seenHolder().value();
  }

  /// A cancelled token lives again where the gateway says so, or where the buyer enters a card.
  public TokenState state() {
    return facts.state();
  }

  public NetworkState network() {
    return facts.network();
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
  public CardToken registered(OrderId order, long place, Card card, Holder holder) {
    OrderId latest = place > facts.registered() ? order : this.order;
    CardFacts known = facts.registered(place, card, holder);
    return new CardToken(id, since, latest, entered, known, listing, due, unanswered, version);
  }

  /// The card was entered then, or later.
  public CardToken entered(Instant at) {
    Instant latest = at.isAfter(entered) ? at : entered;
    return new CardToken(id, since, order, latest, facts, listing, due, unanswered, version);
  }

  /// What an ITN says, once it may be believed. Of one that is not signed, only what the gateway
  /// tells nowhere else.
  public CardToken after(CardUpdate update) {
    return knowing(facts.after(update));
  }

  /// What the gateway says when it is asked.
  public CardToken after(Checked checked) {
    return knowing(facts.after(checked));
  }

  /// What one of the gateway's own files of expiring cards says.
  public CardToken listed(long place, Card card, Holder holder) {
    return knowing(facts.listed(place, card, holder));
  }

  /// In which of those files it stood last.
  public CardToken listed(Listing where) {
    return new CardToken(
        id, since, order, entered, facts, Optional.of(where), due, unanswered, version);
  }

  /// Without the person whose card it is.
  public CardToken forgotten() {
    return knowing(facts.forgotten());
  }

  public boolean isForgotten() {
    return facts.isForgotten();
  }

  /// Asked for at `due`, after so many askings in a row without an answer.
  public CardToken asked(Optional<Instant> due, int unanswered) {
    return new CardToken(id, since, order, entered, facts, listing, due, unanswered, version);
  }

  /// As it stands once it has been written.
  public CardToken written() {
    return new CardToken(id, since, order, entered, facts, listing, due, unanswered, version + 1);
  }

  private CardToken knowing(CardFacts facts) {
    return new CardToken(id, since, order, entered, facts, listing, due, unanswered, version);
  }
}
