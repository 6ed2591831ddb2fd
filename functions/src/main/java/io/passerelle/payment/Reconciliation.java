package io.passerelle.payment;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// When the gateway is to be asked what became of an order, since it has told nothing final: a
/// quarter of an hour after the buyer left, then after an hour, then each day.
///
/// `asked` counts the times since then; `next` is empty where it is not planned.
public record Reconciliation(int asked, Optional<Instant> next) {

  /// How long an order is asked for that has a transaction under way.
  public static final Duration PENDING_FOR = Duration.ofDays(30);

  /// How long one is asked for that has none: nobody can begin to pay on a page of yesterday.
  public static final Duration NOTHING_FOR = Duration.ofDays(7);

  static final int FIRST_TIMES = 2;

  private static final Duration FIRST = Duration.ofMinutes(15);
  private static final Duration SECOND = Duration.ofHours(1);
  private static final Duration EACH = Duration.ofDays(1);

  public static Reconciliation none() {
    return new Reconciliation(0, Optional.empty());
  }

  /// From the moment at which the buyer left.
  static Reconciliation begun(Instant left) {
    return new Reconciliation(0, Optional.of(left.plus(FIRST)));
  }

  public boolean isDue(Instant now) {
    return next.filter(at -> !at.isAfter(now)).isPresent();
  }

  Reconciliation until(Instant later) {
    return new Reconciliation(asked, Optional.of(later));
  }

  Reconciliation ended() {
    return new Reconciliation(asked, Optional.empty());
  }

  /// Asked at `now`, of an order that was left at `left` and is given up at `end`.
  Reconciliation after(Instant left, Instant now, Instant end) {
    Instant second = left.plus(SECOND);
    Instant at = asked == 0 && second.isAfter(now) ? second : now.plus(EACH);
    return new Reconciliation(asked + 1, Optional.of(at).filter(end::isAfter));
  }
}
