package io.passerelle.gateway;

import io.passerelle.payment.Refusal;

/// What came of a call that moves money. `code` is the gateway's own, or one word where there was
/// none.
public sealed interface CallAnswer {

  /// It was done; the transaction is the one that it made or changed.
  record Made(ToldTransaction told) implements CallAnswer {}

  /// It was done before: refunded or cancelled already.
  record Before(String code) implements CallAnswer {}

  /// It was certainly not done, and may be asked for again after a while.
  record NotNow(String code) implements CallAnswer {}

  /// It was certainly not done, because the payment is not in the state that was read.
  record OtherState(String code) implements CallAnswer {}

  /// It was certainly not done, and will not be.
  record Refused(Refusal why, String code) implements CallAnswer {}

  /// Nobody knows whether it was done: only reading can tell.
  record Lost(String code) implements CallAnswer {}
}
