package io.passerelle.carddesk;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.stream.IntStream;

/// When the gateway's files are there: it makes them on the 1st of each month at 04:00 UTC (its
/// guide on expiring cards, 4.2).
final class Months {

  private static final LocalTime MADE = LocalTime.of(4, 0);

  private Months() {}

  static YearMonth of(Instant now) {
    return YearMonth.from(now.atOffset(ZoneOffset.UTC));
  }

  /// When those that are found by now are looked at again: for files that were made late, twice
  /// before the gateway lets go of the month's first; then when the next month's are made.
  static Instant nextLook(Instant now) {
    YearMonth month = of(now);
    return IntStream.of(1, 11, 20)
        .mapToObj(day -> at(month.atDay(day)))
        .filter(now::isBefore)
        .findFirst()
        .orElseGet(() -> at(month.plusMonths(1).atDay(1)));
  }

  /// The same hour of another day, for what was missed.
  static Instant nextDay(Instant now) {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    return now.isBefore(at(today)) ? at(today) : at(today.plusDays(1));
  }

  private static Instant at(LocalDate day) {
    return day.atTime(MADE).toInstant(ZoneOffset.UTC);
  }
}
