package io.passerelle.function;

/// Nobody may leave by this link now.
final class Closed extends RuntimeException {
  Closed() {
    super("closed", null, false, false);
  }
}
