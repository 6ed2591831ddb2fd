package io.passerelle.function;

import io.passerelle.delivery.DeliveryId;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.payment.SiteId;
import io.passerelle.store.FailedPage;
import io.passerelle.store.Ledger;
import io.passerelle.store.RecoveryRun;
import io.passerelle.store.RecoveryRuns;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Goes through what a shop was not told, a page at a time and the orders of a page side by side.
///
/// Whoever asked is answered within seconds; what is not looked at by then is written down as a
/// [RecoveryRun], and messages carry it to its end. A page that is looked at twice, because a
/// worker died, asks for nothing twice.
final class RecoveryCourse {

  private static final int PAGE = 256;

  /// An answer has to stay below the 6 MB that Lambda takes.
  private static final int ORDERS_TOLD_MAX = 20_000;

  /// Clients of Lambda wait for a minute.
  private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(20);

  /// What one message goes through: far less than its function has time for.
  private static final int PAGES_A_MESSAGE = 20;

  private final Ledger ledger;
  private final RecoveryRuns runs;
  private final Pace pace;
  private final Wakeups wakeups;
  private final RecoveryWakeups onward;
  private final Clock clock;

  RecoveryCourse(
      Ledger ledger,
      RecoveryRuns runs,
      Pace pace,
      Wakeups wakeups,
      RecoveryWakeups onward,
      Clock clock) {
    this.ledger = ledger;
    this.runs = runs;
    this.pace = pace;
    this.wakeups = wakeups;
    this.onward = onward;
    this.clock = clock;
  }

  Optional<RecoveryRun> last(SiteId siteId) {
    return runs.find(siteId);
  }

  /// Sends nothing; answers where to ask again.
  Optional<RecoveryCursor> rehearse(
      SiteId siteId,
      Instant since,
      Optional<RecoveryCursor> from,
      Recovered told,
      BooleanSupplier timeLeft) {
    RecoveryCursor start = from.orElseGet(() -> RecoveryCursor.start(clock.instant()));
    return pages(siteId, since, true, start, told, timeLeft);
  }

  /// Whether more is left, and goes on by itself.
  boolean begin(SiteId siteId, Instant since, Recovered told, BooleanSupplier timeLeft) {
    Instant now = clock.instant();
    Optional<RecoveryRun> last = runs.find(siteId);
    if (last.filter(run -> !run.isOver()).isPresent()) {
      throw new Rejection(Reason.CONFLICT, "a recovery is going on: ask how far it has come");
    }
    Instant end = now.plus(ANSWERED_WITHIN);
    Optional<RecoveryCursor> next =
        pages(
            siteId,
            since,
            false,
            RecoveryCursor.start(now),
            told,
            () -> timeLeft.getAsBoolean() && clock.instant().isBefore(end));
    next.ifPresent(place -> {
      long version = last.map(RecoveryRun::version).orElse(0L);
      runs.save(
          RecoveryRun.begun(siteId, since, place.toString(), told.sum(), clock.instant(), version));
      onward.wake(siteId);
    });
    return next.isPresent();
  }

  /// Some pages more of what goes on by itself. Fails with `Stale` where another worker does it.
  void goOn(SiteId siteId) {
    Optional<RecoveryRun> run = runs.find(siteId).filter(one -> !one.isOver());
    for (int pages = 0; pages < PAGES_A_MESSAGE && run.isPresent(); pages++) {
      run = Optional.of(onePage(run.get())).filter(one -> !one.isOver());
    }
    if (run.isPresent()) {
      onward.wake(siteId);
    }
  }

  private RecoveryRun onePage(RecoveryRun run) {
    Recovered told = new Recovered();
    Optional<RecoveryCursor> next =
        page(run.siteId(), run.since(), false, RecoveryCursor.parse(run.place()), told);
    return runs.save(
        next.map(place -> run.at(place.toString(), told.sum(), clock.instant()))
            .orElseGet(() -> run.ended(told.sum())));
  }

  private Optional<RecoveryCursor> pages(
      SiteId siteId,
      Instant since,
      boolean dry,
      RecoveryCursor start,
      Recovered told,
      BooleanSupplier timeLeft) {
    Optional<RecoveryCursor> next = Optional.of(start);
    while (next.isPresent() && timeLeft.getAsBoolean() && told.orders() < ORDERS_TOLD_MAX) {
      next = page(siteId, since, dry, next.get(), told);
    }
    return next;
  }

  private Optional<RecoveryCursor> page(
      SiteId siteId, Instant since, boolean dry, RecoveryCursor cursor, Recovered told) {
    FailedPage page = ledger.failed(siteId, cursor.state(), since, cursor.after(), PAGE);
    Instant now = clock.instant();
    Asking asking = new Asking(ledger, now, dry);
    boolean free = pace.spread(cursor.base(), cursor.asked()).isBefore(now);
    Instant base = free ? now : cursor.base();
    long n = free ? 0 : cursor.asked();
    for (DeliveryId id : page.deliveries()) {
      asking.add(id, pace.spread(base, n++));
    }
    try {
      asking.ask(told);
    } finally {
      wakeups.wakeAll(asking.asked(), now);
    }
    return cursor.after(page.next(), base, n);
  }
}
