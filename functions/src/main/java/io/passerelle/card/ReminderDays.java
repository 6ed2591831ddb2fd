package io.passerelle.card;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;

/// How many days before the last day of validity buyers are reminded, each time at nine in the
/// morning where the shop is.
public record ReminderDays(List<Integer> days) {

  public static final int MOST_DAYS = 60;

  private static final LocalTime NINE = LocalTime.of(9, 0);

  /// A day that was missed is made good, unless another one is as near as this.
  private static final Duration NEAR = Duration.ofDays(3);

  /// Whoever has not needed the card for so long is left in peace.
  private static final Duration TOO_LATE = Duration.ofDays(92);

  public ReminderDays {
    days = List.copyOf(days);
    if (days.stream().anyMatch(day -> day < 0 || day > MOST_DAYS)) {
      throw new IllegalArgumentException("days before the end of validity");
    }
  }

  /// The first reminder of a card that is planned at `now`: the next nine o'clock where a day has
  /// passed already; empty where nobody is to be reminded of it.
  public Optional<Instant> first(Expiry expiry, Instant now, ZoneId zone) {
    ZonedDateTime over = expiry.lastDay().plusDays(1).atStartOfDay(zone);
    if (days.isEmpty() || now.isAfter(over.toInstant().plus(TOO_LATE))) {
      return Optional.empty();
    }
    Optional<Instant> next = after(expiry, now, zone);
    boolean missed = days.stream().anyMatch(day -> !at(expiry, day, zone).isAfter(now));
    boolean near = next.filter(at -> !at.isAfter(now.plus(NEAR))).isPresent();
    return missed && !near ? Optional.of(nine(now, zone)) : next;
  }

  /// The first reminder after `now`; empty where there is none left.
  public Optional<Instant> after(Expiry expiry, Instant now, ZoneId zone) {
    return days.stream()
        .map(day -> at(expiry, day, zone))
        .filter(now::isBefore)
        .min(Instant::compareTo);
  }

  private static Instant at(Expiry expiry, int day, ZoneId zone) {
    return expiry.lastDay().minusDays(day).atTime(NINE).atZone(zone).toInstant();
  }

  private static Instant nine(Instant now, ZoneId zone) {
    ZonedDateTime today = now.atZone(zone).toLocalDate().atTime(NINE).atZone(zone);
    return (today.toInstant().isBefore(now) ? today.plusDays(1) : today).toInstant();
  }
}
