package io.passerelle.function;

import io.passerelle.aws.AwsFailure;
import io.passerelle.aws.Table;
import io.passerelle.gateway.CallAnswer;
import io.passerelle.gateway.MoneyCalls;
import io.passerelle.gateway.RestAccount;
import io.passerelle.gateway.ToldTransaction;
import io.passerelle.payment.Charge;
import io.passerelle.payment.Credit;
import io.passerelle.payment.Deed;
import io.passerelle.payment.EventKind;
import io.passerelle.payment.OperationRequest;
import io.passerelle.payment.Order;
import io.passerelle.payment.Reading;
import io.passerelle.payment.Refusal;
import io.passerelle.payment.Step;
import io.passerelle.store.Ledger;
import io.passerelle.store.Shops;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// Makes one call that moves money: the intent is written first, and only the worker that wrote it
/// calls, at once and once. Whatever comes back is written down; what does not come back is read
/// later.
final class OperationCall {

  /// A worker that was held up longer does not call any more.
  private static final Duration PROMPT = Duration.ofSeconds(60);

  private static final int WRITES_MAX = 5;

  /// A request, the call that it comes to now, and whether that is the `last` one of it.
  record Planned(OperationRequest request, Deed.Call call, boolean last, Reading reading) {}

  private final Ledger ledger;
  private final MoneyCalls calls;
  private final Inquiry inquiry;
  private final OperationBook book;
  private final OperationWakeups wakeups;
  private final Clock clock;

  OperationCall(
      Ledger ledger,
      MoneyCalls calls,
      Inquiry inquiry,
      OperationBook book,
      OperationWakeups wakeups,
      Clock clock) {
    this.ledger = ledger;
    this.calls = calls;
    this.inquiry = inquiry;
    this.book = book;
    this.wakeups = wakeups;
    this.clock = clock;
  }

  /// Whether there is more to do for the request at once.
  boolean make(Planned planned, Order order, Shops.Entry shop, RestAccount account) {
    Step step = step(planned, clock.instant());
    Optional<OperationRequest> intent = intent(planned.request().calling(step), order, shop);
    if (intent.isEmpty()) {
      return true; // Somebody else wrote first: to be looked at anew.
    }
    OperationRequest calling = intent.get();
    if (clock.instant().isAfter(step.at().plus(PROMPT))) {
      return write(calling.anew(clock.instant(), ""), Optional.of(shop), clock.instant());
    }
    CallAnswer answer = calls.make(account, step.call(), comment(calling));
    Instant now = clock.instant();
    OperationRequest after =
        switch (answer) {
          case CallAnswer.Made(ToldTransaction told) -> {
            inquiry.repair(order, shop, List.of(told), EventKind.OPERATION);
            OperationRequest made = calling.made(now);
            yield planned.last() || made.isFulfilled() ? made.ended("") : made;
          }
          case CallAnswer.Before(String code) -> {
            inquiry.of(order, shop, account);
            yield calling.ended(code);
          }
          case CallAnswer.NotNow(String code) ->
              OperationCourse.later(calling, now, Refusal.UNAVAILABLE, code);
          case CallAnswer.OtherState(String code) -> OperationCourse.otherState(calling, now, code);
          case CallAnswer.Refused(Refusal why, String code) -> calling.refused(why, code);
          case CallAnswer.Lost(String code) -> calling.lost(now, code);
        };
    return write(after, Optional.of(shop), now);
  }

  private static Step step(Planned planned, Instant now) {
    Reading reading = planned.reading();
    Deed.Call call = planned.call();
    Charge charge = reading.charge(call.uuid()).orElseThrow();
    Set<String> credits = reading.credits().stream().map(Credit::uuid).collect(Collectors.toSet());
    return new Step(call, now, credits, charge.refunded(), UUID.randomUUID().toString());
  }

  private static String comment(OperationRequest request) {
    return request.wish() + " " + request.id().key();
  }

  /// Empty where another writer was first, and nothing may be called.
  private Optional<OperationRequest> intent(
      OperationRequest calling, Order order, Shops.Entry shop) {
    try {
      return Optional.of(
          book.write(calling, order, Optional.of(shop), calling.step().orElseThrow().at()));
    } catch (AwsFailure | Table.Stale failure) {
      // The write may have been taken, and only its answer lost.
      Optional<OperationRequest> stored =
          ledger.operation(calling.id()).filter(one -> one.step().equals(calling.step()));
      if (stored.isEmpty() && failure instanceof AwsFailure trouble) {
        throw trouble;
      }
      return stored;
    }
  }

  /// Writes what became of a request and wakes who comes next; answers whether there is more to do
  /// at once. The order may be written by others meanwhile, the request by nobody else.
  boolean write(OperationRequest request, Optional<Shops.Entry> shop, Instant now) {
    for (int tries = 1; ; tries++) {
      try {
        book.write(request, ledger.order(request.id().order()).orElseThrow(), shop, now);
        break;
      } catch (AwsFailure | Table.Stale failure) {
        Optional<OperationRequest> stored = ledger.operation(request.id());
        if (stored.filter(one -> one.version() != request.version()).isPresent()) {
          return false; // Written: by this one, whose answer was lost, or by another.
        }
        if (tries == WRITES_MAX) {
          throw failure;
        }
      }
    }
    if (request.isOver()) {
      wakeOthers(request, now);
      return false;
    }
    Instant due = request.due().orElse(now);
    if (due.isAfter(now)) {
      wakeups.wake(request.id(), due, now);
    }
    return !due.isAfter(now);
  }

  private void wakeOthers(OperationRequest over, Instant now) {
    ledger.operations(over.id().order()).stream()
        .filter(one -> one.due().filter(at -> !at.isAfter(now)).isPresent())
        .forEach(one -> wakeups.wake(one.id(), Duration.ZERO));
  }
}
