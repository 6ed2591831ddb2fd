package io.passerelle.card;

import java.time.LocalDate;
import java.util.Optional;

/// How near the end of a card's validity is, in the colours of the gateway's back office.
public enum Warning {
  NONE,
  /// The warning period has begun.
  ORANGE,
  /// The card is not valid any more.
  RED;

  /// How many months before the end of validity the period begins, unless a shop says otherwise.
  public static final int MONTHS = 2;

  /// Near is what ends at most so many months from today. An unknown end warns of nothing.
  public static Warning of(Optional<Expiry> expiry, LocalDate today, int months) {
    if (expiry.isEmpty()) {
      return NONE;
    }
    LocalDate lastDay = expiry.get().lastDay();
    if (lastDay.isBefore(today)) {
      return RED;
    }
    return lastDay.isAfter(today.plusMonths(months)) ? NONE : ORANGE;
  }
}
