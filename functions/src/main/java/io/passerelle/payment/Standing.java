package io.passerelle.payment;

/// What a transaction's state means for the one who waits for the money.
public enum Standing {
  UNKNOWN,
  PENDING,
  ABANDONED,
  FAILED,
  CANCELLED,
  PAID
}
