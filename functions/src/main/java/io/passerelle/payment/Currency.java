package io.passerelle.payment;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A currency that the gateway prices, by its ISO 4217 code.
///
/// A closed list, and with the gateway's own decimals where they differ from ISO's (IDR has none):
/// the vendor's modules are the source (`Sdk/Form/Api.php` of the WooCommerce module). CNY and KHR
/// are left out on purpose: sources disagree on their decimals, and a payment a hundred times too
/// large is worse than a refused one.
public enum Currency {
  ARS("032", 2),
  AUD("036", 2),
  BRL("986", 2),
  CAD("124", 2),
  CHF("756", 2),
  COP("170", 2),
  CZK("203", 2),
  DKK("208", 2),
  EUR("978", 2),
  GBP("826", 2),
  HKD("344", 2),
  HUF("348", 2),
  IDR("360", 0),
  INR("356", 2),
  JPY("392", 0),
  KRW("410", 0),
  KWD("414", 3),
  MAD("504", 2),
  MXN("484", 2),
  MYR("458", 2),
  NOK("578", 2),
  NZD("554", 2),
  PEN("604", 2),
  PHP("608", 2),
  PLN("985", 2),
  RUB("643", 2),
  SEK("752", 2),
  SGD("702", 2),
  THB("764", 2),
  TND("788", 3),
  TRY("949", 2),
  TWD("901", 2),
  USD("840", 2),
  XOF("952", 0),
  XPF("953", 0),
  ZAR("710", 2);

  private static final Map<String, Currency> BY_CODE =
      Stream.of(values()).collect(toUnmodifiableMap(Enum::name, currency -> currency));
  private static final Map<String, Currency> BY_NUMERIC =
      Stream.of(values()).collect(toUnmodifiableMap(Currency::numeric, currency -> currency));

  private final String numeric;
  private final int decimals;

  Currency(String numeric, int decimals) {
    this.numeric = numeric;
    this.decimals = decimals;
  }

  /// Finds a currency by its letters: `EUR`.
  public static Optional<Currency> ofCode(String code) {
    return Optional.ofNullable(BY_CODE.get(code));
  }

  /// Finds a currency by its three digits, the leading zero included: `036` is the Australian
  /// dollar.
  public static Optional<Currency> ofNumeric(String numeric) {
    return Optional.ofNullable(BY_NUMERIC.get(numeric));
  }

  public String numeric() {
    return numeric;
  }

  /// How many digits of an amount stand after the decimal point: 2 for the euro, 0 for the yen.
  public int decimals() {
    return decimals;
  }
}
