package io.passerelle.store;

import io.passerelle.payment.SiteId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A recovery that went on by itself, because one call had no time or room for all of it: how far
/// it has come, and what it has asked for. A shop has one at a time.
///
/// `place` is where it goes on, `due` when it is woken if nobody is at it, empty once it is over.
public record RecoveryRun(
    SiteId siteId,
    Instant since,
    String place,
    Sum sum,
    Instant startedAt,
    Optional<Instant> due,
    long version) {

  /// Longer than a worker is at it before it writes again.
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /// How many deliveries were asked for; how many orders' were up to date; how many deliveries were
  /// under way, or tried too often.
  public record Sum(long deliveries, long upToDate, long underWay, long triedTooOften) {

    public Sum plus(Sum more) {
      return new Sum(
          deliveries + more.deliveries,
          upToDate + more.upToDate,
          underWay + more.underWay,
          triedTooOften + more.triedTooOften);
    }
  }

  /// One that a call has begun, and leaves at `place`. `version` is that of the one before it.
  public static RecoveryRun begun(
      SiteId siteId, Instant since, String place, Sum sum, Instant now, long version) {
    return new RecoveryRun(
        siteId, since, place, sum, now, Optional.of(now.plus(PATIENCE)), version);
  }

  public boolean isOver() {
    return due.isEmpty();
  }

  public RecoveryRun at(String next, Sum more, Instant now) {
    return new RecoveryRun(
        siteId, since, next, sum.plus(more), startedAt, Optional.of(now.plus(PATIENCE)), version);
  }

  public RecoveryRun ended(Sum more) {
    return new RecoveryRun(siteId, since, "", sum.plus(more), startedAt, Optional.empty(), version);
  }

  RecoveryRun written() {
    return new RecoveryRun(siteId, since, place, sum, startedAt, due, version + 1);
  }
}
