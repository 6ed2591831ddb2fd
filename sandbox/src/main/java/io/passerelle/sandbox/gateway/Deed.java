package io.passerelle.sandbox.gateway;

import io.passerelle.sandbox.gateway.Authorisation.ThreeDs;
import java.util.Optional;

/// What the buyer does: pays with a card, with what comes of it. `forced` overrides what the card
/// itself does, where a test wants a certain state; `keepsCard` is the buyer's answer where the
/// page asks.
record Deed(TestCard card, Outcome outcome, Optional<Status> forced, boolean keepsCard) {

  Deed(TestCard card, Outcome outcome, Optional<Status> forced) {
    this(card, outcome, forced, false);
  }

  /// The same, and the buyer wants the card to be kept or not.
  Deed keeping(boolean keeps) {
    return new Deed(card, outcome, forced, keeps);
  }

  /// What comes of a payment.
  enum Outcome {
    ACCEPTED,
    REFUSED,
    REFUSED_3DS,
    PENDING
  }

  /// What the card does by itself; a challenge counts as passed where the card passes it.
  static Deed with(TestCard card) {
    Outcome outcome =
        switch (card.outcome()) {
          case ACCEPTED, CHALLENGE -> Outcome.ACCEPTED;
          case CHALLENGE_REFUSED, REFUSED_3DS -> Outcome.REFUSED_3DS;
          case REFUSED, TOKEN_ONLY -> Outcome.REFUSED;
          case PAYPAL -> Outcome.PENDING;
        };
    return new Deed(card, outcome, Optional.empty());
  }

  /// The same card with a challenge that was failed.
  static Deed failingChallenge(TestCard card) {
    return new Deed(card, Outcome.REFUSED_3DS, Optional.empty());
  }

  /// `word` is ACCEPTED, REFUSED, REFUSED_3DS, PAYPAL or a status of the gateway.
  static Optional<Deed> named(TestCard card, String word) {
    return switch (word) {
      case "ACCEPTED" -> Optional.of(new Deed(card, Outcome.ACCEPTED, Optional.empty()));
      case "REFUSED" -> Optional.of(new Deed(card, Outcome.REFUSED, Optional.empty()));
      case "REFUSED_3DS" -> Optional.of(failingChallenge(card));
      case "PAYPAL" -> TestCard.numbered("PAYPAL_SB").map(Deed::with);
      default -> Status.named(word).map(status -> forced(card, status));
    };
  }

  private static Deed forced(TestCard card, Status status) {
    Outcome outcome = status.isGood() ? Outcome.ACCEPTED : Outcome.REFUSED;
    return new Deed(card, outcome, Optional.of(status));
  }

  ThreeDs threeDs() {
    if (outcome == Outcome.REFUSED_3DS) {
      return ThreeDs.FAILED;
    }
    if (card.isPayPal()) {
      return ThreeDs.NONE;
    }
    return card.asksForChallenge() ? ThreeDs.CHALLENGE : ThreeDs.FRICTIONLESS;
  }
}
