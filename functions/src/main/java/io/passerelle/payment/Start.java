package io.passerelle.payment;

import java.time.Instant;
import java.util.Optional;

/// A buyer was sent to the gateway, at that time, to pay that amount.
///
/// `insteadOf` is the attempt that the shop had named, where another order had its id already: the
/// same form sent again then finds this start.
public record Start(AttemptId attempt, Money amount, Instant at, Optional<AttemptId> insteadOf) {

  public Start(AttemptId attempt, Money amount, Instant at) {
    this(attempt, amount, at, Optional.empty());
  }
}
