package io.passerelle.function;

import io.passerelle.aws.AwsFailure;
import io.passerelle.aws.Table;
import io.passerelle.delivery.Attempt;
import io.passerelle.delivery.Delivery;
import io.passerelle.delivery.DeliveryId;
import io.passerelle.delivery.Turns;
import io.passerelle.edge.Log;
import io.passerelle.payment.OrderId;
import io.passerelle.store.Change;
import io.passerelle.store.Ledger;
import io.passerelle.store.Mailing;
import io.passerelle.store.Sessions;
import io.passerelle.store.Shops;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Makes one attempt at a delivery: takes it for itself, sends, writes down what came of it, and
/// wakes whoever is next.
///
/// Whatever is lost on the way, the table still says what is due. A worker that dies keeps the
/// delivery until its lease is over; then it is tried again, since nobody knows whether the shop
/// heard it.
final class Courier {

  private static final int RECORD_TRIES_MAX = 3;

  private final Ledger ledger;
  private final Sessions sessions;
  private final Shops shops;
  private final Dispatch dispatch;
  private final AlertModes alerts;
  private final Pace pace;
  private final Wakeups wakeups;
  private final Clock clock;

  Courier(
      Ledger ledger,
      Sessions sessions,
      Shops shops,
      Dispatch dispatch,
      AlertModes alerts,
      Pace pace,
      Wakeups wakeups,
      Clock clock) {
    this.ledger = ledger;
    this.sessions = sessions;
    this.shops = shops;
    this.dispatch = dispatch;
    this.alerts = alerts;
    this.pace = pace;
    this.wakeups = wakeups;
    this.clock = clock;
  }

  void attempt(DeliveryId id) {
    Instant now = clock.instant();
    Turns turns = new Turns(ledger.deliveries(id.order()));
    Optional<Delivery> found = turns.find(id);
    Optional<Instant> wakeAt = found.flatMap(Delivery::wakeAt);
    if (wakeAt.isEmpty() || found.get().isLeased(now)) {
      return; // Settled, or somebody has it.
    }
    Delivery delivery = found.get();
    if (wakeAt.get().isAfter(now)) {
      wakeups.wake(id, Duration.between(now, wakeAt.get())); // A message that came early.
    } else if (turns.isOvertaken(delivery)) {
      leave(delivery, now);
    } else if (!turns.mustWait(delivery, now) && hasPlace(delivery, now)) {
      claim(delivery, now).ifPresent(this::carry);
    }
  }

  /// Replays of one shop are spread; whoever finds no place in this second is woken in a later one.
  private boolean hasPlace(Delivery delivery, Instant now) {
    Duration wait = delivery.isReplay(now) ? pace.wait(delivery.id(), now) : Duration.ZERO;
    if (wait.isPositive()) {
      wakeups.wake(delivery.id(), wait);
    }
    return !wait.isPositive();
  }

  /// A later one was sent by hand and delivered meanwhile: this one is not sent any more. Another
  /// writer who is first has settled it, or will come by again.
  private void leave(Delivery delivery, Instant now) {
    Delivery left = delivery.overtaken();
    try {
      ledger.write(new Change().with(left).with(Lines.overtaken(left, now)));
    } catch (Table.Stale _) {
      return;
    }
    wakeNext(left, Optional.empty());
  }

  /// Empty where another worker was first. That may have been this one, whose answer was lost: then
  /// nobody carries it, so that it is looked at again once the lease is over.
  private Optional<Delivery> claim(Delivery delivery, Instant now) {
    try {
      Delivery claimed = delivery.claimed(now);
      ledger.write(new Change().with(claimed));
      return Optional.of(claimed.written());
    } catch (Table.Stale _) {
      wakeups.wake(delivery.id(), Delivery.LEASE);
      return Optional.empty();
    }
  }

  private void carry(Delivery delivery) {
    Optional<Shops.Entry> shop = shops.find(delivery.id().order().siteId());
    Dispatch.Result result = dispatch.send(delivery, shop);
    Delivery after = delivery.after(result.attempt(), result.last()).withUrl(result.url());
    wakeNext(after, record(after, result, shop).mailing());
  }

  /// What the shop answered must not be lost for one failing write; failing that, the attempt is
  /// made again when the lease is over.
  private Told record(Delivery after, Dispatch.Result result, Optional<Shops.Entry> shop) {
    Attempt attempt = result.attempt();
    Told told = Told.nothing();
    for (int tries = 1; ; tries++) {
      try {
        told = alerts.of(after, result, shop);
        told = tries == RECORD_TRIES_MAX ? told.leavingHealth() : told;
        Change change = new Change().with(after).with(Lines.of(after, attempt));
        learn(after.id().order(), result.learnt(), change);
        ledger.write(told.into(change));
        log(after, attempt);
        return told;
      } catch (AwsFailure failure) {
        if (tries == RECORD_TRIES_MAX) {
          throw failure;
        }
      } catch (Table.Stale stale) {
        if (isRecorded(after, attempt)) {
          return told; // The write before was taken, and only its answer lost.
        }
        if (tries == RECORD_TRIES_MAX) {
          throw stale;
        }
      }
    }
  }

  private void learn(OrderId order, Map<String, String> learnt, Change change) {
    if (!learnt.isEmpty()) {
      sessions.find(order).map(session -> session.with(learnt)).ifPresent(change::with);
    }
  }

  private boolean isRecorded(Delivery after, Attempt attempt) {
    return ledger.deliveries(after.id().order()).stream()
        .filter(one -> one.id().equals(after.id()))
        .anyMatch(one -> one.attempts().contains(attempt));
  }

  /// The deliveries are read anew: one that came meanwhile was told to wait for this one.
  private void wakeNext(Delivery after, Optional<Mailing> mailing) {
    Instant now = clock.instant();
    mailing.ifPresent(mail -> wakeups.wake(mail.id()));
    wakeups.wake(after, now);
    new Turns(ledger.deliveries(after.id().order()))
        .next(after)
        .ifPresent(next -> wakeups.wake(next, now));
  }

  private static void log(Delivery delivery, Attempt attempt) {
    OrderId order = delivery.id().order();
    Log line =
        Log.line("delivery attempted")
            .with(Log.Field.SITE, order.siteId())
            .with(Log.Field.ORDER, order.reference())
            .with(Log.Field.DELIVERY, delivery.id().number())
            .with(Log.Field.ATTEMPT, delivery.attempts().size())
            .with(Log.Field.OUTCOME, delivery.state())
            .with(Log.Field.STATUS, attempt.status())
            .with(Log.Field.REASON, attempt.failure().orElse(""))
            .with(Log.Field.MILLIS, attempt.timings().totalMillis());
    if (delivery.attempts().size() > 1 && !attempt.byHand()) {
      line.with(Log.Field.LATE, Duration.between(attempt.due(), attempt.at()).toMillis());
    }
    line.write();
  }
}
