package io.passerelle.sandbox.state;

import io.passerelle.sandbox.time.Agenda;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A clock that stands still until a test moves it, and the agenda that goes with it.
public final class StandingClock extends Clock implements Agenda {

  private record Entry(Instant due, Runnable task) {}

  private final List<Entry> entries = new ArrayList<>();
  private Instant now;

  public StandingClock(String now) {
    this.now = Instant.parse(now);
  }

  @Override
  public synchronized void at(Instant due, Runnable task) {
    entries.add(new Entry(due, task));
  }

  /// Moves on, and runs what falls due on the way, each at its time.
  public void advance(Duration by) {
    Instant until = now.plus(by);
    List<Entry> due = due(until);
    while (!due.isEmpty()) {
      Entry next = due.getFirst();
      entries.remove(next);
      now = next.due().isAfter(now) ? next.due() : now;
      next.task().run();
      due = due(until);
    }
    now = until;
  }

  /// Moves on while nobody looks at the clock: what falls due waits for the next `advance`.
  public void jump(Duration by) {
    now = now.plus(by);
  }

  private synchronized List<Entry> due(Instant until) {
    return entries.stream()
        .filter(entry -> !entry.due().isAfter(until))
        .sorted(Comparator.comparing(Entry::due))
        .toList();
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
