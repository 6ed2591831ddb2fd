package io.passerelle.sandbox.gateway;

import java.security.SecureRandom;
import java.util.HexFormat;

/// Identifiers that nobody can guess.
final class Ids {

  private static final SecureRandom RANDOM = new SecureRandom();

  private Ids() {}

  /// A text of `length` hexadecimal digits; `length` is even.
  static String hex(int length) {
    byte[] bytes = new byte[length / 2];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  static String uuid() {
    return hex(32);
  }
}
