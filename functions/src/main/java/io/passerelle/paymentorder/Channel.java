package io.passerelle.paymentorder;

/// How a payment order reaches its buyer.
public enum Channel {
  EMAIL,
  URL,
  SMS,
  INVOICE,
  /// Carried only where a deployment has plugged in somebody who does.
  WHATSAPP;

  /// Whether the merchant hands it over, and says so afterwards.
  public boolean isByHand() {
    return this == URL || this == INVOICE;
  }

  /// Whether it goes to a phone number, in a text of limited length.
  public boolean isToPhone() {
    return this == SMS || this == WHATSAPP;
  }
}
