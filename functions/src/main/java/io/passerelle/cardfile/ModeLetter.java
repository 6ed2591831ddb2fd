package io.passerelle.cardfile;

import io.passerelle.payment.Mode;
import java.util.Optional;

/// A mode as files and their names have it.
final class ModeLetter {

  private ModeLetter() {}

  static String of(Mode mode) {
    return mode == Mode.TEST ? "T" : "P";
  }

  static Optional<Mode> read(String letter) {
    return switch (letter) {
      case "T" -> Optional.of(Mode.TEST);
      case "P" -> Optional.of(Mode.PRODUCTION);
      default -> Optional.empty();
    };
  }
}
