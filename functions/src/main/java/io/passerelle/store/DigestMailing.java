package io.passerelle.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A digest to send. It says for whom and when, and nothing of what it will tell: that is reckoned
/// from the table when it is sent.
///
/// `due`, `lease` and `tries` are those of a [Mailing].
public record DigestMailing(
    DigestId id,
    String shopLabel,
    List<String> to,
    String language,
    String zone,
    int tries,
    Optional<Instant> due,
    Optional<Instant> lease,
    long version) {

  /// Who is in the middle of an attempt when the hour ends has written it down by then: no function
  /// runs for longer.
  public static final Duration AFTER_THE_HOUR = Duration.ofMinutes(2);

  public DigestMailing {
    to = List.copyOf(to);
  }

  public static DigestMailing of(
      DigestId id, String shopLabel, List<String> to, String language, String zone) {
    Optional<Instant> due = Optional.of(id.end().plus(AFTER_THE_HOUR));
    return new DigestMailing(id, shopLabel, to, language, zone, 0, due, Optional.empty(), 0);
  }

  public boolean isDue(Instant now) {
    return due.filter(at -> !at.isAfter(now)).isPresent() && lease.filter(now::isBefore).isEmpty();
  }

  public DigestMailing claimed(Instant now) {
    return with(tries + 1, due, Optional.of(now.plus(Mailing.LEASE)));
  }

  /// Sent, or given up.
  public DigestMailing settled() {
    return with(tries, Optional.empty(), Optional.empty());
  }

  public DigestMailing failed(Instant next) {
    return tries >= Mailing.TRIES_MAX
        ? settled()
        : with(tries, Optional.of(next), Optional.empty());
  }

  public DigestMailing written() {
    return new DigestMailing(id, shopLabel, to, language, zone, tries, due, lease, version + 1);
  }

  private DigestMailing with(int tries, Optional<Instant> due, Optional<Instant> lease) {
    return new DigestMailing(id, shopLabel, to, language, zone, tries, due, lease, version);
  }
}
