package io.passerelle.carddesk;

import java.time.Instant;
import java.time.YearMonth;
import java.util.Optional;

/// What one visit brought: how many files that were not known, the latest month of which there are
/// files, and what it left for another visit soon.
record Taken(int fetched, Optional<YearMonth> month, Left left) {

  static final Taken NOTHING = new Taken(0, Optional.empty(), Left.NOTHING);

  /// What weighs more comes later.
  enum Left {
    NOTHING,
    /// There was no time for all.
    SOME,
    /// A file became another while it was read: somebody is writing it.
    CHANGING;

    private Left and(Left other) {
      return compareTo(other) < 0 ? other : this;
    }
  }

  static Taken leaving(Left left) {
    return new Taken(0, Optional.empty(), left);
  }

  static Taken of(YearMonth month) {
    return new Taken(0, Optional.of(month), Left.NOTHING);
  }

  /// Whether all that is there was known already, files of this month among it.
  boolean isComplete(Instant now) {
    return fetched == 0 && left == Left.NOTHING && month.filter(Months.of(now)::equals).isPresent();
  }

  Taken and(Taken other) {
    Optional<YearMonth> latest =
        month.isEmpty() || other.month.filter(month.get()::isBefore).isPresent()
            ? other.month
            : month;
    return new Taken(fetched + other.fetched, latest, left.and(other.left));
  }
}
