package io.passerelle.payment;

/// How far one transaction has come, under the gateway's own words, **from the least to the most
/// that can be known of it**.
///
/// The order of the lines is the rule that makes the order of arrival not matter: of two reports of
/// one transaction the later line holds, whichever came first. So every word stands after those
/// that it may follow in life, and what says that money moved stands after what says that it did
/// not.
public enum TransactionState {
  /// A word that we do not know: kept, shown and alerted, and never taken for success.
  UNKNOWN(Standing.UNKNOWN),
  INITIAL(Standing.PENDING),
  PENDING(Standing.PENDING),
  /// No transaction at the gateway: anything else that is said of it knows more.
  NOT_CREATED(Standing.ABANDONED),
  ABANDONED(Standing.ABANDONED),
  WAITING_FOR_PAYMENT(Standing.PENDING),
  UNDER_VERIFICATION(Standing.PENDING),
  WAITING_AUTHORISATION_TO_VALIDATE(Standing.PENDING),
  WAITING_AUTHORISATION(Standing.PENDING),
  AUTHORISED_TO_VALIDATE(Standing.PENDING),
  /// Sources disagree (paid or pending); as no capture follows, goods should wait for a person.
  PRE_AUTHORISED(Standing.PENDING),
  SUSPENDED(Standing.PENDING),
  CAPTURE_PENDING(Standing.PENDING),
  REFUND_TO_RETRY(Standing.PENDING),
  EXPIRED(Standing.FAILED),
  ERROR(Standing.FAILED),
  REFUSED(Standing.FAILED),
  PARTIALLY_AUTHORISED(Standing.PAID),
  ACCEPTED(Standing.PAID),
  AUTHORISED(Standing.PAID),
  /// The remittance failed after the authorisation: the money does not come, unless CAPTURED says
  /// so.
  CAPTURE_FAILED(Standing.FAILED),
  /// By the merchant, after an authorisation or before.
  CANCELLED(Standing.CANCELLED),
  CAPTURED(Standing.PAID);

  private final Standing standing;

  TransactionState(Standing standing) {
    this.standing = standing;
  }

  public Standing standing() {
    return standing;
  }

  /// Whether no life of a transaction has both: a person has to look.
  boolean contradicts(TransactionState other) {
    return excludes(this, other) || excludes(other, this);
  }

  private static boolean excludes(TransactionState one, TransactionState other) {
    return switch (one) {
      case REFUSED, EXPIRED, ERROR -> other.standing == Standing.PAID || other == CAPTURE_FAILED;
      case CANCELLED -> other == CAPTURED;
      default -> false;
    };
  }
}
