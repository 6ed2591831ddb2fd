package io.passerelle.payment;

/// Where an order stands, reckoned from all that is known of its transactions.
public enum OrderState {
  /// The buyer was sent to the gateway; nothing is known yet.
  STARTED,
  UNKNOWN,
  PENDING,
  ABANDONED,
  EXPIRED,
  REFUSED,
  FAILED,
  CANCELLED,
  /// A card was checked, and perhaps kept; no money was asked for.
  VERIFIED,
  PAID,
  PARTIALLY_REFUNDED,
  REFUNDED
}
