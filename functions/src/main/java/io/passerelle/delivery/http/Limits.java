package io.passerelle.delivery.http;

import java.time.Duration;

/// How much time and how much of an answer one exchange may take.
///
/// `whole` runs from the first look-up to the last byte read, however slowly the other side drips.
public record Limits(Duration connect, Duration whole, int bodyBytes, int textCharacters) {

  public static final Limits STANDARD = within(Duration.ofSeconds(10));

  public static Limits within(Duration whole) {
    return new Limits(Duration.ofSeconds(5), whole, 64 * 1024, 2_000);
  }
}
