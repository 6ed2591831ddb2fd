package io.passerelle.sandbox.gateway;

/// Which of a shop's two lives a payment belongs to; each has keys of its own.
public enum Mode {
  TEST,
  PRODUCTION
}
