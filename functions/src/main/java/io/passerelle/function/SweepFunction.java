package io.passerelle.function;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.passerelle.aws.Queue;
import io.passerelle.delivery.DeliveryId;
import io.passerelle.edge.Log;
import io.passerelle.store.DigestId;
import io.passerelle.store.DigestMailing;
import io.passerelle.store.Digests;
import io.passerelle.store.Ledger;
import io.passerelle.store.MailingId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Every quarter hour: wakes what is due and was not woken, because a message was lost or a worker
/// died. Waking once too often does no harm.
public final class SweepFunction implements RequestStreamHandler {

  private static final int WOKEN_MAX = 1_000;

  private final Ledger ledger;
  private final Digests digests;
  private final Wakeups wakeups;
  private final Clock clock;

  /// Lambda calls this one.
  public SweepFunction() {
    this(Wiring.ofLambda());
  }

  public SweepFunction(Wiring wiring) {
    this.ledger = wiring.ledger();
    this.digests = wiring.digests();
    this.wakeups = wiring.wakeups();
    this.clock = wiring.clock();
  }

  @Override
  public void handleRequest(InputStream event, OutputStream out, Context context)
      throws IOException {
    sweep();
  }

  void sweep() {
    Instant now = clock.instant();
    List<DeliveryId> deliveries = ledger.dueDeliveries(now, WOKEN_MAX);
    deliveries.forEach(id -> wakeups.wake(id, Duration.ZERO));
    List<MailingId> mailings = ledger.dueMailings(now, WOKEN_MAX);
    mailings.forEach(wakeups::wake);
    List<DigestId> due = digests.due(now.plus(Queue.DELAY_MAX), WOKEN_MAX);
    due.forEach(id -> wakeups.wake(id, until(id, now)));
    Log.line("swept").with(Log.Field.COUNT, deliveries.size() + mailings.size()).write();
  }

  /// A digest falls due between two quarter hours: it is woken at its time.
  private static Duration until(DigestId id, Instant now) {
    Duration wait = Duration.between(now, id.end().plus(DigestMailing.AFTER_THE_HOUR));
    return wait.isNegative() ? Duration.ZERO : wait;
  }
}
