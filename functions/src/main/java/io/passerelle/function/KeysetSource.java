package io.passerelle.function;

import io.passerelle.edge.Secret;
import io.passerelle.shop.Keyset;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The keyset, read when it is first needed and again every few minutes, so that a key that was
/// added is known everywhere before it is made the primary one.
final class KeysetSource implements Supplier<Keyset> {

  private static final Duration KEPT = Duration.ofMinutes(5);

  private record Held(Keyset keyset, Instant until) {}

  private final Supplier<Secret> secret;
  private final Clock clock;
  private volatile @Nullable Held held;

  KeysetSource(Supplier<Secret> secret, Clock clock) {
    this.secret = secret;
    this.clock = clock;
  }

  @Override
  public Keyset get() {
    Instant now = clock.instant();
    Held current = held;
    if (current == null || !now.isBefore(current.until())) {
      Keyset keyset = Keyset.of(secret.get().reveal(), new SecureRandom());
      current = new Held(keyset, now.plus(KEPT));
      held = current;
    }
    return current.keyset();
  }
}
