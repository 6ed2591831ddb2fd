package io.passerelle.sandbox.time;

import java.time.Instant;
import java.util.NavigableSet;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListSet;

/// The times at which something will be there to look for: each is told once.
///
/// The clock is moved from one to the next of them, instead of by small steps in which nothing
/// happens.
public final class DueTimes {

  private final NavigableSet<Instant> times = new ConcurrentSkipListSet<>();

  public void note(Instant due) {
    times.add(due);
  }

  public Optional<Instant> next() {
    try {
      return Optional.of(times.first());
    } catch (NoSuchElementException e) {
      return Optional.empty();
    }
  }

  /// Whether one has come by `now`; those that have are forgotten.
  public boolean takeDue(Instant now) {
    NavigableSet<Instant> due = times.headSet(now, true);
    boolean any = false;
    while (due.pollFirst() != null) {
      any = true;
    }
    return any;
  }
}
