package io.passerelle.sandbox.lambda;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// When a schedule of EventBridge comes: `rate(15 minutes)`, or `cron(minute hour day month weekday
/// year)` with numbers, names, lists, ranges, steps, `L` for a month's last day and `?`.
///
/// A rate is counted from midnight of 1 January 1970, since the moment of deployment is nobody's to
/// know here. `W` and `#` are refused: no schedule of the bridge needs them.
public sealed interface Cron {

  /// The first time after `instant`; none where there is none within four years.
  Optional<Instant> next(Instant instant);

  /// Throws `IllegalArgumentException` for an expression that is not understood.
  static Cron of(String expression, ZoneId zone) {
    String inside = expression.substring(expression.indexOf('(') + 1).replace(")", "").strip();
    if (expression.startsWith("rate(")) {
      return Rate.of(inside);
    }
    String[] fields = inside.split("\\s+", -1);
    if (!expression.startsWith("cron(") || fields.length != 6) {
      throw new IllegalArgumentException("Not a schedule: " + expression);
    }
    return Fields.of(fields, zone);
  }

  /// Every so often.
  record Rate(Duration every) implements Cron {

    static Rate of(String words) {
      String[] parts = words.split("\\s+", -1);
      long count = Long.parseLong(parts[0]);
      Duration unit =
          switch (parts.length == 2 ? parts[1] : "") {
            case "minute", "minutes" -> Duration.ofMinutes(1);
            case "hour", "hours" -> Duration.ofHours(1);
            case "day", "days" -> Duration.ofDays(1);
            default -> throw new IllegalArgumentException("Not a rate: " + words);
          };
      if (count < 1) {
        throw new IllegalArgumentException("Not a rate: " + words);
      }
      return new Rate(unit.multipliedBy(count));
    }

    @Override
    public Optional<Instant> next(Instant instant) {
      long seconds = every.toSeconds();
      return Optional.of(
          Instant.ofEpochSecond((Math.floorDiv(instant.getEpochSecond(), seconds) + 1) * seconds));
    }
  }

  /// At the minutes that all fields allow.
  record Fields(List<Integer> minutes, List<Integer> hours, CronField.Days days, ZoneId zone)
      implements Cron {

    private static final int DAYS_AHEAD_MAX = 4 * 366;

    static Fields of(String[] fields, ZoneId zone) {
      return new Fields(
          CronField.numbers(fields[0], 0, 59),
          CronField.numbers(fields[1], 0, 23),
          CronField.Days.of(fields[2], fields[3], fields[4], fields[5]),
          zone);
    }

    @Override
    public Optional<Instant> next(Instant instant) {
      LocalDate first = instant.atZone(zone).toLocalDate();
      return IntStream.rangeClosed(0, DAYS_AHEAD_MAX)
          .mapToObj(first::plusDays)
          .filter(days::has)
          .flatMap(day -> timesOf(day).filter(time -> time.isAfter(instant)).findFirst().stream())
          .findFirst();
    }

    /// A time that the clock skips in spring is left out, as EventBridge does.
    private Stream<Instant> timesOf(LocalDate day) {
      return hours.stream()
          .flatMap(hour -> minutes.stream().map(minute -> LocalTime.of(hour, minute)))
          .map(time -> ZonedDateTime.of(day, time, zone))
          .filter(time -> hours.contains(time.getHour()) && minutes.contains(time.getMinute()))
          .map(ZonedDateTime::toInstant);
    }
  }
}
