package io.passerelle.payment;

import static java.util.stream.Collectors.toSet;

import io.passerelle.payment.Charge.Phase;
import io.passerelle.payment.Deed.Cancel;
import io.passerelle.payment.Deed.Modify;
import io.passerelle.payment.Deed.Refund;
import io.passerelle.payment.Deed.Validate;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// A call to the gateway that is about to be made, written down before it is, with what was known
/// of the payment then: so that a later reading shows whether it was done, whatever became of its
/// answer.
///
/// `creditsBefore` are the uuids of all credits known then, `refundedBefore` what the debit itself
/// told of its refunds. `worker` tells the one who wrote it from any other: nobody else may call.
public record Step(
    Deed.Call call, Instant at, Set<String> creditsBefore, Money refundedBefore, String worker) {

  /// What a reading shows of it.
  public enum Trace {
    DONE,
    /// The gateway took it, and it came to nothing.
    DENIED,
    NONE
  }

  public Step {
    creditsBefore = Set.copyOf(creditsBefore);
  }

  /// Whether making it twice comes to the same: all but a refund lead to a state that is reached
  /// once.
  public boolean converges() {
    return !(call instanceof Refund);
  }

  public Trace in(Reading reading) {
    Optional<Charge> charge = reading.charge(call.uuid());
    return switch (call) {
      case Refund refund -> {
        Trace trace = ofCredits(refund, reading);
        boolean grown = charge.filter(one -> hasGrown(one, refund)).isPresent();
        yield trace == Trace.NONE && grown ? Trace.DONE : trace;
      }
      case Cancel _ -> trace(charge, one -> one.phase() == Phase.CANCELLED);
      case Modify modify -> trace(charge, one -> one.amount().equals(modify.left()));
      case Validate _ ->
          trace(charge, one -> one.phase() == Phase.AUTHORISED || one.phase() == Phase.CAPTURED);
    };
  }

  private static Trace trace(Optional<Charge> charge, Predicate<Charge> done) {
    return charge.filter(done).isPresent() ? Trace.DONE : Trace.NONE;
  }

  /// A credit that was not there before, of that debit and that amount.
  private Trace ofCredits(Refund refund, Reading reading) {
    Set<Boolean> dead =
        reading.credits().stream()
            .filter(one -> !creditsBefore.contains(one.uuid()))
            .filter(one -> one.parent().isEmpty() || one.parent().equals(refund.uuid()))
            .filter(
                one -> one.amount().equals(refund.amount()) || one.there().equals(refund.sent()))
            .map(Credit::isDead)
            .collect(toSet());
    if (dead.isEmpty()) {
      return Trace.NONE;
    }
    return dead.contains(false) ? Trace.DONE : Trace.DENIED;
  }

  private boolean hasGrown(Charge charge, Refund refund) {
    return charge.refunded().equals(refundedBefore.plus(refund.amount()));
  }
}
