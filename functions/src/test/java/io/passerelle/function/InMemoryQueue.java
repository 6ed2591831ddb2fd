package io.passerelle.function;

import io.passerelle.aws.Failures;
import io.passerelle.aws.Queue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A queue that keeps its messages until a test takes them.
final class InMemoryQueue implements Queue {

  record Message(String body, String group, Instant at) {}

  private final Clock clock;
  private final List<Message> messages = new ArrayList<>();
  private boolean broken;
  private long sent;

  InMemoryQueue(Clock clock) {
    this.clock = clock;
  }

  @Override
  public synchronized void send(String body, String group, Duration delay) {
    if (broken) {
      throw Failures.throttled();
    }
    sent++;
    messages.add(new Message(body, group, clock.instant().plus(delay)));
  }

  synchronized void isBroken(boolean broken) {
    this.broken = broken;
  }

  synchronized List<Message> messages() {
    return List.copyOf(messages);
  }

  /// The first message that may be seen now, which is then gone.
  synchronized Optional<Message> take() {
    Optional<Message> next =
        messages.stream().filter(one -> !one.at().isAfter(clock.instant())).findFirst();
    next.ifPresent(messages::remove);
    return next;
  }

  /// All messages that may be seen now, which are then gone.
  synchronized List<Message> takeAll() {
    Instant now = clock.instant();
    List<Message> all = messages.stream().filter(one -> !one.at().isAfter(now)).toList();
    messages.removeIf(one -> !one.at().isAfter(now));
    return all;
  }

  /// How many were ever put on it.
  synchronized long sent() {
    return sent;
  }

  synchronized void lose() {
    messages.clear();
  }
}
