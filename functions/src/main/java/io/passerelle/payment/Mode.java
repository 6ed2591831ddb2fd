package io.passerelle.payment;

/// Whether money moves. A payment of one mode never settles an order of the other.
public enum Mode {
  TEST,
  PRODUCTION
}
