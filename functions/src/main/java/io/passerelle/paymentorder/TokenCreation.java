package io.passerelle.paymentorder;

/// Whether the buyer's means of payment is kept for later payments.
public enum TokenCreation {
  NONE,
  OFFERED,
  AUTOMATIC
}
