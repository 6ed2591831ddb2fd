package io.passerelle.payment;

import java.time.LocalDate;

/// An amount that is paid in parts: the first at once, each other one `intervalDays` after the one
/// before.
///
/// The gateway is told the first part, how many there are and the interval, and splits what is left
/// itself: equal parts, the remainder on the last (form guide, field `vads_payment_config`). This
/// is the same reckoning, so that the parts always add up to the amount and are those that it will
/// tell of.
public record Instalments(Money total, Money first, int count, int intervalDays) {

  public static final int COUNT_MIN = 2;

  /// What the gateway takes in two digits is far beyond what any card lasts.
  public static final int COUNT_MAX = 24;

  public static final int INTERVAL_DAYS_MAX = 365;

  public Instalments {
    if (count < COUNT_MIN || count > COUNT_MAX) {
      throw new IllegalArgumentException("a payment has " + COUNT_MIN + " to " + COUNT_MAX);
    }
    if (intervalDays < 1 || intervalDays > INTERVAL_DAYS_MAX) {
      throw new IllegalArgumentException("an interval has 1 to " + INTERVAL_DAYS_MAX + " days");
    }
    long rest = total.minus(first).minorUnits();
    if (first.minorUnits() < 1 || rest < count - 1) {
      throw new IllegalArgumentException("a part of nothing");
    }
  }

  /// The part with that number, from 1.
  public Money part(int sequence) {
    if (sequence < 1 || sequence > count) {
      throw new IllegalArgumentException("no part " + sequence + " of " + count);
    }
    long part = part(total.minorUnits(), first.minorUnits(), count, sequence);
    return new Money(part, total.currency());
  }

  static long part(long total, long first, int count, int sequence) {
    if (sequence == 1) {
      return first;
    }
    long each = (total - first) / (count - 1);
    return sequence < count ? each : total - first - each * (count - 2);
  }

  /// The day on which a part is due, where the first is paid on `start`.
  public LocalDate due(int sequence, LocalDate start) {
    return start.plusDays((long) intervalDays * (sequence - 1));
  }
}
