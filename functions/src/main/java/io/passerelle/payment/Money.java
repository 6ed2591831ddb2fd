package io.passerelle.payment;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;

/// An amount in its currency's minor unit: `Money.of(1250, Currency.EUR)` is 12.50 euros.
///
/// Minor units in a `long`, not a decimal: it is the form that the gateway signs, and two equal
/// amounts are then always `equals`. At most twelve digits, as on the wire (form guide, field
/// `vads_amount`, n..12).
public record Money(long minorUnits, Currency currency) implements Comparable<Money> {

  public static final long MINOR_UNITS_MAX = 999_999_999_999L;

  public Money {
    if (minorUnits < 0 || minorUnits > MINOR_UNITS_MAX) {
      throw new IllegalArgumentException("amount out of range: " + minorUnits);
    }
  }

  public static Money of(long minorUnits, Currency currency) {
    return new Money(minorUnits, currency);
  }

  /// Reads a shop's decimal amount, such as `12.50`. Fails rather than round.
  public static Money parse(String decimal, Currency currency) {
    if (!decimal.matches("\\d{1,12}(\\.\\d{1,12})?")) {
      throw new IllegalArgumentException("not a decimal amount");
    }
    try {
      BigDecimal minorUnits = new BigDecimal(decimal).movePointRight(currency.decimals());
      return new Money(minorUnits.longValueExact(), currency);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          currency + " has " + currency.decimals() + " decimals, not those of " + decimal, e);
    }
  }

  public Money plus(Money other) {
    requireSameCurrency(other);
    return new Money(minorUnits + other.minorUnits, currency);
  }

  public Money minus(Money other) {
    requireSameCurrency(other);
    return new Money(minorUnits - other.minorUnits, currency);
  }

  /// Splits into parts that add up to this amount; the last carries the remainder, as the gateway
  /// itself splits (form guide, field `vads_payment_config`).
  public List<Money> split(int parts) {
    if (parts < 1) {
      throw new IllegalArgumentException("no parts: " + parts);
    }
    long share = minorUnits / parts;
    long remainder = minorUnits % parts;
    return IntStream.range(0, parts)
        .mapToObj(i -> new Money(i == parts - 1 ? share + remainder : share, currency))
        .toList();
  }

  /// The amount without its currency: `12.50`.
  public String decimal() {
    return BigDecimal.valueOf(minorUnits, currency.decimals()).toPlainString();
  }

  @Override
  public int compareTo(Money other) {
    requireSameCurrency(other);
    return Long.compare(minorUnits, other.minorUnits);
  }

  @Override
  public String toString() {
    return decimal() + " " + currency;
  }

  private void requireSameCurrency(Money other) {
    if (currency != other.currency) {
      throw new IllegalArgumentException(
          currency + " and " + other.currency + " cannot be reckoned together");
    }
  }
}
