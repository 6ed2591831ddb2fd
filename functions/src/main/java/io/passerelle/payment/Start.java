package io.passerelle.payment;

import java.time.Instant;
import java.util.Optional;

/// A buyer was sent to the gateway, at that time, to pay that amount: at once, or in `parts`.
///
/// `insteadOf` is the attempt that the shop had named, where another order had its id already: the
/// same form sent again then finds this start.
public record Start(
    AttemptId attempt,
    Money amount,
    Instant at,
    Optional<AttemptId> insteadOf,
    Optional<Instalments> parts) {

  public Start(AttemptId attempt, Money amount, Instant at) {
    this(attempt, amount, at, Optional.empty(), Optional.empty());
  }

  /// The same start, of a payment in parts.
  public Start in(Optional<Instalments> parts) {
    return new Start(attempt, amount, at, insteadOf, parts);
  }
}
