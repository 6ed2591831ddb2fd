package io.passerelle.delivery.http;

import io.passerelle.delivery.Timings;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Measures the steps of one exchange, and knows how much of its time is left. Used by one thread.
final class Stopwatch {

  enum Step {
    RESOLVE,
    CONNECT,
    TLS,
    FIRST_BYTE
  }

  private final long start = System.nanoTime();
  private final long deadlineNanos;
  private final Map<Step, Long> millis = new EnumMap<>(Step.class);
  private long last = start;

  Stopwatch(Duration deadline) {
    this.deadlineNanos = deadline.toNanos();
  }

  /// Ends a step, which began where the one before ended.
  void ends(Step step) {
    long now = System.nanoTime();
    millis.put(step, TimeUnit.NANOSECONDS.toMillis(now - last));
    last = now;
  }

  /// At least 1, because 0 means "for ever" to a socket.
  int millisLeft() {
    long left = deadlineNanos - (System.nanoTime() - start);
    return Math.toIntExact(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
  }

  boolean isOver() {
    return System.nanoTime() - start >= deadlineNanos;
  }

  Timings timings() {
    return new Timings(
        of(Step.RESOLVE),
        of(Step.CONNECT),
        of(Step.TLS),
        of(Step.FIRST_BYTE),
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
  }

  private long of(Step step) {
    return millis.getOrDefault(step, -1L);
  }
}
