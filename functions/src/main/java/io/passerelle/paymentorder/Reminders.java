package io.passerelle.paymentorder;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// When a buyer who has not paid is reminded: so many days before the last day of validity, or
/// after it, at nine in the morning where the merchant is.
///
/// `days` are counted from the last day on which it can be paid: -3 is three days before it. `due`
/// is when the next one goes; one whose time has passed when the plan is made is left out.
public record Reminders(List<Integer> days, ZoneId zone, Optional<Instant> due) {

  public static final String FIELD = "reminders";
  public static final int MOST = 10;

  private static final int DAYS_BEFORE_MAX = 92;
  private static final int DAYS_AFTER_MAX = 30;
  private static final LocalTime AT = LocalTime.of(9, 0);

  public Reminders {
    days = List.copyOf(days);
  }

  public static Reminders none(ZoneId zone) {
    return new Reminders(List.of(), zone, Optional.empty());
  }

  static Reminders read(Fields fields, ZoneId zone, Channel channel) {
    String written = fields.line(FIELD, 80);
    if (written.isEmpty()) {
      return none(zone);
    }
    if (channel.isByHand()) {
      throw new InvalidField(FIELD, "are for what is sent from here, not for " + channel);
    }
    List<Integer> days =
        Stream.of(written.split(";", -1)).map(one -> day(one.strip())).distinct().sorted().toList();
    if (days.size() > MOST) {
      throw new InvalidField(FIELD, "must be " + MOST + " at most");
    }
    return new Reminders(days, zone, Optional.empty());
  }

  private static int day(String written) {
    if (!written.matches("[+-]?[0-9]{1,2}")) {
      throw new InvalidField(FIELD, "must be days such as -3;-1;2, from the last day of validity");
    }
    int day = Integer.parseInt(written);
    if (day < -DAYS_BEFORE_MAX || day > DAYS_AFTER_MAX) {
      throw new InvalidField(
          FIELD, "must be from " + -DAYS_BEFORE_MAX + " to " + DAYS_AFTER_MAX + " days");
    }
    return day;
  }

  /// With the first that comes after `now`, for this end of validity.
  Reminders planned(Instant end, Instant now) {
    LocalDate last = LocalDate.ofInstant(end.minusNanos(1), zone);
    Optional<Instant> next =
        days.stream()
            .map(day -> last.plusDays(day).atTime(AT).atZone(zone).toInstant())
            .filter(now::isBefore)
            .min(Instant::compareTo);
    return new Reminders(days, zone, next);
  }

  /// None goes any more.
  Reminders ended() {
    return new Reminders(days, zone, Optional.empty());
  }
}
