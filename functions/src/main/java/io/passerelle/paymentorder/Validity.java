package io.passerelle.paymentorder;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;

/// How long a payment order can be paid: to the end of a day where the merchant is, or to a moment;
/// three months at most.
///
/// Days are those of the merchant's calendar, so that one with a change of the clock in it is as
/// long as it is there. `days` is how many there are where a merchant names no end.
public record Validity(ZoneId zone, int days) {

  /// The field that it is written in.
  public static final String FIELD = "validUntil";

  public static final Period LONGEST = Period.ofMonths(3);
  public static final int DAYS_MAX = 92;

  /// The first moment at which it cannot be paid any more: of a day written `2026-03-29`, the
  /// beginning of the next. Empty is the shop's default.
  public Instant end(String written, Instant now) {
    Instant end = written.isEmpty() ? otherwise(now) : read(written);
    if (!end.isAfter(now)) {
      throw new InvalidField(FIELD, "must be in the future");
    }
    if (end.isAfter(latest(now))) {
      throw new InvalidField(FIELD, "must be within three months");
    }
    return end;
  }

  /// Never beyond the latest: 92 days are more than three months that have a February.
  private Instant otherwise(Instant now) {
    Instant end = endOf(today(now).plusDays(days));
    Instant latest = latest(now);
    return end.isAfter(latest) ? latest : end;
  }

  private Instant latest(Instant now) {
    return endOf(today(now).plus(LONGEST));
  }

  private LocalDate today(Instant now) {
    return LocalDate.ofInstant(now, zone);
  }

  private Instant endOf(LocalDate day) {
    return day.plusDays(1).atStartOfDay(zone).toInstant();
  }

  private Instant read(String written) {
    try {
      return written.length() == 10
          ? endOf(LocalDate.parse(written))
          : OffsetDateTime.parse(written).toInstant();
    } catch (DateTimeException e) {
      throw new InvalidField(
          FIELD, "must be a day such as 2026-03-29, or a time such as 2026-03-29T18:00:00Z");
    }
  }
}
