package io.passerelle.sandbox.gateway;

import io.passerelle.sandbox.gateway.Authorisation.ThreeDs;
import io.passerelle.sandbox.gateway.Transaction.Operation;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Carries out what happens to transactions later, and refuses with `BadRequest` what the gateway
/// would refuse: an event out of its state, an amount too great.
final class Ledger {

  private final Payments payments;
  private final Clock clock;

  Ledger(Payments payments, Clock clock) {
    this.payments = payments;
    this.clock = clock;
  }

  /// What happens and, where it counts, with how much and how the issuer answers.
  record Happening(Event event, Optional<Long> amount, boolean refused) {}

  /// A payment and that transaction of it that the shop is told about.
  record Moved(Payment payment, Transaction told) {}

  Moved happen(String uuid, Happening happening) {
    Payment found =
        payments.ofTransaction(uuid).orElseThrow(() -> new BadRequest("no transaction " + uuid));
    AtomicReference<Moved> moved = new AtomicReference<>();
    payments.change(
        found.id(),
        payment -> {
          Moved after = move(payment, uuid, happening);
          moved.set(after);
          return after.payment();
        });
    return moved.get();
  }

  private Moved move(Payment payment, String uuid, Happening happening) {
    Transaction transaction = target(payment, uuid, happening.event());
    if (!happening.event().isPossible(transaction.status())) {
      throw new BadRequest(happening.event() + " is not possible in state " + transaction.status());
    }
    return switch (happening.event()) {
      case CAPTURE -> replaced(payment, captured(transaction));
      case VALIDATE -> validated(payment, transaction);
      case CANCEL -> cancelled(payment, transaction);
      case REFUND -> refunded(payment, transaction, happening);
      case MODIFY -> replaced(payment, transaction.withAmount(lower(transaction, happening)));
      case EXPIRE -> replaced(payment, transaction.with(Status.EXPIRED));
      case VERIFICATION_ACCEPTED -> replaced(payment, accepted(payment, transaction));
      case VERIFICATION_REFUSED -> replaced(payment, refused(transaction));
      case INSTALMENT ->
          replaced(payment, happening.refused() ? refused(transaction) : authorised(transaction));
    };
  }

  /// An instalment that falls due is the next one of the plan, whichever part of it is named.
  private static Transaction target(Payment payment, String uuid, Event event) {
    Transaction named = payment.transaction(uuid).orElseThrow();
    if (event != Event.INSTALMENT || event.isPossible(named.status())) {
      return named;
    }
    return payment.transactions().stream()
        .filter(one -> event.isPossible(one.status()))
        .findFirst()
        .orElseThrow(() -> new BadRequest("no instalment of this payment is waiting"));
  }

  private static Moved replaced(Payment payment, Transaction changed) {
    return new Moved(payment.with(changed), changed);
  }

  /// A credit that is cancelled leaves its amount to be refunded again.
  private static Moved cancelled(Payment payment, Transaction transaction) {
    Payment after =
        payment
            .transaction(transaction.parent())
            .map(parent -> payment.with(parent.refundedBy(-transaction.amount())))
            .orElse(payment);
    return replaced(after, transaction.with(Status.CANCELLED));
  }

  private Transaction captured(Transaction transaction) {
    return transaction.capturedAt(clock.instant()).with(Status.CAPTURED);
  }

  /// Chapter 1.6: validating the first instalment validates all.
  private static Moved validated(Payment payment, Transaction transaction) {
    Payment after = payment.with(validated(transaction));
    if (transaction.sequence() == 1) {
      for (Transaction other : payment.transactions()) {
        if (Event.VALIDATE.isPossible(other.status())) {
          after = after.with(validated(other));
        }
      }
    }
    return new Moved(after, validated(transaction));
  }

  private static Transaction validated(Transaction transaction) {
    return transaction.with(
        transaction.status() == Status.AUTHORISED_TO_VALIDATE
            ? Status.AUTHORISED
            : Status.WAITING_AUTHORISATION);
  }

  private Moved refunded(Payment payment, Transaction debit, Happening happening) {
    if (debit.operation() != Operation.DEBIT) {
      throw new BadRequest("only a debit can be refunded");
    }
    long amount = happening.amount().orElse(debit.remaining());
    if (amount < 1 || amount > debit.remaining()) {
      throw new BadRequest("at most " + debit.remaining() + " is left to refund");
    }
    Instant now = clock.instant();
    Transaction credit =
        new Transaction(
            Ids.uuid(),
            debit.sequence(),
            Operation.CREDIT,
            Status.AUTHORISED,
            amount,
            0,
            Authorisation.accepted(ThreeDs.NONE, false),
            now,
            now,
            debit.uuid());
    return new Moved(payment.with(debit.refundedBy(amount)).with(credit), credit);
  }

  private static long lower(Transaction transaction, Happening happening) {
    long amount = happening.amount().orElseThrow(() -> new BadRequest("MODIFY needs an amount"));
    if (transaction.operation() != Operation.DEBIT) {
      throw new BadRequest("only a debit can be modified");
    }
    if (amount < 1 || amount >= transaction.amount()) {
      throw new BadRequest("an amount can only go down, from " + transaction.amount());
    }
    return amount;
  }

  private static Transaction accepted(Payment payment, Transaction transaction) {
    boolean byHand = payment.field("vads_validation_mode").equals("1");
    Status status = byHand ? Status.AUTHORISED_TO_VALIDATE : Status.AUTHORISED;
    return transaction.with(status, Authorisation.accepted(ThreeDs.NONE, false));
  }

  private static Transaction authorised(Transaction transaction) {
    return transaction.with(Status.AUTHORISED, Authorisation.accepted(ThreeDs.NONE, false));
  }

  private static Transaction refused(Transaction transaction) {
    return transaction.with(Status.REFUSED, Authorisation.refused("51", ThreeDs.NONE));
  }
}
