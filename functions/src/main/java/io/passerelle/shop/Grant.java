package io.passerelle.shop;

import io.passerelle.edge.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What a platform's shop lets the app do, since its merchant installed it: the token, until when
/// it is valid, and what it is renewed with.
///
/// `access` is empty once the app was uninstalled. `lease` is until when one worker renews it, so
/// that two never do. `version` counts its writes.
public record Grant(
    Platform platform,
    String identity,
    String app,
    Optional<Secret> access,
    Optional<Secret> refresh,
    Optional<Instant> expires,
    Instant installedAt,
    Optional<Instant> lease,
    long version) {

  /// A token is renewed some minutes before its end, since clocks differ.
  public static final Duration RENEWED_BEFORE = Duration.ofMinutes(5);

  private static final Duration LEASE = Duration.ofSeconds(30);

  /// The grant of a new installation, in place of whatever was granted before.
  public static Grant installed(Platform platform, String identity, String app, Instant now) {
    return new Grant(
        platform,
        identity,
        app,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        now,
        Optional.empty(),
        0);
  }

  public boolean isDue(Instant now) {
    return refresh.isPresent()
        && expires.filter(at -> !now.isBefore(at.minus(RENEWED_BEFORE))).isPresent()
        && lease.filter(now::isBefore).isEmpty();
  }

  public boolean isExpired(Instant now) {
    return expires.filter(at -> !now.isBefore(at)).isPresent();
  }

  public Grant leased(Instant now) {
    return new Grant(
        platform,
        identity,
        app,
        access,
        refresh,
        expires,
        installedAt,
        Optional.of(now.plus(LEASE)),
        version);
  }

  /// With another token; what is renewed with stays where no other comes.
  public Grant with(Secret token, Optional<Secret> renewal, Optional<Instant> until) {
    return new Grant(
        platform,
        identity,
        app,
        Optional.of(token),
        renewal.or(() -> refresh),
        until,
        installedAt,
        Optional.empty(),
        version);
  }

  /// Without any secret: the app was uninstalled.
  public Grant uninstalled() {
    return new Grant(
        platform,
        identity,
        app,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        installedAt,
        Optional.empty(),
        version);
  }

  public Grant written() {
    return at(version + 1);
  }

  public Grant at(long version) {
    return new Grant(
        platform, identity, app, access, refresh, expires, installedAt, lease, version);
  }
}
