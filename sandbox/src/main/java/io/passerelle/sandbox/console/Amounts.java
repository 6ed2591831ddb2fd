package io.passerelle.sandbox.console;

import io.passerelle.payment.Currency;
import io.passerelle.payment.Money;

/// Amounts as people read them.
final class Amounts {

  private Amounts() {}

  static String shown(long minorUnits, String currency) {
    return Money.of(minorUnits, Currency.valueOf(currency)).toString();
  }
}
