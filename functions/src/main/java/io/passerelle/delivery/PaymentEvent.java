package io.passerelle.delivery;

import io.passerelle.payment.Operation;
import io.passerelle.payment.TransactionState;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// What happened to a payment, as a merchant ticks it in an advanced notification. It follows from
/// the report's operation and state alone, so a payment that is captured is accepted once more.
public enum PaymentEvent {
  PAYMENT_ACCEPTED,
  PAYMENT_REFUSED,
  PAYMENT_FAILED,
  PAYMENT_EXPIRED,
  PAYMENT_PENDING,
  PAYMENT_CANCELLED,
  PAYMENT_ABANDONED,
  PAYMENT_REFUNDED,
  REFUND_PENDING,
  REFUND_REFUSED,
  REFUND_CANCELLED,
  CARD_VERIFIED,
  CARD_REFUSED;

  /// Those that a buyer may be mailed about: the rest is between the merchant and the gateway.
  public static final Set<PaymentEvent> FOR_BUYERS =
      Set.copyOf(
          EnumSet.of(
              PAYMENT_ACCEPTED,
              PAYMENT_REFUSED,
              PAYMENT_PENDING,
              PAYMENT_CANCELLED,
              PAYMENT_REFUNDED));

  /// Empty for a status that nobody knows: it is told to people, by no rule.
  public static Optional<PaymentEvent> of(Operation operation, TransactionState state) {
    if (state == TransactionState.UNKNOWN) {
      return Optional.empty();
    }
    return Optional.of(
        switch (operation) {
          case DEBIT -> payment(state);
          case CREDIT -> refund(state);
          case VERIFICATION -> verification(state);
        });
  }

  private static PaymentEvent payment(TransactionState state) {
    return switch (state.standing()) {
      case PAID -> PAYMENT_ACCEPTED;
      case PENDING, UNKNOWN -> PAYMENT_PENDING;
      case ABANDONED -> PAYMENT_ABANDONED;
      case CANCELLED -> PAYMENT_CANCELLED;
      case FAILED ->
          switch (state) {
            case REFUSED -> PAYMENT_REFUSED;
            case EXPIRED -> PAYMENT_EXPIRED;
            default -> PAYMENT_FAILED;
          };
    };
  }

  private static PaymentEvent refund(TransactionState state) {
    return switch (state.standing()) {
      case PAID -> PAYMENT_REFUNDED;
      case PENDING, UNKNOWN -> REFUND_PENDING;
      case FAILED -> REFUND_REFUSED;
      case CANCELLED, ABANDONED -> REFUND_CANCELLED;
    };
  }

  private static PaymentEvent verification(TransactionState state) {
    return switch (state.standing()) {
      case PAID -> CARD_VERIFIED;
      case PENDING, UNKNOWN -> PAYMENT_PENDING;
      case FAILED, CANCELLED -> CARD_REFUSED;
      case ABANDONED -> PAYMENT_ABANDONED;
    };
  }
}
