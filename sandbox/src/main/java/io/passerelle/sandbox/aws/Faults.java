package io.passerelle.sandbox.aws;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What is made to go wrong, and with whom: each fault hits the next `count` requests to its target
/// and is then used up. Several for one target come one after the other.
public final class Faults {

  private static final int COUNT_MAX = 1_000_000;

  private long drops;
  private final Map<Target, Deque<Injected>> waiting = new EnumMap<>(Target.class);

  /// Whom the bridge calls.
  public enum Target {
    DYNAMODB,
    SQS,
    SES,
    GATEWAY,
    SHOP
  }

  /// What goes wrong.
  public enum Kind {
    /// The service answers that it failed, and did nothing.
    ERROR,
    /// The service answers that there were too many requests, and did nothing.
    THROTTLE,
    /// The request is swallowed and the connection closed.
    TIMEOUT,
    /// The request is carried out twice; the second answer is given.
    DUPLICATE,
    /// The request is carried out and the answer is lost.
    CRASH_AFTER,
    /// Of the gateway: a notification is never sent, and nobody is told.
    DROP;

    /// Reads `crash-after` and the like.
    public static Optional<Kind> of(String name) {
      return named(values(), name);
    }
  }

  private record Injected(Kind kind, int left) {}

  /// Reads `dynamodb` and the like.
  public static Optional<Target> target(String name) {
    return named(Target.values(), name);
  }

  /// Throws `IllegalArgumentException` for a count that is not between 1 and 1,000,000.
  public synchronized void inject(Target target, Kind kind, int count) {
    if (count < 1 || count > COUNT_MAX) {
      throw new IllegalArgumentException("A fault hits between 1 and 1000000 requests");
    }
    if (kind == Kind.DROP) {
      if (target != Target.GATEWAY) {
        throw new IllegalArgumentException("Only the gateway's notifications can be dropped");
      }
      drops += count;
      return;
    }
    waiting.computeIfAbsent(target, t -> new ArrayDeque<>()).addLast(new Injected(kind, count));
  }

  public synchronized void clear() {
    waiting.clear();
    drops = 0;
  }

  /// Whether the gateway's next notification is lost; counts it.
  public synchronized boolean isDropped() {
    if (drops == 0) {
      return false;
    }
    drops--;
    return true;
  }

  /// What happens to the request that `target` receives now; counts it.
  public synchronized Optional<Kind> next(Target target) {
    Deque<Injected> faults = waiting.get(target);
    Injected first = faults == null ? null : faults.pollFirst();
    if (faults == null || first == null) {
      return Optional.empty();
    }
    if (first.left() > 1) {
      faults.addFirst(new Injected(first.kind(), first.left() - 1));
    }
    return Optional.of(first.kind());
  }

  private static <E extends Enum<E>> Optional<E> named(E[] values, String name) {
    for (E value : values) {
      if (value.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(name)) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }
}
