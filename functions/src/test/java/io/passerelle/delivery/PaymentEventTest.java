package io.passerelle.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.payment.Operation;
import io.passerelle.payment.TransactionState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PaymentEventTest {

  @ParameterizedTest
  @CsvSource({
    "DEBIT, AUTHORISED, PAYMENT_ACCEPTED",
    "DEBIT, CAPTURED, PAYMENT_ACCEPTED",
    "DEBIT, PARTIALLY_AUTHORISED, PAYMENT_ACCEPTED",
    "DEBIT, REFUSED, PAYMENT_REFUSED",
    "DEBIT, ERROR, PAYMENT_FAILED",
    "DEBIT, CAPTURE_FAILED, PAYMENT_FAILED",
    "DEBIT, EXPIRED, PAYMENT_EXPIRED",
    "DEBIT, CANCELLED, PAYMENT_CANCELLED",
    "DEBIT, ABANDONED, PAYMENT_ABANDONED",
    "DEBIT, AUTHORISED_TO_VALIDATE, PAYMENT_PENDING",
    "DEBIT, UNDER_VERIFICATION, PAYMENT_PENDING",
    "CREDIT, AUTHORISED, PAYMENT_REFUNDED",
    "CREDIT, UNDER_VERIFICATION, REFUND_PENDING",
    "CREDIT, REFUSED, REFUND_REFUSED",
    "CREDIT, CANCELLED, REFUND_CANCELLED",
    "VERIFICATION, ACCEPTED, CARD_VERIFIED",
    "VERIFICATION, REFUSED, CARD_REFUSED",
    "VERIFICATION, ABANDONED, PAYMENT_ABANDONED"
  })
  void anEventFollowsFromTheOperationAndTheState(
      Operation operation, TransactionState state, PaymentEvent event) {
    assertThat(PaymentEvent.of(operation, state)).contains(event);
  }

  @ParameterizedTest
  @EnumSource(Operation.class)
  void onlyAnUnknownStateIsNoEvent(Operation operation) {
    for (TransactionState state : TransactionState.values()) {
      assertThat(PaymentEvent.of(operation, state).isEmpty())
          .isEqualTo(state == TransactionState.UNKNOWN);
    }
  }
}
