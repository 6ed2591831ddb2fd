package io.passerelle.carddesk;

import io.passerelle.card.CardSubscription;
import io.passerelle.card.CardToken;
import io.passerelle.card.Expiry;
import io.passerelle.card.Holder;
import io.passerelle.cardfile.ExpiringCard;
import io.passerelle.cardfile.InvalidRecord;
import io.passerelle.cardfile.Subscription;
import java.time.LocalDate;
import java.util.Optional;

/// Kept cards and what they pay for as records of a file.
final class Details {

  private Details() {}

  /// A token whose card's end is known. What the file may not say of the holder is left out; empty
  /// where the token itself may not stand there.
  static Optional<ExpiringCard> card(CardToken token) {
    Holder holder = token.holder();
    return card(token, holder.name(), holder.email()).or(() -> card(token, holder.name(), ""));
  }

  private static Optional<ExpiringCard> card(CardToken token, String name, String email) {
    LocalDate end = token.card().expiry().map(Expiry::lastDay).orElseThrow();
    try {
      return Optional.of(new ExpiringCard(token.id().token(), name, email, end));
    } catch (InvalidRecord invalid) {
      return Optional.empty();
    }
  }

  static Optional<Subscription> subscription(CardSubscription one) {
    try {
      return Optional.of(
          new Subscription(
              one.id(),
              one.counter(),
              one.rule(),
              one.effect(),
              one.amount(),
              one.initial(),
              one.initialTimes()));
    } catch (InvalidRecord invalid) {
      return Optional.empty();
    }
  }
}
