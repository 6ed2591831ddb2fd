package io.passerelle.store;

import io.passerelle.payment.Mode;
import io.passerelle.payment.SiteId;
import java.time.Duration;
import java.time.Instant;

/// A shop about whose orders the gateway is not asked for a while, because it asked for that, is
/// down, or does not know the shop.
///
/// `trouble` is why, empty once the gateway answered again; `times` counts the pauses in a row,
/// each twice as long as the one before. It ends early where the shop was saved since
/// (`shopVersion`), perhaps with the right password.
public record GatewayPause(
    SiteId siteId,
    Mode mode,
    String trouble,
    int times,
    Instant until,
    long shopVersion,
    long version) {

  private static final Duration SHORTEST = Duration.ofMinutes(15);
  private static final Duration LONGEST = Duration.ofDays(1);
  private static final int DOUBLINGS_MAX = 7;

  /// A shop that the gateway answers.
  public static GatewayPause none(SiteId siteId, Mode mode) {
    return new GatewayPause(siteId, mode, "", 0, Instant.EPOCH, 0, 0);
  }

  public boolean holds(Instant now, long shopVersion) {
    return now.isBefore(until) && shopVersion == this.shopVersion;
  }

  /// Whether a person was told of that trouble already.
  public boolean isKnown(String trouble, long shopVersion) {
    return this.trouble.equals(trouble) && shopVersion == this.shopVersion;
  }

  /// One more time without an answer: the next is later by twice as much.
  public GatewayPause longer(String trouble, Instant now, long shopVersion) {
    Duration pause = SHORTEST.multipliedBy(1L << Math.min(times, DOUBLINGS_MAX));
    Duration within = pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
    return new GatewayPause(
        siteId, mode, trouble, times + 1, now.plus(within), shopVersion, version);
  }

  /// Nothing but a person's hand will change it.
  public GatewayPause aDay(String trouble, Instant now, long shopVersion) {
    return new GatewayPause(
        siteId, mode, trouble, times + 1, now.plus(LONGEST), shopVersion, version);
  }

  public GatewayPause over() {
    return new GatewayPause(siteId, mode, "", 0, Instant.EPOCH, 0, version);
  }
}
