package io.passerelle.function;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.passerelle.aws.Queue;
import io.passerelle.carddesk.CardFileWakeups;
import io.passerelle.carddesk.ReminderWakeups;
import io.passerelle.desk.SendWakeups;
import io.passerelle.edge.Log;
import io.passerelle.store.CardPlans;
import io.passerelle.store.CardTokens;
import io.passerelle.store.DigestId;
import io.passerelle.store.DigestMailing;
import io.passerelle.store.Digests;
import io.passerelle.store.FetchedFiles;
import io.passerelle.store.Imports;
import io.passerelle.store.Ledger;
import io.passerelle.store.RecoveryRuns;
import io.passerelle.store.Sendings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/// Every quarter hour: wakes what is due and was not woken, because a message was lost or a worker
/// died. Waking once too often does no harm.
public final class SweepFunction implements RequestStreamHandler {

  private final Ledger ledger;
  private final Digests digests;
  private final Wakeups wakeups;
  private final OrderWakeups orderWakeups;
  private final OperationWakeups operationWakeups;
  private final RecoveryRuns recoveryRuns;
  private final RecoveryWakeups recoveryWakeups;
  private final Sendings sendings;
  private final SendWakeups sendWakeups;
  private final Imports imports;
  private final ImportWakeups importWakeups;
  private final CardTokens cards;
  private final CardWakeups cardWakeups;
  private final CardPlans cardPlans;
  private final ReminderWakeups reminderWakeups;
  private final FetchedFiles fetchedFiles;
  private final CardFileWakeups cardFileWakeups;
  private final Clock clock;

  /// Lambda calls this one.
  public SweepFunction() {
    this(Wiring.ofLambda());
  }

  public SweepFunction(Wiring wiring) {
    this.ledger = wiring.ledger();
    this.digests = wiring.digests();
    this.wakeups = wiring.wakeups();
    this.orderWakeups = wiring.orderWakeups();
    this.operationWakeups = wiring.operationWakeups();
    this.recoveryRuns = wiring.recoveryRuns();
    this.recoveryWakeups = wiring.recoveryWakeups();
    this.sendings = wiring.sendings();
    this.sendWakeups = new SendWakeups(wiring.sendQueue());
    this.imports = wiring.imports();
    this.importWakeups = new ImportWakeups(wiring.importQueue());
    this.cards = wiring.cardTokens();
    this.cardWakeups = wiring.cardWakeups();
    this.cardPlans = wiring.cardPlans();
    this.reminderWakeups = new ReminderWakeups(wiring.cardQueue());
    this.fetchedFiles = wiring.fetchedFiles();
    this.cardFileWakeups = new CardFileWakeups(wiring.cardFileQueue());
    this.clock = wiring.clock();
  }

  @Override
  public void handleRequest(InputStream event, OutputStream out, Context context)
      throws IOException {
    sweep(TimeLeft.of(context));
  }

  void sweep() {
    sweep(() -> true);
  }

  /// What there is no time for is still due, and found the next quarter hour.
  private void sweep(BooleanSupplier timeLeft) {
    Instant now = clock.instant();
    int deliveries = ledger.eachDueDelivery(now, timeLeft, wakeups::wakeAll);
    int mailings = ledger.eachDueMailing(now, timeLeft, wakeups::wakeAllMails);
    int orders = ledger.eachDueOrder(now, timeLeft, orderWakeups::wakeAll);
    int operations = ledger.eachDueOperation(now, timeLeft, operationWakeups::wakeAll);
    int recoveries = recoveryRuns.eachDue(now, timeLeft, recoveryWakeups::wakeAll);
    int sent =
        sendings.eachDue(now.plus(Queue.DELAY_MAX), timeLeft, due -> sendWakeups.wakeAll(due, now));
    int reminded = sendings.eachToRemind(now, timeLeft, sendWakeups::remindAll);
    int begun = imports.eachDue(now, timeLeft, importWakeups::wake);
    int kept = sweepCards(now, timeLeft);
    int due =
        digests.eachDue(
            now.plus(Queue.DELAY_MAX),
            timeLeft,
            ids -> wakeups.wakeAllDigests(ids, id -> until(id, now)));
    Log.line("swept")
        .with(
            Log.Field.COUNT,
            deliveries
                + mailings
                + orders
                + operations
                + recoveries
                + sent
                + reminded
                + begun
                + kept
                + due)
        .write();
  }

  /// The tokens come last: there may be many, and they can wait.
  private int sweepCards(Instant now, BooleanSupplier timeLeft) {
    int told = cards.eachDueNews(now, timeLeft, cardWakeups::wakeAllNews);
    int reminded =
        cardPlans.eachDue(
            now.plus(Queue.DELAY_MAX), timeLeft, due -> reminderWakeups.wakeAll(due, now));
    int visited = fetchedFiles.eachDueAccount(now, timeLeft, cardFileWakeups::wakeFetches);
    int read = fetchedFiles.eachDue(now, timeLeft, cardFileWakeups::wakeReads);
    int checked = cards.eachDue(now, timeLeft, cardWakeups::wakeAllTokens);
    return told + visited + read + checked + reminded;
  }

  /// A digest falls due between two quarter hours: it is woken at its time.
  private static Duration until(DigestId id, Instant now) {
    Duration wait = Duration.between(now, id.end().plus(DigestMailing.AFTER_THE_HOUR));
    return wait.isNegative() ? Duration.ZERO : wait;
  }
}
