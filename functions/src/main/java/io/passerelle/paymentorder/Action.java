package io.passerelle.paymentorder;

/// What a merchant may want to do with a payment order.
public enum Action {
  SHOW,
  SHOW_MESSAGE,
  SHOW_TRANSACTION,
  MODIFY_AND_RESEND,
  RESEND,
  CHANGE_VALIDITY,
  MARK_SENT,
  CANCEL,
  REACTIVATE,
  CREATE_FROM
}
