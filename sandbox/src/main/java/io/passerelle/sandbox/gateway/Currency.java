package io.passerelle.sandbox.gateway;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// A currency that the gateway knows, with the number of its decimals and a made-up rate: how many
/// of it buy one euro.
record Currency(String alpha, String numeric, int decimals, String perEuro) {

  private static final Map<String, Currency> BY_NUMERIC =
      Table.rows("currencies.csv", 4).stream()
          .map(
              row -> new Currency(row.get(0), row.get(1), Integer.parseInt(row.get(2)), row.get(3)))
          .collect(Collectors.toUnmodifiableMap(Currency::numeric, currency -> currency));

  static final Currency EURO = BY_NUMERIC.getOrDefault("978", new Currency("EUR", "978", 2, "1"));

  static Optional<Currency> numbered(String numeric) {
    return Optional.ofNullable(BY_NUMERIC.get(numeric));
  }

  /// The amount in units of the currency, such as `49.90` or `5000`.
  String inUnits(long amount) {
    return BigDecimal.valueOf(amount, decimals).toPlainString();
  }

  /// The amount in the smallest units of the euro: divided by the rate and rounded half up, as the
  /// gateway does (163500 USD at 1.1334 are 144256 cents).
  long inCents(long amount) {
    return BigDecimal.valueOf(amount, decimals)
        .divide(new BigDecimal(perEuro), EURO.decimals, RoundingMode.HALF_UP)
        .unscaledValue()
        .longValueExact();
  }

  /// What so many cents of the euro come to: times the rate, rounded half up.
  long ofCents(long cents) {
    return BigDecimal.valueOf(cents, EURO.decimals)
        .multiply(new BigDecimal(perEuro))
        .setScale(decimals, RoundingMode.HALF_UP)
        .unscaledValue()
        .longValueExact();
  }
}
