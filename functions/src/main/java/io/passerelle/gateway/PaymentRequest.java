package io.passerelle.gateway;

import io.passerelle.payment.AttemptId;
import io.passerelle.payment.Mode;
import io.passerelle.payment.Money;
import io.passerelle.payment.OrderId;
import java.util.Map;

/// What a shop's module asks for with a form that it signed: the order, the amount, and the fields
/// that go on to the gateway with their signature.
public record PaymentRequest(
    OrderId order, Mode mode, AttemptId attempt, Money amount, Map<String, String> fields) {

  public PaymentRequest {
    fields = Map.copyOf(fields);
  }

  /// The same request under another transaction id, signed anew.
  public PaymentRequest renamed(AttemptId attempt, FormSigner signer) {
    return with("vads_trans_id", attempt.transactionId(), attempt, signer);
  }

  /// The language asked for, empty where the payment page is to follow the browser.
  public String language() {
    return fields.getOrDefault("vads_language", "");
  }

  /// The same request for a page in another language, signed anew.
  public PaymentRequest inLanguage(String language, FormSigner signer) {
    return with("vads_language", language, attempt, signer);
  }

  private PaymentRequest with(String name, String value, AttemptId attempt, FormSigner signer) {
    PaymentForm form = PaymentForm.of(fields).with(name, value);
    return new PaymentRequest(order, mode, attempt, amount, form.signed(signer));
  }
}
