package io.passerelle.delivery;

import io.passerelle.payment.Mode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// One notification on its way to one target.
///
/// `mode` is the notification's own. `event` names the recorded notification whose bytes are sent;
/// `target` says to whom, not where: the address is read from the shop at each attempt, so that a
/// corrected URL serves the replays too. `due` is when it is tried next by itself, `asked` for when
/// a person asked to have it sent again. `lease` is until when one worker has it: two messages
/// never send it at once. `claims` counts the workers that took it since the last recorded attempt.
/// `version` counts its writes.
public record Delivery(
    DeliveryId id,
    Mode mode,
    RuleKind rule,
    String label,
    String target,
    String event,
    Schedule schedule,
    State state,
    List<Attempt> attempts,
    Optional<Instant> due,
    Optional<Instant> asked,
    Optional<Instant> lease,
    int claims,
    String url,
    long version) {

  /// How a delivery stands: not tried yet, delivered, failed (and perhaps tried again at `due`), or
  /// given up after its last replay.
  public enum State {
    PENDING,
    DELIVERED,
    FAILED,
    EXHAUSTED
  }

  /// To the shop's own platform, by whatever way it takes.
  public static final String PLATFORM = "PLATFORM";

  /// To the platform, what came of the operation that it asked for under the name behind this.
  public static final String OPERATION = "OPERATION#";

  public static final int ATTEMPTS_MAX = 50;
  public static final Duration LEASE = Duration.ofSeconds(60);

  /// Where workers die each time, an end must come.
  static final int CLAIMS_MAX = 10;

  public Delivery {
    attempts = List.copyOf(attempts);
  }

  public static Delivery of(
      DeliveryId id, Mode mode, Rule rule, String target, String event, String url, Instant now) {
    return new Delivery(
        id,
        mode,
        rule.kind(),
        rule.label(),
        target,
        event,
        rule.replay() ? Schedule.QUARTER_HOURS : Schedule.NEVER,
        State.PENDING,
        List.of(),
        Optional.of(now),
        Optional.empty(),
        Optional.empty(),
        0,
        url,
        0);
  }

  /// When somebody has to look at it next; empty when it is settled.
  public Optional<Instant> wakeAt() {
    return Stream.concat(due.stream(), asked.stream()).min(Instant::compareTo);
  }

  /// Of a failed one, when its notification came: the first attempt was due at that moment.
  public Optional<Instant> failedSince() {
    boolean failed = state == State.FAILED || state == State.EXHAUSTED;
    return attempts.stream().findFirst().filter(_ -> failed).map(Attempt::due);
  }

  /// Since when it wants to be looked at: failed, or delivered by words that read like an error.
  public Optional<Instant> listedSince() {
    boolean doubtful = state == State.DELIVERED && attempts.getLast().saysError();
    return doubtful ? Optional.of(attempts.getFirst().due()) : failedSince();
  }

  /// Whether it may still be tried by itself: later ones of its order to its target wait for it.
  public boolean isOpen() {
    return due.isPresent();
  }

  public boolean isLeased(Instant now) {
    return lease.filter(now::isBefore).isPresent();
  }

  public boolean isAbandonedByWorkers() {
    return claims >= CLAIMS_MAX;
  }

  /// Whether an attempt that starts now is one that a person asked for.
  public boolean isByHand(Instant now) {
    return asked.filter(at -> !at.isAfter(now)).isPresent()
        || due.filter(at -> !at.isAfter(now)).isEmpty();
  }

  /// For when the attempt that starts now was planned.
  public Instant dueOf(Instant now) {
    return (isByHand(now) ? asked : due).orElse(now);
  }

  /// Whether an attempt now repeats an earlier one by itself.
  public boolean isReplay(Instant now) {
    return !isByHand(now) && !attempts.isEmpty();
  }

  /// Taken by a worker, alone until the lease is over.
  public Delivery claimed(Instant now) {
    return with(state, attempts, due, asked, Optional.of(now.plus(LEASE)), claims + 1);
  }

  /// To be sent again because a person asked.
  public Delivery askedAgain(Instant at) {
    return with(state, attempts, due, Optional.of(at), lease, claims);
  }

  /// Not to be sent any more: it would take back what a later one of its order said.
  public Delivery overtaken() {
    return with(state, attempts, Optional.empty(), Optional.empty(), Optional.empty(), 0);
  }

  /// What an attempt makes of it: one line for each way that it can go. No other is made by itself
  /// after one that is the `last`.
  public Delivery after(Attempt attempt, boolean last) {
    List<Attempt> all = attempt.behind(attempts);
    if (attempt.isDelivered() || last) {
      return settled(attempt.isDelivered() ? State.DELIVERED : State.EXHAUSTED, all);
    }
    if (attempt.byHand()) {
      // Never replayed by itself; what was planned before stays planned.
      return with(state, all, due, Optional.empty(), Optional.empty(), 0);
    }
    if (schedule == Schedule.NEVER) {
      return settled(State.FAILED, all);
    }
    Optional<Instant> next = schedule.next(Schedule.tries(all), attempt.at());
    return next.isEmpty()
        ? settled(State.EXHAUSTED, all)
        : with(State.FAILED, all, next, asked, Optional.empty(), 0);
  }

  /// As it stands once it has been written.
  public Delivery written() {
    return with(schedule, url, version + 1);
  }

  public Delivery withUrl(String url) {
    return with(schedule, url, version);
  }

  /// The same, tried again at other times, unless it never is.
  public Delivery on(Schedule other) {
    return with(schedule == Schedule.NEVER ? schedule : other, url, version);
  }

  private Delivery with(Schedule schedule, String url, long version) {
    return new Delivery(
        id, mode, rule, label, target, event, schedule, state, attempts, due, asked, lease, claims,
        url, version);
  }

  private Delivery settled(State settled, List<Attempt> all) {
    return with(settled, all, Optional.empty(), Optional.empty(), Optional.empty(), 0);
  }

  private Delivery with(
      State state,
      List<Attempt> attempts,
      Optional<Instant> due,
      Optional<Instant> asked,
      Optional<Instant> lease,
      int claims) {
    return new Delivery(
        id, mode, rule, label, target, event, schedule, state, attempts, due, asked, lease, claims,
        url, version);
  }
}
