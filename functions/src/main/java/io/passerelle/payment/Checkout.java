package io.passerelle.payment;

/// What comes of a buyer's leaving for the gateway.
public sealed interface Checkout {

  record Started(Order order) implements Checkout {}

  /// The same checkout was sent before: a double click or a platform's retry.
  record Again() implements Checkout {}

  /// It contradicts what was recorded; the notice says how.
  record Refused(Notice notice) implements Checkout {}
}
