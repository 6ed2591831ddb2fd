package io.passerelle.store;

import io.passerelle.alert.Alert;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A mail to send: its facts and whom to tell. It is written down with what it tells of, so that
/// neither is lost without the other.
///
/// `due` is when it is tried next, empty once it is sent or given up. `lease` is until when one
/// worker has it; `place` the hour among whose mails it was counted.
public record Mailing(
    MailingId id,
    Alert alert,
    List<String> to,
    String language,
    String zone,
    Instant createdAt,
    int tries,
    Optional<Instant> due,
    Optional<Instant> lease,
    Optional<Instant> place,
    long version) {

  public static final int TRIES_MAX = 20;
  public static final Duration LEASE = Duration.ofSeconds(60);

  public Mailing {
    to = List.copyOf(to);
  }

  public static Mailing of(
      MailingId id, Alert alert, List<String> to, String language, String zone, Instant now) {
    return new Mailing(
        id,
        alert,
        to,
        language,
        zone,
        now,
        0,
        Optional.of(now),
        Optional.empty(),
        Optional.empty(),
        0);
  }

  public boolean isLeased(Instant now) {
    return lease.filter(now::isBefore).isPresent();
  }

  public Mailing claimed(Instant now) {
    return with(tries + 1, due, Optional.of(now.plus(LEASE)));
  }

  public Mailing sent() {
    return with(tries, Optional.empty(), Optional.empty());
  }

  /// Not taken by the mail server: tried again at `next`, and given up after many tries.
  public Mailing failed(Instant next) {
    return with(tries, tries >= TRIES_MAX ? Optional.empty() : Optional.of(next), Optional.empty());
  }

  /// With a place among the mails of an hour: its retries within that hour take no other.
  public Mailing placed(Instant hour) {
    return new Mailing(
        id, alert, to, language, zone, createdAt, tries, due, lease, Optional.of(hour), version);
  }

  /// Nobody will be told.
  public Mailing givenUp() {
    return sent();
  }

  /// As it stands once it has been written.
  public Mailing written() {
    return new Mailing(
        id, alert, to, language, zone, createdAt, tries, due, lease, place, version + 1);
  }

  private Mailing with(int tries, Optional<Instant> due, Optional<Instant> lease) {
    return new Mailing(id, alert, to, language, zone, createdAt, tries, due, lease, place, version);
  }
}
