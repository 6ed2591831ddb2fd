package io.passerelle.paymentorder;

/// How a payment order reaches its buyer.
public enum Channel {
  EMAIL,
  URL,
  SMS,
  INVOICE;

  /// Whether the merchant hands it over, and says so afterwards.
  public boolean isByHand() {
    return this == URL || this == INVOICE;
  }
}
