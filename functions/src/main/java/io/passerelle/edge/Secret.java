package io.passerelle.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;

/// A key or password. It can be used, compared in constant time, and never printed by accident.
public final class Secret {

  private final String value;

  private Secret(String value) {
    this.value = value;
  }

  public static Secret of(String value) {
    return new Secret(value);
  }

  /// The value itself, for the one place that signs, seals or sends it.
  public String reveal() {
    return value;
  }

  public byte[] bytes() {
    return value.getBytes(UTF_8);
  }

  public boolean isEmpty() {
    return value.isEmpty();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && MessageDigest.isEqual(bytes(), secret.bytes());
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return "***";
  }
}
