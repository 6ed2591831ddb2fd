package io.passerelle.function;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.passerelle.edge.Log;
import io.passerelle.store.Ledger;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/// Every quarter hour: wakes what is due and was not woken, because a message was lost or a worker
/// died. Waking once too often does no harm.
public final class SweepFunction implements RequestStreamHandler {

  private final Ledger ledger;
  private final Wakeups wakeups;
  private final OrderWakeups orderWakeups;
  private final Clock clock;

  /// Lambda calls this one.
  public SweepFunction() {
    this(Wiring.ofLambda());
  }

  public SweepFunction(Wiring wiring) {
    this.ledger = wiring.ledger();
    this.wakeups = wiring.wakeups();
    this.orderWakeups = wiring.orderWakeups();
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
    Log.line("swept").with(Log.Field.COUNT, deliveries + mailings + orders).write();
  }
}
