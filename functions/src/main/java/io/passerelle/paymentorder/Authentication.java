package io.passerelle.paymentorder;

/// What a merchant would like of the buyer's 3-D Secure authentication.
public enum Authentication {
  NO_PREFERENCE,
  FRICTIONLESS,
  CHALLENGE
}
