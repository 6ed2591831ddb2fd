package io.passerelle.function;

import io.passerelle.aws.AwsFailure;
import io.passerelle.aws.Table;
import io.passerelle.delivery.Delivery;
import io.passerelle.delivery.DeliveryId;
import io.passerelle.delivery.Turns;
import io.passerelle.payment.OrderId;
import io.passerelle.store.Change;
import io.passerelle.store.Ledger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/// Asks for many deliveries at once, each for its time: some orders side by side, each order with
/// one read and, but for one with very many, one write.
final class Asking {

  private static final int ORDERS_AT_ONCE_MAX = 32;
  private static final int TRIES_MAX = 3;

  /// A transaction takes 100 rows and 4 MB, and a row may have some hundred kilobytes.
  private static final int ROWS_AT_ONCE_MAX = 10;

  private final Ledger ledger;
  private final Instant now;
  private final boolean dry;
  private final Map<OrderId, Map<DeliveryId, Instant>> wanted = new LinkedHashMap<>();
  private final List<Delivery> asked = new ArrayList<>();

  /// One that is `dry` writes nothing.
  Asking(Ledger ledger, Instant now, boolean dry) {
    this.ledger = ledger;
    this.now = now;
    this.dry = dry;
  }

  void add(DeliveryId id, Instant at) {
    wanted.computeIfAbsent(id.order(), _ -> new LinkedHashMap<>()).put(id, at);
  }

  /// What was asked for and wants to be woken.
  synchronized List<Delivery> asked() {
    return List.copyOf(asked);
  }

  /// Returns when all orders were tried; fails if one of them could not be read or written.
  void ask(Recovered recovered) {
    Semaphore free = new Semaphore(ORDERS_AT_ONCE_MAX);
    List<Future<?>> orders = new ArrayList<>();
    try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
      wanted.forEach((order, deliveries) -> {
        free.acquireUninterruptibly();
        orders.add(
            workers.submit(() -> {
              try {
                ask(order, deliveries, recovered);
              } finally {
                free.release();
              }
            }));
      });
    }
    for (Future<?> order : orders) {
      if (order.state() == Future.State.FAILED) {
        Throwable thrown = order.exceptionNow();
        throw thrown instanceof AwsFailure failure ? failure : new IllegalStateException(thrown);
      }
    }
  }

  /// Whoever writes one of the deliveries meanwhile has perhaps delivered it: look again.
  private void ask(OrderId order, Map<DeliveryId, Instant> deliveries, Recovered recovered) {
    Set<DeliveryId> gone = new HashSet<>();
    for (int tries = 1; ; tries++) {
      Turns turns = new Turns(ledger.deliveries(order));
      if (tries > 1) {
        note(taken(turns, deliveries, gone), gone, recovered);
      }
      List<Delivery> again =
          turns.deliveries().stream()
              .filter(one -> deliveries.containsKey(one.id()) && goes(one, turns))
              .map(one -> one.askedAgain(deliveries.getOrDefault(one.id(), now)))
              .toList();
      try {
        write(again, gone, recovered);
        tell(turns, deliveries, gone, recovered);
        return;
      } catch (Table.Stale _) {
        if (tries == TRIES_MAX) {
          again.stream()
              .filter(one -> !gone.contains(one.id()))
              .forEach(_ -> recovered.isUnderWay());
          return;
        }
      }
    }
  }

  /// What was written just now where only the answer was lost: as it was asked for, to the instant.
  private static List<Delivery> taken(
      Turns turns, Map<DeliveryId, Instant> deliveries, Set<DeliveryId> gone) {
    return turns.deliveries().stream()
        .filter(one -> !gone.contains(one.id()))
        .filter(one -> one.asked().filter(at -> at.equals(deliveries.get(one.id()))).isPresent())
        .toList();
  }

  private boolean goes(Delivery delivery, Turns turns) {
    return delivery.failedSince().isPresent()
        && !turns.isOvertaken(delivery)
        && !isUnderWay(delivery)
        && delivery.attempts().size() < Delivery.ATTEMPTS_MAX;
  }

  private boolean isUnderWay(Delivery delivery) {
    return delivery.asked().isPresent() || delivery.isLeased(now);
  }

  /// The earlier first; what is written is `gone`, whatever becomes of the rest.
  private void write(List<Delivery> again, Set<DeliveryId> gone, Recovered recovered) {
    for (int from = 0; from < again.size(); from += ROWS_AT_ONCE_MAX) {
      List<Delivery> some = again.subList(from, Math.min(from + ROWS_AT_ONCE_MAX, again.size()));
      if (!dry) {
        write(some);
      }
      note(some, gone, recovered);
    }
  }

  private void write(List<Delivery> some) {
    Change change = new Change();
    some.forEach(change::with);
    ledger.write(change);
  }

  private void note(List<Delivery> some, Set<DeliveryId> gone, Recovered recovered) {
    some.forEach(recovered::goes);
    some.forEach(one -> gone.add(one.id()));
    if (!dry) {
      synchronized (this) {
        asked.addAll(some);
      }
    }
  }

  /// Why the others do not go.
  private void tell(
      Turns turns, Map<DeliveryId, Instant> deliveries, Set<DeliveryId> gone, Recovered recovered) {
    for (Delivery one : turns.deliveries()) {
      boolean asked = deliveries.containsKey(one.id()) && !gone.contains(one.id());
      if (!asked || one.failedSince().isEmpty()) {
        continue;
      }
      if (turns.isOvertaken(one)) {
        recovered.isUpToDate(one);
      } else if (isUnderWay(one)) {
        recovered.isUnderWay();
      } else {
        recovered.wasTriedTooOften();
      }
    }
  }
}
