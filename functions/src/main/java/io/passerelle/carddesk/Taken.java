package io.passerelle.carddesk;

import java.time.Instant;
import java.time.YearMonth;
import java.util.Optional;

/// What one visit brought: how many files that were not known, the latest month of which there are
/// files, and whether some were left for another visit soon.
record Taken(int fetched, Optional<YearMonth> month, boolean isAgain) {

  static final Taken NOTHING = new Taken(0, Optional.empty(), false);

  boolean isOf(Instant now) {
    return month.filter(Months.of(now)::equals).isPresent();
  }

  Taken and(Taken other) {
    Optional<YearMonth> latest =
        month.isEmpty() || other.month.filter(month.get()::isBefore).isPresent()
            ? other.month
            : month;
    return new Taken(fetched + other.fetched, latest, isAgain || other.isAgain);
  }
}
