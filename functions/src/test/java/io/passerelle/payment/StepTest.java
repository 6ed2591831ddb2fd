package io.passerelle.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.payment.Step.Trace;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a reading shows of a call whose answer did not come.
class StepTest {

  private static final Instant NOW = Instant.parse("2026-01-15T10:00:00Z");

  private static Money euros(long cents) {
    return Money.of(cents, Currency.EUR);
  }

  private static Charge charge(TransactionState state, long amount, long refunded) {
    return new Charge(
        "d", 1, state, euros(amount), euros(refunded), euros(amount), euros(refunded), false);
  }

  private static Reading reading(Charge charge, Credit... credits) {
    return new Reading(List.of(charge), List.of(credits), true);
  }

  private static Step step(Deed.Call call) {
    return new Step(call, NOW, Set.of("known"), euros(500), "worker");
  }

  private static final Step REFUND = step(new Deed.Refund("d", euros(1_000), euros(1_000)));

  @ParameterizedTest
  @CsvSource({
    "new,   d,     AUTHORISED,         1000, DONE",
    "new,   '',    AUTHORISED,         1000, DONE",
    "new,   d,     UNDER_VERIFICATION, 1000, DONE",
    "new,   d,     REFUND_TO_RETRY,    1000, DONE",
    "new,   d,     REFUSED,            1000, DENIED",
    "new,   d,     CANCELLED,          1000, DENIED",
    "new,   d,     AUTHORISED,         999,  NONE",
    "new,   other, AUTHORISED,         1000, NONE",
    "known, d,     AUTHORISED,         1000, NONE",
  })
  void aRefundIsShownByACreditThatWasNotThereBefore(
      String uuid, String parent, TransactionState state, long amount, Trace trace) {
    Credit credit = new Credit(uuid, parent, state, euros(amount), euros(amount));
    Reading reading = reading(charge(TransactionState.CAPTURED, 4_990, 500), credit);

    assertThat(REFUND.in(reading)).isEqualTo(trace);
  }

  @ParameterizedTest
  @CsvSource({"1500, DONE", "500, NONE", "1499, NONE", "4000, NONE"})
  void whereCreditsAreNotToldTheDebitsOwnSumShowsIt(long refunded, Trace trace) {
    Reading reading =
        new Reading(List.of(charge(TransactionState.CAPTURED, 4_990, refunded)), List.of(), false);

    assertThat(REFUND.in(reading)).isEqualTo(trace);
  }

  @ParameterizedTest
  @CsvSource({
    "CANCELLED, DONE",
    "AUTHORISED, NONE",
    "CAPTURED, NONE",
  })
  void aCancellationIsShownByTheState(TransactionState state, Trace trace) {
    Step step = step(new Deed.Cancel("d", euros(4_990)));

    assertThat(step.in(reading(charge(state, 4_990, 0)))).isEqualTo(trace);
    assertThat(step.converges()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"3990, DONE", "4990, NONE"})
  void aModificationIsShownByTheAmount(long amount, Trace trace) {
    Step step = step(new Deed.Modify("d", euros(1_000), euros(3_990)));

    assertThat(step.in(reading(charge(TransactionState.AUTHORISED, amount, 0)))).isEqualTo(trace);
  }

  @ParameterizedTest
  @CsvSource({
    "AUTHORISED, DONE",
    "WAITING_AUTHORISATION, DONE",
    "CAPTURED, DONE",
    "AUTHORISED_TO_VALIDATE, NONE",
    "CANCELLED, NONE",
  })
  void aValidationIsShownByTheState(TransactionState state, Trace trace) {
    Step step = step(new Deed.Validate("d", euros(4_990)));

    assertThat(step.in(reading(charge(state, 4_990, 0)))).isEqualTo(trace);
  }

  @Test
  void aRefundAloneIsNotTheSameWhenItIsMadeTwice() {
    assertThat(REFUND.converges()).isFalse();
  }
}
