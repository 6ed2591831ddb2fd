package io.passerelle.payment;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// What was asked to be done with an order's money after the sale, and how far that has come.
///
/// `amount` is in the order's currency, empty for all that there is; `done` is how much of it was
/// done by calls that are over. `step` is the call that is under way, or whose answer was lost.
/// `tries` counts the times in a row that nothing came of it, `due` says when it is looked at next.
/// `detail` is the gateway's own code, where it gave one; `fields` are the platform's own.
/// `version` counts its writes.
public record OperationRequest(
    OperationId id,
    Wish wish,
    Optional<Money> amount,
    By by,
    Map<String, String> fields,
    Instant askedAt,
    State state,
    Money done,
    Optional<Step> step,
    int tries,
    Optional<Instant> due,
    Optional<Refusal> why,
    String detail,
    long version) {

  /// Who asked, and so who is told what came of it.
  public enum By {
    PLATFORM,
    OPERATOR
  }

  /// How a request stands.
  public enum State {
    /// To be carried out, or to be carried out further.
    ASKED,
    /// A call is being made.
    CALLING,
    /// A call was made, and its answer did not come: the gateway is read until that shows.
    LOST,
    DONE,
    REFUSED
  }

  /// Longer than a call and its worker can last: after that the worker is dead.
  public static final Duration LEASE = Duration.ofMinutes(3);

  /// After that much time what the gateway does not show was not done (its own servers give up
  /// after some 45 seconds).
  public static final Duration SETTLED = Duration.ofMinutes(15);

  /// Whoever waits for the answer is told within a day.
  public static final Duration PATIENCE = Duration.ofHours(24);

  public OperationRequest {
    fields = Map.copyOf(fields);
  }

  public static OperationRequest of(
      OperationId id,
      Wish wish,
      Optional<Money> amount,
      Currency currency,
      By by,
      Map<String, String> fields,
      Instant now) {
    return new OperationRequest(
        id,
        wish,
        amount,
        by,
        fields,
        now,
        State.ASKED,
        Money.of(0, currency),
        Optional.empty(),
        0,
        Optional.of(now),
        Optional.empty(),
        "",
        0);
  }

  public boolean isOver() {
    return state == State.DONE || state == State.REFUSED;
  }

  /// Whether nobody may call the gateway for another request of the order.
  public boolean isUnderWay() {
    return state == State.CALLING || state == State.LOST;
  }

  private boolean givesBack() {
    return wish == Wish.REFUND || wish == Wish.CANCEL;
  }

  /// Whether it took money from the order, or may.
  public boolean takes() {
    return givesBack() && (state != State.REFUSED || done.minorUnits() > 0);
  }

  /// Whether it captured the order's payment.
  public boolean captured() {
    return wish == Wish.CAPTURE && state == State.DONE;
  }

  /// What is still to be done: empty for all that there is. What captures or modifies names where
  /// it wants to be, and the same again once a part of the way is gone.
  public Optional<Money> left() {
    return givesBack() ? amount.map(asked -> asked.minus(done)) : amount;
  }

  /// Whether all that was asked is done.
  public boolean isFulfilled() {
    return givesBack() && amount.filter(done::equals).isPresent();
  }

  public boolean isTooOld(Instant now) {
    return now.isAfter(askedAt.plus(PATIENCE));
  }

  /// About to call: the intent, written before the call.
  public OperationRequest calling(Step next) {
    Optional<Instant> end = Optional.of(next.at().plus(LEASE));
    return with(State.CALLING, done, Optional.of(next), tries, end, Optional.empty(), "");
  }

  /// The call was made and did what it should. What is left is looked at anew.
  public OperationRequest made(Instant now) {
    Money more = givesBack() ? step.orElseThrow().call().amount() : Money.of(0, done.currency());
    return asked(done.plus(more), 0, now, Optional.empty(), "");
  }

  /// Nobody knows whether the call was made.
  public OperationRequest lost(Instant now, String code) {
    int next = state == State.LOST ? tries + 1 : 1;
    Optional<Instant> again = Optional.of(now.plus(Backoff.after(next)));
    return with(State.LOST, done, step, next, again, Optional.empty(), code);
  }

  /// The call was not made: it may be made again, perhaps another one.
  public OperationRequest later(Instant now, Refusal because, String code) {
    return asked(done, tries + 1, now.plus(Backoff.after(tries + 1)), Optional.of(because), code);
  }

  /// The payment was not in the state that was read: to be looked at again at once.
  public OperationRequest anew(Instant now, String code) {
    return asked(done, tries + 1, now, Optional.empty(), code);
  }

  public OperationRequest ended(String code) {
    return with(State.DONE, done, step, tries, Optional.empty(), Optional.empty(), code);
  }

  public OperationRequest refused(Refusal because, String code) {
    return with(State.REFUSED, done, step, tries, Optional.empty(), Optional.of(because), code);
  }

  /// As it stands once it has been written.
  public OperationRequest written() {
    return new OperationRequest(
        id,
        wish,
        amount,
        by,
        fields,
        askedAt,
        state,
        done,
        step,
        tries,
        due,
        why,
        detail,
        version + 1);
  }

  private OperationRequest asked(
      Money done, int tries, Instant due, Optional<Refusal> why, String code) {
    return with(State.ASKED, done, Optional.empty(), tries, Optional.of(due), why, code);
  }

  private OperationRequest with(
      State state,
      Money done,
      Optional<Step> step,
      int tries,
      Optional<Instant> due,
      Optional<Refusal> why,
      String detail) {
    return new OperationRequest(
        id, wish, amount, by, fields, askedAt, state, done, step, tries, due, why, detail, version);
  }
}
