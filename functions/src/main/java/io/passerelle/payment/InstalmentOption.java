package io.passerelle.payment;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// A way to pay in several parts that a shop offers, such as `3x`: in how many parts and how far
/// apart, which percentage of the total the first is (empty: equal parts), and between which
/// amounts it is offered.
///
/// `least` and `most` are in the smallest unit of the order's currency, as all amounts are, and
/// both count as offered.
public record InstalmentOption(
    String code,
    boolean active,
    String label,
    int count,
    int intervalDays,
    OptionalInt firstPercent,
    OptionalLong least,
    OptionalLong most) {

  public static final int CODE_LENGTH_MAX = 20;

  public InstalmentOption {
    if (firstPercent.isPresent() && (firstPercent.getAsInt() < 1 || firstPercent.getAsInt() > 99)) {
      throw new IllegalArgumentException("a first part has 1 to 99 percent");
    }
  }

  public boolean isOffered(Money total) {
    return split(total).isPresent();
  }

  /// The parts of an amount; empty where the option is not offered for it: it is switched off, the
  /// amount is out of its limits, or does not reach for all parts.
  public Optional<Instalments> split(Money total) {
    long amount = total.minorUnits();
    boolean within = amount >= least.orElse(0) && amount <= most.orElse(Money.MINOR_UNITS_MAX);
    long first = first(amount);
    if (!active || !within || first < 1 || amount - first < count - 1) {
      return Optional.empty();
    }
    Money firstPart = Money.of(first, total.currency());
    return Optional.of(new Instalments(total, firstPart, count, intervalDays));
  }

  /// Cut to a whole unit and never rounded up, as the vendor's Odoo module does; what is cut off is
  /// in the other parts.
  long first(long amount) {
    return firstPercent.isPresent() ? amount * firstPercent.getAsInt() / 100 : amount / count;
  }
}
