package io.passerelle.sandbox.shopify;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/// Something for sale and its price, in a currency with two, no and three decimals.
record Price(String product, String amount, String currency) {

  static final List<Price> ALL =
      List.of(
          new Price("lamp", "49.90", "EUR"),
          new Price("desk", "399.00", "EUR"),
          new Price("notebook", "6.50", "EUR"),
          new Price("teapot", "5200", "JPY"),
          new Price("carpet", "125.750", "KWD"));

  static Optional<Price> of(String product) {
    return ALL.stream().filter(one -> one.product().equals(product)).findFirst();
  }

  static BigDecimal decimal(String amount) {
    return new BigDecimal(amount);
  }
}
