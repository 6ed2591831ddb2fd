package io.passerelle.delivery;

import java.time.Duration;
import java.time.Instant;

/// The fixed times of replay: xx:00, xx:15, xx:30 and xx:45, as the gateway itself replays.
public final class QuarterHours {

  private static final long SECONDS = Duration.ofMinutes(15).toSeconds();

  private QuarterHours() {}

  /// The last one that has come, which `instant` may be itself.
  public static Instant before(Instant instant) {
    return Instant.ofEpochSecond(Math.floorDiv(instant.getEpochSecond(), SECONDS) * SECONDS);
  }

  /// The first one after `instant`: never more than 15 minutes away, which is the longest that SQS
  /// can delay a message.
  public static Instant after(Instant instant) {
    return Instant.ofEpochSecond((Math.floorDiv(instant.getEpochSecond(), SECONDS) + 1) * SECONDS);
  }
}
