package io.passerelle.payment;

/// What made the gateway tell us something.
public enum EventKind {
  END_OF_PAYMENT,
  BATCH_AUTHORISATION,
  BATCH_CHANGE,
  CANCELLATION,
  BACK_OFFICE_OPERATION,
  RECURRING_PAYMENT,
  LATER_INSTALMENT,
  PAYMENT_ORDER,
  REPLAY,
  /// The gateway was asked, because it had not told.
  RECONCILIATION,
  /// The gateway was asked to do something here, and told what it did.
  OPERATION
}
