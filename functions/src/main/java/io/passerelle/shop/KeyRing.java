package io.passerelle.shop;

import io.passerelle.edge.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The keys of one purpose and mode: the current one, and old ones for as long as they are
/// accepted.
///
/// The overlap is a day, as the gateway's own after a change of algorithm; notifications that were
/// signed before a rotation, and their replays, still count.
public record KeyRing(List<Credential> credentials) {

  public static final Duration OVERLAP = Duration.ofHours(24);

  private static final int CREDENTIALS_MAX = 5;

  public KeyRing {
    credentials = List.copyOf(credentials);
  }

  public static KeyRing empty() {
    return new KeyRing(List.of());
  }

  public static KeyRing of(Secret key, Algorithm algorithm) {
    return new KeyRing(List.of(new Credential(key, algorithm, Optional.empty())));
  }

  public Optional<Credential> current() {
    return credentials.stream().filter(credential -> credential.until().isEmpty()).findFirst();
  }

  /// What is accepted at `now`, the current one first.
  public List<Credential> accepted(Instant now) {
    return credentials.stream().filter(credential -> credential.isAccepted(now)).toList();
  }

  /// The ring once `key` is the current one; the one before is accepted until the overlap is over.
  public KeyRing rotated(Secret key, Algorithm algorithm, Instant now) {
    Credential next = new Credential(key, algorithm, Optional.empty());
    if (current().filter(next::equals).isPresent()) {
      return this;
    }
    List<Credential> kept = new ArrayList<>();
    kept.add(next);
    for (Credential old : accepted(now)) {
      Instant until = old.until().orElse(now.plus(OVERLAP));
      kept.add(new Credential(old.key(), old.algorithm(), Optional.of(until)));
    }
    return new KeyRing(kept.subList(0, Math.min(kept.size(), CREDENTIALS_MAX)));
  }

  /// The ring of which nothing is current any more: what was is accepted until the overlap is over.
  public KeyRing ended(Instant now) {
    return new KeyRing(
        accepted(now).stream()
            .map(old ->
                new Credential(
                    old.key(), old.algorithm(), Optional.of(old.until().orElse(now.plus(OVERLAP)))))
            .toList());
  }
}
