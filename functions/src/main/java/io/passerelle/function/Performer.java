package io.passerelle.function;

import io.passerelle.function.OrderReader.Read;
import io.passerelle.gateway.Readings;
import io.passerelle.gateway.RestAccount;
import io.passerelle.gateway.ServiceAnswer.Failed;
import io.passerelle.gateway.ToldTransaction;
import io.passerelle.payment.Deed;
import io.passerelle.payment.DeedTable;
import io.passerelle.payment.DeedTable.Others;
import io.passerelle.payment.EventKind;
import io.passerelle.payment.OperationId;
import io.passerelle.payment.OperationRequest;
import io.passerelle.payment.OperationRequest.State;
import io.passerelle.payment.Order;
import io.passerelle.payment.Reading;
import io.passerelle.payment.Refusal;
import io.passerelle.store.Ledger;
import io.passerelle.store.Shops;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Carries out one request: reads the gateway, brings the order up to it, lets the table of deeds
/// say what is to be done, and makes the first call of that; then again, until nothing is left.
///
/// Of an order one request is under way at a time. What a lost answer meant is read, and nothing is
/// called before that is clear.
final class Performer {

  private static final int ROUNDS_MAX = 12;
  private static final Duration POLITE = Duration.ofSeconds(30);

  private final Ledger ledger;
  private final Shops shops;
  private final RestAccounts accounts;
  private final OrderReader reader;
  private final Inquiry inquiry;
  private final OperationCall call;
  private final OperationWakeups wakeups;
  private final Clock clock;

  Performer(
      Ledger ledger,
      Shops shops,
      RestAccounts accounts,
      OrderReader reader,
      Inquiry inquiry,
      OperationCall call,
      OperationWakeups wakeups,
      Clock clock) {
    this.ledger = ledger;
    this.shops = shops;
    this.accounts = accounts;
    this.reader = reader;
    this.inquiry = inquiry;
    this.call = call;
    this.wakeups = wakeups;
    this.clock = clock;
  }

  void perform(OperationId id) {
    boolean more = true;
    for (int round = 0; more && round < ROUNDS_MAX; round++) {
      more = round(id);
    }
    if (more) {
      wakeups.wake(id, Duration.ZERO);
    }
  }

  /// Whether there is more to do at once.
  private boolean round(OperationId id) {
    Instant now = clock.instant();
    Optional<OperationRequest> found = ledger.operation(id).filter(one -> !one.isOver());
    if (found.isEmpty()) {
      return false;
    }
    OperationRequest request = found.get();
    if (request.due().filter(now::isBefore).isPresent()) {
      wakeups.wake(id, request.due().get(), now); // A message that came early.
      return false;
    }
    Order order = ledger.order(id.order()).orElseThrow();
    Optional<Shops.Entry> shop = shops.find(id.order().siteId());
    Optional<RestAccount> account = shop.flatMap(one -> accounts.of(one.shop(), order.mode()));
    if (account.isEmpty()) {
      Refusal why = request.isUnderWay() ? Refusal.UNCERTAIN : Refusal.NO_ACCESS;
      return call.write(request.refused(why, ""), shop, now);
    }
    if (!request.isUnderWay() && waitsForAnother(request, now)) {
      return false;
    }
    return switch (reader.read(order, account.get())) {
      case Read.Not(Failed why) -> call.write(OperationCourse.unread(request, why, now), shop, now);
      case Read.Told(List<ToldTransaction> told, boolean complete) -> {
        boolean ours = request.isUnderWay();
        inquiry.repair(
            order, shop.orElseThrow(), told, ours ? EventKind.OPERATION : EventKind.RECONCILIATION);
        yield told(request, Readings.of(told, complete), shop.orElseThrow(), account.get(), now);
      }
    };
  }

  /// Another one of the order is under way: woken again when that one is looked at.
  private boolean waitsForAnother(OperationRequest request, Instant now) {
    Optional<OperationRequest> other = underWay(ledger.operations(request.id().order()), request);
    other.ifPresent(one -> {
      Instant at = one.due().filter(now::isBefore).orElse(now);
      wakeups.wake(request.id(), at.plus(POLITE), now);
    });
    return other.isPresent();
  }

  private static Optional<OperationRequest> underWay(
      List<OperationRequest> all, OperationRequest request) {
    return all.stream()
        .filter(one -> !one.id().equals(request.id()) && one.isUnderWay())
        .findFirst();
  }

  private boolean told(
      OperationRequest request,
      Reading reading,
      Shops.Entry shop,
      RestAccount account,
      Instant now) {
    // Read anew, in this order: whoever begins another request writes the order after it.
    Order order = ledger.order(request.id().order()).orElseThrow();
    List<OperationRequest> all = ledger.operations(request.id().order());
    if (!request.isUnderWay() && underWay(all, request).isPresent()) {
      return true;
    }
    OperationRequest clear =
        request.isUnderWay() ? OperationCourse.traced(request, reading, now) : request;
    if (clear.isOver() || clear.state() == State.LOST) {
      return call.write(clear, Optional.of(shop), now);
    }
    Others others = others(all, request);
    List<Deed> deeds = DeedTable.of(clear.wish(), clear.left(), reading.charges(), others);
    return switch (deeds.getFirst()) {
      case Deed.AlreadyDone _ -> call.write(clear.ended(clear.detail()), Optional.of(shop), now);
      case Deed.Refused(Refusal why) ->
          call.write(clear.refused(why, clear.detail()), Optional.of(shop), now);
      case Deed.Later(Refusal why) ->
          call.write(OperationCourse.later(clear, now, why, ""), Optional.of(shop), now);
      case Deed.Call next ->
          call.make(
              new OperationCall.Planned(clear, next, deeds.size() == 1, reading),
              order,
              shop,
              account);
    };
  }

  private static Others others(List<OperationRequest> all, OperationRequest request) {
    List<OperationRequest> others =
        all.stream().filter(one -> !one.id().equals(request.id())).toList();
    return new Others(
        others.stream().anyMatch(OperationRequest::takes),
        others.stream().anyMatch(OperationRequest::captured));
  }
}
