package io.passerelle.function;

import io.passerelle.aws.AwsFailure;
import io.passerelle.aws.Table;
import io.passerelle.delivery.Attempt;
import io.passerelle.delivery.Delivery;
import io.passerelle.delivery.DeliveryId;
import io.passerelle.edge.Log;
import io.passerelle.payment.OrderId;
import io.passerelle.store.Change;
import io.passerelle.store.Ledger;
import io.passerelle.store.Mailing;
import io.passerelle.store.Shops;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
  private final Shops shops;
  private final Dispatch dispatch;
  private final AlertModes alerts;
  private final Wakeups wakeups;
  private final Clock clock;

  Courier(
      Ledger ledger,
      Shops shops,
      Dispatch dispatch,
      AlertModes alerts,
      Wakeups wakeups,
      Clock clock) {
    this.ledger = ledger;
    this.shops = shops;
    this.dispatch = dispatch;
    this.alerts = alerts;
    this.wakeups = wakeups;
    this.clock = clock;
  }

  void attempt(DeliveryId id) {
    Instant now = clock.instant();
    List<Delivery> all = ledger.deliveries(id.order());
    Optional<Delivery> found = all.stream().filter(one -> one.id().equals(id)).findFirst();
    Optional<Instant> wakeAt = found.flatMap(Delivery::wakeAt);
    if (wakeAt.isEmpty() || found.get().isLeased(now)) {
      return; // Settled, or somebody has it.
    }
    Delivery delivery = found.get();
    if (wakeAt.get().isAfter(now)) {
      wakeups.wake(id, Duration.between(now, wakeAt.get())); // A message that came early.
      return;
    }
    if (!delivery.isByHand(now) && mustWait(delivery, all)) {
      return; // The one before it wakes it.
    }
    claim(delivery, now).ifPresent(claimed -> carry(claimed));
  }

  /// Deliveries of one order to one target keep their order.
  private static boolean mustWait(Delivery delivery, List<Delivery> all) {
    return all.stream()
        .filter(one -> one.id().number() < delivery.id().number())
        .anyMatch(one -> one.target().equals(delivery.target()) && one.isOpen());
  }

  /// Empty where another worker was first.
  private Optional<Delivery> claim(Delivery delivery, Instant now) {
    try {
      Delivery claimed = delivery.claimed(now);
      ledger.write(new Change().with(claimed));
      return Optional.of(claimed.written());
    } catch (Table.Stale _) {
      return Optional.empty();
    }
  }

  private void carry(Delivery delivery) {
    Optional<Shops.Entry> shop = shops.find(delivery.id().order().siteId());
    Dispatch.Result result = dispatch.send(delivery, shop);
    Delivery after = delivery.after(result.attempt()).withUrl(result.url());
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
        ledger.write(told.into(new Change().with(after).with(Lines.of(after, attempt))));
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
    if (!after.isOpen()) {
      ledger.deliveries(after.id().order()).stream()
          .filter(one -> one.id().number() > after.id().number())
          .filter(one -> one.target().equals(after.target()) && one.isOpen())
          .findFirst()
          .ifPresent(next -> wakeups.wake(next, now));
    }
  }

  private static void log(Delivery delivery, Attempt attempt) {
    OrderId order = delivery.id().order();
    Log.line("delivery attempted")
        .with(Log.Field.SITE, order.siteId())
        .with(Log.Field.ORDER, order.reference())
        .with(Log.Field.DELIVERY, delivery.id().number())
        .with(Log.Field.ATTEMPT, delivery.attempts().size())
        .with(Log.Field.OUTCOME, delivery.state())
        .with(Log.Field.STATUS, attempt.status())
        .with(Log.Field.REASON, attempt.failure().orElse(""))
        .with(Log.Field.MILLIS, attempt.timings().totalMillis())
        .write();
  }
}
