package io.passerelle.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/// When a delivery that failed is tried again by itself.
@SuppressWarnings("ImmutableEnumChecker") // List.of is immutable.
public enum Schedule {
  /// Not at all.
  NEVER(),

  /// At the next quarter hour, four times, as the gateway itself replays (module guides, chapter on
  /// the notification URL).
  QUARTER_HOURS(),

  /// Sixteen times within a day, soon and then ever later: what a platform with an interface of its
  /// own asks of those who call it (Shopify, Payments Apps, "Retry policy").
  DAY(
      5, 10, 30, 45, 60, 120, 300, 720, 2_280, 3_600, 7_200, 14_400, 14_400, 14_400, 14_400,
      14_400);

  /// As long as the next try is nearer than the quarter hour that a person is used to, none is
  /// told.
  private static final Duration SOON = Duration.ofMinutes(15);

  private static final int QUARTER_HOUR_TRIES = 5;

  private final List<Duration> waits;

  Schedule(long... seconds) {
    this.waits = LongStream.of(seconds).mapToObj(Duration::ofSeconds).toList();
  }

  /// How many times a delivery is tried by itself, the first time included.
  public int triesMax() {
    return this == QUARTER_HOURS ? QUARTER_HOUR_TRIES : waits.size() + 1;
  }

  /// When the next try is due, of a delivery whose `tries`th was made `at`; empty after the last.
  public Optional<Instant> next(int tries, Instant at) {
    if (tries >= triesMax()) {
      return Optional.empty();
    }
    return Optional.of(
        this == QUARTER_HOURS ? QuarterHours.after(at) : at.plus(waits.get(tries - 1)));
  }

  /// How many of the attempts were made by itself.
  static int tries(List<Attempt> attempts) {
    return (int) attempts.stream().filter(one -> !one.byHand()).count();
  }

  /// Whether nobody need know yet of what went wrong: the delivery is tried again in a moment, or
  /// was delivered before anybody was told.
  public static boolean isQuiet(Delivery delivery) {
    int tries = tries(delivery.attempts());
    boolean byHand = tries < delivery.attempts().size();
    boolean delivered = delivery.state() == Delivery.State.DELIVERED;
    return !byHand
        && (delivered || delivery.due().isPresent())
        && delivery.schedule().isSoon(delivered ? tries - 1 : tries);
  }

  private boolean isSoon(int tries) {
    return tries > 0 && tries <= waits.size() && waits.get(tries - 1).compareTo(SOON) < 0;
  }
}
