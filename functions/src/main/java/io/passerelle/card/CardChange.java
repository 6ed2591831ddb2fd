package io.passerelle.card;

import java.util.EnumSet;
import java.util.Set;

/// What became different of a kept card, as far as a merchant has to know.
public enum CardChange {
  SUSPENDED(Advice.ASK_BUYER),
  REACTIVATED(Advice.NOTHING),
  RENEWED(Advice.SHOW_NEW_CARD),
  CLOSED(Advice.ASK_NEW_CARD),
  CANCELLED(Advice.ASK_NEW_CARD);

  /// What the merchant should do.
  public enum Advice {
    /// The card works again.
    NOTHING,
    /// The buyer has to have the card reactivated, or to change it.
    ASK_BUYER,
    /// Wherever the shop shows the card, show the new digits and the new end of validity.
    SHOW_NEW_CARD,
    /// The buyer has to enter another means of payment.
    ASK_NEW_CARD
  }

  private final Advice advice;

  CardChange(Advice advice) {
    this.advice = advice;
  }

  public Advice advice() {
    return advice;
  }

  /// What is told of two states of one token; nothing of a token that is dead in both.
  public static Set<CardChange> between(CardToken before, CardToken after) {
    Set<CardChange> changes = EnumSet.noneOf(CardChange.class);
    if (after.state() == TokenState.CANCELLED) {
      return before.state() == TokenState.CANCELLED ? changes : EnumSet.of(CANCELLED);
    }
    if (after.network() == NetworkState.DELETED) {
      return before.network() == NetworkState.DELETED ? changes : EnumSet.of(CLOSED);
    }
    if (after.isSuspended() && !before.isSuspended()) {
      changes.add(SUSPENDED);
    }
    if (before.isSuspended() && after.isUsable()) {
      changes.add(REACTIVATED);
    }
    if (after.card().isRenewalOf(before.card())) {
      changes.add(RENEWED);
    }
    return changes;
  }
}
