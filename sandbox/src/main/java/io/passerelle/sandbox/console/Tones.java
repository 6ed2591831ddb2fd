package io.passerelle.sandbox.console;

/// Which colour a state has: good, bad, or none for what still waits.
final class Tones {

  private Tones() {}

  static String of(String state) {
    return switch (state) {
      case "PAID", "DELIVERED", "VERIFIED" -> "good";
      case "REFUSED", "FAILED", "EXHAUSTED", "UNKNOWN", "EXPIRED" -> "bad";
      default -> "";
    };
  }
}
