package io.passerelle.function;

import io.passerelle.delivery.Delivery;
import io.passerelle.delivery.DeliveryId;
import io.passerelle.delivery.Turns;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.store.Change;
import io.passerelle.store.Ledger;
import java.time.Clock;
import java.time.Instant;

/// Sends a delivery again once, by hand: what fails then is not replayed. One whose order has moved
/// on since is refused, because many shop modules would take back what came later.
final class Resending {

  private final Ledger ledger;
  private final Wakeups wakeups;
  private final Clock clock;

  Resending(Ledger ledger, Wakeups wakeups, Clock clock) {
    this.ledger = ledger;
    this.wakeups = wakeups;
    this.clock = clock;
  }

  /// The delivery as it stands once it was asked for.
  Delivery ask(DeliveryId id) {
    Turns turns = new Turns(ledger.deliveries(id.order()));
    Delivery delivery =
        turns.find(id).orElseThrow(() -> new Rejection(Reason.NOT_FOUND, "no such delivery"));
    if (turns.isOvertaken(delivery)) {
      throw new Rejection(
          Reason.CONFLICT, "a later notification of this order was delivered; resend that one");
    }
    if (delivery.attempts().size() >= Delivery.ATTEMPTS_MAX) {
      throw new Rejection(Reason.CONFLICT, "this delivery was tried too often");
    }
    Instant now = clock.instant();
    if (delivery.isLeased(now)) {
      throw new Rejection(Reason.CONFLICT, "this delivery is being sent, ask again in a minute");
    }
    Delivery asked = delivery.askedAgain(now);
    ledger.write(new Change().with(asked));
    wakeups.wake(asked, now);
    return asked;
  }
}
