package io.passerelle.sandbox.lambda;

import io.passerelle.sandbox.lambda.LambdaFunction.Schedule;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// When the functions with a schedule are next to be started.
public final class Timetable {

  private final LambdaHost host;
  private final List<Entry> entries = new ArrayList<>();

  private static final class Entry {
    final LambdaFunction function;
    final Schedule schedule;
    Optional<Instant> due;

    Entry(LambdaFunction function, Schedule schedule, Instant now) {
      this.function = function;
      this.schedule = schedule;
      this.due = schedule.cron().next(now);
    }
  }

  /// Starts after `now`: what was due before the sandbox was there is not made up for.
  public Timetable(List<LambdaFunction> functions, LambdaHost host, Instant now) {
    this.host = host;
    for (LambdaFunction function : functions) {
      function.schedules().forEach(s -> entries.add(new Entry(function, s, now)));
    }
  }

  public synchronized Optional<Instant> next() {
    return entries.stream().flatMap(entry -> entry.due.stream()).min(Comparator.naturalOrder());
  }

  /// Leaves out, of the times that a schedule has on one day, all but the last not after `target`.
  synchronized void thin(Instant target) {
    for (Entry entry : entries) {
      entry.due = entry.due.map(due -> lastOfDay(entry.schedule.cron(), due, target));
    }
  }

  private static Instant lastOfDay(Cron cron, Instant due, Instant target) {
    LocalDate day = day(due);
    Instant last = due;
    Optional<Instant> next = cron.next(due);
    while (next.isPresent() && day(next.get()).equals(day) && !next.get().isAfter(target)) {
      last = next.get();
      next = cron.next(last);
    }
    return last;
  }

  private static LocalDate day(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneOffset.UTC);
  }

  /// Starts what is due at `now`, one after the other in the template's order.
  void runDue(Instant now) {
    for (Entry entry : entries) {
      Optional<Instant> due = takeDue(entry, now);
      due.ifPresent(time -> host.keep(entry.function, entry.schedule, time));
    }
  }

  private synchronized Optional<Instant> takeDue(Entry entry, Instant now) {
    Optional<Instant> due = entry.due.filter(time -> !time.isAfter(now));
    if (due.isPresent()) {
      entry.due = entry.schedule.cron().next(due.get());
    }
    return due;
  }
}
