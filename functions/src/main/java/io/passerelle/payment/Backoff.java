package io.passerelle.payment;

import java.time.Duration;

/// How long nothing is tried after so many tries in a row that came to nothing: a minute, then two,
/// four, and so on up to an hour.
final class Backoff {

  private static final int DOUBLINGS_MAX = 6;

  private Backoff() {}

  static Duration after(int tries) {
    int doublings = Math.clamp(tries - 1, 0, DOUBLINGS_MAX);
    Duration wait = Duration.ofMinutes(1L << doublings);
    return wait.compareTo(Duration.ofHours(1)) > 0 ? Duration.ofHours(1) : wait;
  }
}
