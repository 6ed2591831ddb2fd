package io.passerelle.sandbox.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.Consumer;

/// The time of everything in the sandbox: it stands still or runs, and can be moved forward.
///
/// It never goes back: what is stored under a later time would be read as if it came from the
/// future. Safe for use by several threads.
public final class SandboxClock extends Clock {

  private final Clock system;
  private final boolean standing;
  private Instant stands;
  private Duration ahead;
  private Consumer<Instant> moved = target -> {};

  private SandboxClock(Clock system, boolean standing, Instant stands, Duration ahead) {
    this.system = system;
    this.standing = standing;
    this.stands = stands;
    this.ahead = ahead;
  }

  /// A clock that shows `instant` until it is moved.
  public static SandboxClock standingAt(Instant instant) {
    return new SandboxClock(Clock.systemUTC(), true, instant, Duration.ZERO);
  }

  /// A clock that runs with the machine's, ahead of it by `ahead`.
  public static SandboxClock running(Duration ahead) {
    return running(Clock.systemUTC(), ahead);
  }

  static SandboxClock running(Clock system, Duration ahead) {
    return new SandboxClock(system, false, Instant.EPOCH, ahead);
  }

  public boolean standing() {
    return standing;
  }

  /// Moves forward. Refuses a time that is past, with an `IllegalArgumentException` that says so.
  public synchronized void moveTo(Instant target) {
    Instant now = instant();
    if (target.isBefore(now)) {
      throw new IllegalArgumentException("The clock shows " + now + " and does not go back");
    }
    stands = target;
    ahead = ahead.plus(Duration.between(now, target));
    moved.accept(target);
  }

  /// Moves to `target` unless that is past already: a running clock goes on while one thinks.
  public synchronized void reach(Instant target) {
    if (target.isAfter(instant())) {
      moveTo(target);
    }
  }

  /// Tells `listener` each time to which the clock is moved, before anybody sees it.
  public synchronized void onMove(Consumer<Instant> listener) {
    moved = listener;
  }

  @Override
  public synchronized Instant instant() {
    return standing ? stands : system.instant().plus(ahead);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  /// The same instants: the sandbox knows no zone but UTC, so another one is only a view.
  @Override
  public Clock withZone(ZoneId zone) {
    return zone.equals(ZoneOffset.UTC) ? this : new Zoned(this, zone);
  }

  private static final class Zoned extends Clock {
    private final SandboxClock clock;
    private final ZoneId zone;

    Zoned(SandboxClock clock, ZoneId zone) {
      this.clock = clock;
      this.zone = zone;
    }

    @Override
    public Instant instant() {
      return clock.instant();
    }

    @Override
    public ZoneId getZone() {
      return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
      return clock.withZone(other);
    }
  }
}
