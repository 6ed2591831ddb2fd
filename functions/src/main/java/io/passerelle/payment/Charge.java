package io.passerelle.payment;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// One debit of an order as the gateway tells it now.
///
/// `amount` and `refunded` are in the order's currency, `amountThere` and `refundedThere` in that
/// of the gateway's contract, which is another under a conversion. `split` is one of several cards
/// that paid together.
public record Charge(
    String uuid,
    int sequence,
    TransactionState state,
    Money amount,
    Money refunded,
    Money amountThere,
    Money refundedThere,
    boolean split) {

  /// What is left of it: nothing of a cancelled one, and never less than nothing.
  public Money rest() {
    boolean over = refunded.compareTo(amount) >= 0 || phase() == Phase.CANCELLED;
    return over ? Money.of(0, amount.currency()) : amount.minus(refunded);
  }

  /// What to send to the gateway to give back `part` of it.
  ///
  /// Amounts go in the order's currency. Where the part comes to all that is left, reckoned in the
  /// gateway's currency, exactly that is sent: a cent of rounding would else be refused or remain.
  public Money sent(Money part) {
    if (amountThere.currency() == amount.currency()) {
      return part;
    }
    Money restThere =
        refundedThere.compareTo(amountThere) >= 0
            ? Money.of(0, amountThere.currency())
            : amountThere.minus(refundedThere);
    boolean whole = part.compareTo(rest()) >= 0 || converted(part) >= restThere.minorUnits();
    return whole ? restThere : part;
  }

  private long converted(Money part) {
    return BigDecimal.valueOf(part.minorUnits())
        .multiply(BigDecimal.valueOf(amountThere.minorUnits()))
        .divide(BigDecimal.valueOf(Math.max(1, amount.minorUnits())), 0, RoundingMode.HALF_UP)
        .longValue();
  }

  public Phase phase() {
    return Phase.of(state);
  }

  /// What can still be done with a debit in its state.
  public enum Phase {
    /// Nothing was paid, or it came to nothing.
    DEAD,
    CANCELLED,
    /// The gateway or a bank has yet to say.
    CHECKING,
    /// A state that no call changes.
    FIXED,
    TO_VALIDATE,
    /// To be captured on its day, by itself.
    AUTHORISED,
    CAPTURED;

    public static Phase of(TransactionState state) {
      return switch (state) {
        case NOT_CREATED, ABANDONED, EXPIRED, ERROR, REFUSED, ACCEPTED, CAPTURE_FAILED -> DEAD;
        case CANCELLED -> CANCELLED;
        case UNKNOWN,
            INITIAL,
            PENDING,
            WAITING_FOR_PAYMENT,
            UNDER_VERIFICATION,
            SUSPENDED,
            CAPTURE_PENDING,
            REFUND_TO_RETRY ->
            CHECKING;
        case PRE_AUTHORISED, PARTIALLY_AUTHORISED -> FIXED;
        case AUTHORISED_TO_VALIDATE, WAITING_AUTHORISATION_TO_VALIDATE -> TO_VALIDATE;
        case AUTHORISED, WAITING_AUTHORISATION -> AUTHORISED;
        case CAPTURED -> CAPTURED;
      };
    }

    boolean isLive() {
      return this == TO_VALIDATE || this == AUTHORISED || this == CAPTURED;
    }
  }
}
