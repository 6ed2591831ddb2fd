package io.passerelle.sandbox.lambda;

import io.passerelle.sandbox.time.SandboxClock;
import io.passerelle.sandbox.time.TimedAgenda;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/// Makes happen what is due: messages become visible, tasks of the agenda and schedules have come.
///
/// By itself it does so as the clock runs. `advanceTo` moves the clock and does so for each time on
/// the way, and has finished all of it when it returns.
public final class Pump implements AutoCloseable {

  private static final Duration TICK = Duration.ofMillis(50);

  /// How far ahead every time of every schedule is kept. Beyond, a schedule runs once a day, at its
  /// last time of the day: the 35,000 quarter hours of a year, nearly all of them idle, would take
  /// minutes.
  private static final Duration EVERY_TIME = Duration.ofDays(7);

  /// What went to a queue of dead letters by itself is known to nobody: each second one looks.
  private static final int TICKS_BETWEEN_LOOKS = 20;

  private static final int ROUNDS_TO_REST_MAX = 10_000;

  private final SandboxClock clock;
  private final TimedAgenda agenda;
  private final QueuePump queues;
  private final Timetable timetable;
  private final ReentrantLock time = new ReentrantLock();
  private long ticks;
  private volatile boolean closed;

  public Pump(SandboxClock clock, TimedAgenda agenda, QueuePump queues, Timetable timetable) {
    this.clock = clock;
    this.agenda = agenda;
    this.queues = queues;
    this.timetable = timetable;
  }

  /// Begins to carry messages and keep times as the clock runs.
  public Pump start() {
    Thread.ofVirtual().name("queues").start(() -> repeat(this::carry));
    Thread.ofVirtual().name("times").start(() -> repeat(this::keepTimes));
    return this;
  }

  /// Returns when every visible message was handled and nothing is in flight.
  public void drain() {
    queues.drain();
  }

  /// Moves the clock to `target` with all that falls due on the way; answers the time then.
  ///
  /// Throws `IllegalArgumentException` for a target that is past, but on a clock that runs, which
  /// may have gone by it since it was named.
  public Instant advanceTo(Instant target) {
    time.lock();
    try {
      Instant start = clock.instant();
      if (target.isBefore(start) && clock.standing()) {
        throw new IllegalArgumentException("The clock shows " + start + " and does not go back");
      }
      queues.drain();
      settle();
      Instant everyTimeUntil = start.plus(EVERY_TIME);
      for (var next = nextUntil(target, everyTimeUntil);
          next.isPresent();
          next = nextUntil(target, everyTimeUntil)) {
        clock.reach(next.get());
        settle();
      }
      clock.reach(target);
      queues.drain();
      settle();
      return clock.instant();
    } finally {
      time.unlock();
    }
  }

  /// Stops carrying; what is in flight is interrupted.
  @Override
  public void close() {
    closed = true;
    queues.close();
  }

  private Optional<Instant> nextUntil(Instant target, Instant everyTimeUntil) {
    if (timetable.next().filter(next -> next.isAfter(everyTimeUntil)).isPresent()) {
      timetable.thin(target);
    }
    return Stream.of(queues.dueTimes().next(), agenda.nextDue(), timetable.next())
        .flatMap(Optional::stream)
        .min(Instant::compareTo)
        .filter(next -> !next.isAfter(target));
  }

  /// Handles what is due now: the queues first, then what happens outside the bridge, then the
  /// schedules, and whatever each of these has sent.
  private void settle() {
    drainQueuesAndAgenda();
    timetable.runDue(clock.instant());
    drainQueuesAndAgenda();
  }

  private void drainQueuesAndAgenda() {
    queues.drainDue();
    for (int round = 0; runAgenda(); round++) {
      queues.drainDue();
      if (round > ROUNDS_TO_REST_MAX) {
        throw new IllegalStateException("The agenda does not come to rest");
      }
    }
  }

  private void keepTimes() {
    if (time.tryLock()) {
      try {
        runAgenda();
        timetable.runDue(clock.instant());
      } finally {
        time.unlock();
      }
    }
  }

  /// Whether a task ran. One that fails is printed and does not stop the time.
  private boolean runAgenda() {
    try {
      return agenda.runDue(clock.instant()) > 0;
    } catch (RuntimeException e) {
      report("A task of the agenda failed", e);
      return true;
    }
  }

  private void carry() {
    ticks++;
    if (ticks % TICKS_BETWEEN_LOOKS == 0) {
      queues.pollAnyway();
    } else {
      queues.poll();
    }
  }

  private void repeat(Runnable step) {
    while (!closed) {
      try {
        step.run();
      } catch (RuntimeException e) {
        report("The sandbox failed to carry on", e);
      }
      LockSupport.parkNanos(TICK.toNanos());
    }
  }

  private void report(String what, RuntimeException thrown) {
    if (!closed) {
      System.err.println(what + ": " + thrown);
    }
  }
}
