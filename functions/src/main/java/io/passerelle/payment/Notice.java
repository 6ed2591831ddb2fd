package io.passerelle.payment;

/// Something about an order that a person has to know.
public enum Notice {
  AMOUNT_DIFFERS,
  CURRENCY_DIFFERS,
  MODE_DIFFERS,
  UNKNOWN_STATUS,
  DOUBLE_PAYMENT,
  CONTRADICTION,
  /// More transactions than any real order has; the rest is recorded and not reckoned.
  TOO_MANY_TRANSACTIONS
}
