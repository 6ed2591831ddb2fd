package io.passerelle.sandbox.gateway;

/// Why a notification is sent, as `vads_url_check_src` says it (chapter 3.2).
enum Source {
  /// The end of a payment, or its abandonment.
  PAY,
  /// A change that a batch made, such as the result of PayPal's checks.
  BATCH,
  /// An authorisation that a batch asked for: a later instalment.
  BATCH_AUTO,
  /// An operation in the gateway's back office.
  MERCH_BO,
  /// An automatic replay of one that failed.
  RETRY,
  /// A recurring payment was created.
  REC,
  /// Sent again by hand.
  BO
}
