package io.passerelle.store;

import io.passerelle.payment.Mode;
import io.passerelle.payment.SiteId;
import java.time.Instant;
import java.util.Optional;

/// What was met last at one target of a shop, kept where a rule wants mails on change alone.
///
/// `failing` is what it failed with (a failure's class or a flag's kind), empty while it works;
/// `exhausted` once a delivery was given up since it last worked; `since` is when it began to fail.
public record TargetHealth(
    SiteId siteId,
    Mode mode,
    String target,
    Optional<String> failing,
    boolean exhausted,
    Instant since,
    long version) {

  /// A target of which nothing is known works.
  public static TargetHealth unknown(SiteId siteId, Mode mode, String target, Instant now) {
    return new TargetHealth(siteId, mode, target, Optional.empty(), false, now, 0);
  }

  public TargetHealth failed(String met, boolean gaveUp, Instant at) {
    Instant began = failing.isPresent() ? since : at;
    return new TargetHealth(
        siteId, mode, target, Optional.of(met), exhausted || gaveUp, began, version);
  }

  public TargetHealth worked(Instant at) {
    return failing.isEmpty()
        ? this
        : new TargetHealth(siteId, mode, target, Optional.empty(), false, at, version);
  }
}
