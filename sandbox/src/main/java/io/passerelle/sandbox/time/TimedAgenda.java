package io.passerelle.sandbox.time;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/// An agenda in the order of due times; of two due together, the one noted first runs first.
///
/// A task runs outside the lock, so that it can note further ones.
public final class TimedAgenda implements Agenda {

  private final PriorityQueue<Entry> entries =
      new PriorityQueue<>(Comparator.comparing(Entry::due).thenComparingLong(Entry::number));
  private long noted;

  private record Entry(Instant due, long number, Runnable task) {}

  @Override
  public synchronized void at(Instant due, Runnable task) {
    entries.add(new Entry(due, noted++, task));
  }

  public synchronized Optional<Instant> nextDue() {
    return Optional.ofNullable(entries.peek()).map(Entry::due);
  }

  /// Runs what is due at `now`, also what those tasks note for `now` or earlier; answers how many
  /// ran. A task that throws is used up, and the exception goes to the caller.
  public int runDue(Instant now) {
    int ran = 0;
    for (var next = takeDue(now); next.isPresent(); next = takeDue(now)) {
      next.get().task().run();
      ran++;
    }
    return ran;
  }

  private synchronized Optional<Entry> takeDue(Instant now) {
    Entry first = entries.peek();
    if (first == null || first.due().isAfter(now)) {
      return Optional.empty();
    }
    return Optional.ofNullable(entries.poll());
  }
}
