package io.passerelle.store;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/// What the mail server told of one address, and when an operator last forgave it.
///
/// Each time only moves forward, so that events that come twice, late or out of order lead to the
/// same end, and an old one does not undo what an operator did after it.
public record Suppression(
    String email,
    Optional<Instant> bouncedAt,
    Optional<Instant> complainedAt,
    Optional<Instant> liftedAt,
    long version) {

  /// Why an address gets no mail any more.
  public enum Reason {
    BOUNCED,
    COMPLAINED
  }

  public static Suppression none(String email) {
    return new Suppression(email, Optional.empty(), Optional.empty(), Optional.empty(), 0);
  }

  public Suppression with(Reason reason, Instant at) {
    return switch (reason) {
      case BOUNCED -> new Suppression(email, later(bouncedAt, at), complainedAt, liftedAt, version);
      case COMPLAINED ->
          new Suppression(email, bouncedAt, later(complainedAt, at), liftedAt, version);
    };
  }

  public Suppression lifted(Instant at) {
    return new Suppression(email, bouncedAt, complainedAt, later(liftedAt, at), version);
  }

  /// Why it holds; empty where mails are sent. A complaint weighs more than a bounce.
  public Optional<Reason> reason() {
    if (counts(complainedAt)) {
      return Optional.of(Reason.COMPLAINED);
    }
    return counts(bouncedAt) ? Optional.of(Reason.BOUNCED) : Optional.empty();
  }

  /// Since when it holds.
  public Optional<Instant> at() {
    return reason().flatMap(why -> why == Reason.BOUNCED ? bouncedAt : complainedAt);
  }

  private boolean counts(Optional<Instant> event) {
    return event.filter(at -> liftedAt.filter(lifted -> !at.isAfter(lifted)).isEmpty()).isPresent();
  }

  private static Optional<Instant> later(Optional<Instant> one, Instant other) {
    return Stream.concat(one.stream(), Stream.of(other)).max(Instant::compareTo);
  }
}
