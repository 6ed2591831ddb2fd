package io.passerelle.sandbox.gateway;

import io.passerelle.sandbox.gateway.Payment.Ending;
import io.passerelle.sandbox.gateway.Transaction.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Makes the transactions of a payment out of the buyer's deed: one for each instalment where the
/// first is accepted, one alone where it is not.
final class Decision {

  /// Chapter 3.4: an authorisation of a card lasts seven days; what is captured later waits.
  private static final Duration AUTHORISATION_LASTS = Duration.ofDays(7);

  private final Payment payment;
  private final Deed deed;
  private final Instant now;

  Decision(Payment payment, Deed deed, Instant now) {
    this.payment = payment;
    this.deed = deed;
    this.now = now;
  }

  Payment decide() {
    List<Plan.Instalment> parts = Plan.of(payment.form(), now).instalments();
    Transaction first = first(parts.getFirst());
    List<Transaction> made = new ArrayList<>(List.of(first));
    if (first.status().isGood()) {
      for (int i = 1; i < parts.size(); i++) {
        made.add(later(parts.get(i), i + 1));
      }
    }
    Ending ending = first.status().isGood() ? Ending.ACCEPTED : Ending.REFUSED;
    return payment.ended(ending, deed, made);
  }

  private Transaction first(Plan.Instalment part) {
    boolean registers = payment.amount() == 0;
    Operation operation = registers ? Operation.VERIFICATION : Operation.DEBIT;
    Status status = deed.forced().orElseGet(() -> status(part, registers));
    return transaction(1, operation, status, part, authorisation(status, part));
  }

  private Status status(Plan.Instalment part, boolean registers) {
    if (registers && deed.card().outcome() == TestCard.Outcome.TOKEN_ONLY) {
      return Status.ACCEPTED;
    }
    return switch (deed.outcome()) {
      case REFUSED, REFUSED_3DS -> Status.REFUSED;
      case PENDING -> Status.UNDER_VERIFICATION;
      case ACCEPTED -> registers ? Status.ACCEPTED : accepted(part);
    };
  }

  private Status accepted(Plan.Instalment part) {
    if (waits(part)) {
      return waiting();
    }
    return byHand() ? Status.AUTHORISED_TO_VALIDATE : Status.AUTHORISED;
  }

  private Status waiting() {
    return byHand() ? Status.WAITING_AUTHORISATION_TO_VALIDATE : Status.WAITING_AUTHORISATION;
  }

  private Transaction later(Plan.Instalment part, int sequence) {
    return transaction(sequence, Operation.DEBIT, waiting(), part, Authorisation.NONE);
  }

  private Transaction transaction(
      int sequence,
      Operation operation,
      Status status,
      Plan.Instalment part,
      Authorisation answer) {
    return new Transaction(
        Ids.uuid(),
        sequence,
        operation,
        status,
        part.amount(),
        0,
        answer,
        now,
        part.capturedAt(),
        "");
  }

  private Authorisation authorisation(Status status, Plan.Instalment part) {
    return switch (deed.outcome()) {
      case PENDING -> Authorisation.NONE;
      case REFUSED_3DS -> Authorisation.refused("", deed.threeDs());
      case REFUSED ->
          status.isRefusal()
              ? Authorisation.refused("51", deed.threeDs())
              : Authorisation.accepted(deed.threeDs(), waits(part));
      case ACCEPTED -> Authorisation.accepted(deed.threeDs(), waits(part));
    };
  }

  private boolean waits(Plan.Instalment part) {
    return part.capturedAt().isAfter(now.plus(AUTHORISATION_LASTS));
  }

  private boolean byHand() {
    return payment.field("vads_validation_mode").equals("1");
  }
}
