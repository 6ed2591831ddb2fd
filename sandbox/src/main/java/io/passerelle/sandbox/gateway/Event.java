package io.passerelle.sandbox.gateway;

import static io.passerelle.sandbox.gateway.Status.AUTHORISED;
import static io.passerelle.sandbox.gateway.Status.AUTHORISED_TO_VALIDATE;
import static io.passerelle.sandbox.gateway.Status.CAPTURED;
import static io.passerelle.sandbox.gateway.Status.INITIAL;
import static io.passerelle.sandbox.gateway.Status.PARTIALLY_AUTHORISED;
import static io.passerelle.sandbox.gateway.Status.PENDING;
import static io.passerelle.sandbox.gateway.Status.PRE_AUTHORISED;
import static io.passerelle.sandbox.gateway.Status.SUSPENDED;
import static io.passerelle.sandbox.gateway.Status.UNDER_VERIFICATION;
import static io.passerelle.sandbox.gateway.Status.WAITING_AUTHORISATION;
import static io.passerelle.sandbox.gateway.Status.WAITING_AUTHORISATION_TO_VALIDATE;
import static io.passerelle.sandbox.gateway.Status.WAITING_FOR_PAYMENT;

import java.util.EnumSet;
import java.util.Set;

/// What can happen to a transaction after the buyer has left, from which states (chapter 3.4 and
/// 4.5), and under which origin the shop is told.
enum Event {
  CAPTURE(Source.BATCH, AUTHORISED, PARTIALLY_AUTHORISED, SUSPENDED),
  VALIDATE(Source.MERCH_BO, AUTHORISED_TO_VALIDATE, WAITING_AUTHORISATION_TO_VALIDATE),
  CANCEL(
      Source.MERCH_BO,
      AUTHORISED,
      AUTHORISED_TO_VALIDATE,
      WAITING_AUTHORISATION,
      WAITING_AUTHORISATION_TO_VALIDATE),
  REFUND(Source.MERCH_BO, CAPTURED),
  MODIFY(
      Source.MERCH_BO,
      AUTHORISED,
      AUTHORISED_TO_VALIDATE,
      WAITING_AUTHORISATION,
      WAITING_AUTHORISATION_TO_VALIDATE),
  EXPIRE(
      Source.BATCH,
      AUTHORISED_TO_VALIDATE,
      WAITING_AUTHORISATION_TO_VALIDATE,
      WAITING_FOR_PAYMENT,
      INITIAL),
  VERIFICATION_ACCEPTED(
      Source.BATCH, UNDER_VERIFICATION, INITIAL, WAITING_FOR_PAYMENT, PENDING, PRE_AUTHORISED),
  VERIFICATION_REFUSED(
      Source.BATCH, UNDER_VERIFICATION, INITIAL, WAITING_FOR_PAYMENT, PENDING, PRE_AUTHORISED),
  INSTALMENT(Source.BATCH_AUTO, WAITING_AUTHORISATION);

  private final Source source;

  @SuppressWarnings("ImmutableEnumChecker") // `Set.copyOf` is immutable, which the type cannot say.
  private final Set<Status> from;

  Event(Source source, Status first, Status... others) {
    this.source = source;
    this.from = Set.copyOf(EnumSet.of(first, others));
  }

  Source source() {
    return source;
  }

  boolean isPossible(Status status) {
    return from.contains(status);
  }

  static Event named(String word) {
    for (Event event : values()) {
      if (event.name().equals(word)) {
        return event;
      }
    }
    throw new BadRequest("no event " + word);
  }
}
