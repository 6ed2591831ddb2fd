package io.passerelle.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransactionStateTest {

  /// Of two states of one transaction, what is known once both were told.
  @ParameterizedTest
  @CsvSource({
    // In the order of life.
    "INITIAL, AUTHORISED, AUTHORISED",
    "PENDING, CAPTURED, CAPTURED",
    "WAITING_FOR_PAYMENT, EXPIRED, EXPIRED",
    "WAITING_AUTHORISATION_TO_VALIDATE, WAITING_AUTHORISATION, WAITING_AUTHORISATION",
    "WAITING_AUTHORISATION, AUTHORISED, AUTHORISED",
    "WAITING_AUTHORISATION, REFUSED, REFUSED",
    "AUTHORISED_TO_VALIDATE, AUTHORISED, AUTHORISED",
    "AUTHORISED_TO_VALIDATE, EXPIRED, EXPIRED",
    "AUTHORISED_TO_VALIDATE, CANCELLED, CANCELLED",
    "UNDER_VERIFICATION, AUTHORISED, AUTHORISED",
    "UNDER_VERIFICATION, REFUSED, REFUSED",
    "SUSPENDED, CAPTURED, CAPTURED",
    "CAPTURE_PENDING, CAPTURED, CAPTURED",
    "AUTHORISED, CAPTURED, CAPTURED",
    "AUTHORISED, CANCELLED, CANCELLED",
    "AUTHORISED, CAPTURE_FAILED, CAPTURE_FAILED",
    "CAPTURE_FAILED, CAPTURED, CAPTURED",
    "ABANDONED, AUTHORISED, AUTHORISED",
    "NOT_CREATED, REFUSED, REFUSED",
    "UNKNOWN, INITIAL, INITIAL",
    // No life has both: what says that money moved holds.
    "REFUSED, AUTHORISED, AUTHORISED",
    "EXPIRED, CAPTURED, CAPTURED",
    "CANCELLED, CAPTURED, CAPTURED",
    "ERROR, ACCEPTED, ACCEPTED",
  })
  void ofTwoStatesTheFurtherHoldsWhicheverCameFirst(
      TransactionState one, TransactionState other, TransactionState expected) {
    assertThat(joined(one, other)).isEqualTo(expected);
    assertThat(joined(other, one)).isEqualTo(expected);
  }

  @Test
  void noFailureCanTakeBackAPayment() {
    List<TransactionState> paid =
        List.of(
            TransactionState.PARTIALLY_AUTHORISED,
            TransactionState.ACCEPTED,
            TransactionState.AUTHORISED,
            TransactionState.CAPTURED);
    List<TransactionState> lost =
        List.of(
            TransactionState.ABANDONED,
            TransactionState.NOT_CREATED,
            TransactionState.EXPIRED,
            TransactionState.REFUSED,
            TransactionState.ERROR);

    for (TransactionState one : paid) {
      for (TransactionState other : lost) {
        assertThat(joined(one, other).standing()).isEqualTo(Standing.PAID);
      }
    }
    assertThat(Arrays.stream(TransactionState.values()))
        .filteredOn(state -> state.standing() == Standing.PAID)
        .containsExactlyInAnyOrderElementsOf(paid);
  }

  private static TransactionState joined(TransactionState one, TransactionState other) {
    return Transaction.of(Telling.of("A", one).report())
        .join(Transaction.of(Telling.of("A", other).report()))
        .state();
  }
}
