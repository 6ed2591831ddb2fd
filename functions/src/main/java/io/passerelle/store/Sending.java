package io.passerelle.store;

import io.passerelle.paymentorder.PaymentOrder;
import io.passerelle.paymentorder.Sends;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A message of a payment order to its buyer: the wish to send it, written down with what it comes
/// from, and afterwards what was sent.
///
/// `number` is which sending of its order it is, 0 for a reminder. `due` is when it is tried next,
/// empty once it is settled, and `placed` where that is a place of its own among those of the
/// deployment; `lease` until when one worker has it. `to`, `subject` and `text` are what the buyer
/// reads and where, empty until it was written; `reason` says why it was not sent or did not
/// arrive.
public record Sending(
    SendingId id,
    Cause cause,
    int number,
    Instant createdAt,
    int tries,
    Optional<Instant> due,
    boolean placed,
    Optional<Instant> lease,
    State state,
    String reason,
    String to,
    String subject,
    String text,
    long version) {

  public static final int TRIES_MAX = 20;
  public static final Duration LEASE = Duration.ofSeconds(60);

  /// What it comes from.
  public enum Cause {
    CREATED,
    RESENT,
    MODIFIED,
    REMINDER
  }

  /// What became of it.
  public enum State {
    WAITING,
    SENT,
    FAILED,
    /// Nobody needs it any more: paid, cancelled, or sent anew since.
    DROPPED
  }

  /// The wish to send a payment order that stands at this count of its sendings; empty where the
  /// merchant hands it over.
  public static Optional<Sending> of(PaymentOrder order, Cause cause, Instant now) {
    Sends sends = order.sends();
    return order.channel().isByHand()
        ? Optional.empty()
        : Optional.of(of(order, "%04d".formatted(sends.count()), cause, sends.count(), now));
  }

  /// The reminder that is due at a moment: whoever finds it due comes to the same name.
  public static Sending reminder(PaymentOrder order, Instant due, Instant now) {
    return of(order, "R" + due.getEpochSecond(), Cause.REMINDER, 0, now);
  }

  private static Sending of(PaymentOrder order, String id, Cause cause, int number, Instant now) {
    return new Sending(
        new SendingId(order.id(), id),
        cause,
        number,
        now,
        0,
        Optional.of(now),
        false,
        Optional.empty(),
        State.WAITING,
        "",
        "",
        "",
        "",
        0);
  }

  /// A message that comes a little early is served, since two machines' clocks may differ.
  public boolean isDue(Instant now) {
    boolean leased = lease.filter(now::isBefore).isPresent();
    return !leased && due.filter(at -> at.isBefore(now.plus(LEASE))).isPresent();
  }

  /// Whether it has a place that is to come, or was a minute ago.
  public boolean hasPlace(Instant now) {
    return placed && due.filter(now.minus(LEASE)::isBefore).isPresent();
  }

  /// Due at its place.
  public Sending placed(Instant place) {
    return with(tries, Optional.of(place), true, lease, state, reason);
  }

  public Sending claimed(Instant now) {
    return with(tries + 1, due, placed, Optional.of(now.plus(LEASE)), state, reason);
  }

  /// Not taken by its carrier: tried again at `next`, until it was tried too often.
  public Sending failed(Instant next, String reason) {
    return tries >= TRIES_MAX
        ? settled(State.FAILED, reason)
        : with(tries, Optional.of(next), false, Optional.empty(), state, reason);
  }

  public Sending settled(State state, String reason) {
    return with(tries, Optional.empty(), false, Optional.empty(), state, reason);
  }

  /// With what the buyer reads, and where.
  public Sending saying(String to, String subject, String text) {
    return new Sending(
        id, cause, number, createdAt, tries, due, placed, lease, state, reason, to, subject, text,
        version);
  }

  /// As it stands once it has been written.
  public Sending written() {
    return new Sending(
        id,
        cause,
        number,
        createdAt,
        tries,
        due,
        placed,
        lease,
        state,
        reason,
        to,
        subject,
        text,
        version + 1);
  }

  private Sending with(
      int tries,
      Optional<Instant> due,
      boolean placed,
      Optional<Instant> lease,
      State state,
      String reason) {
    return new Sending(
        id, cause, number, createdAt, tries, due, placed, lease, state, reason, to, subject, text,
        version);
  }

  /// Nothing that a buyer is written.
  @Override
  public String toString() {
    return "sending " + id.id() + " of " + id.order();
  }
}
