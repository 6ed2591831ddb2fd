package io.passerelle.gateway;

import io.passerelle.payment.AttemptId;
import io.passerelle.payment.Instalments;
import io.passerelle.payment.Mode;
import io.passerelle.payment.Money;
import io.passerelle.payment.OrderId;
import java.util.Map;
import java.util.Optional;

/// What a shop's module asks for with a form that it signed: the order, the amount, and the fields
/// that go on to the gateway with their signature.
public record PaymentRequest(
    OrderId order, Mode mode, AttemptId attempt, Money amount, Map<String, String> fields) {

  private static final String MULTI = "MULTI:";

  public PaymentRequest {
    fields = Map.copyOf(fields);
  }

  /// The same request under another transaction id, signed anew.
  public PaymentRequest renamed(AttemptId attempt, FormSigner signer) {
    return with("vads_trans_id", attempt.transactionId(), attempt, signer);
  }

  /// The parts that the module asks the payment to be made in; empty for one payment, and for parts
  /// on days of its own.
  public Optional<Instalments> parts() {
    String config = fields.getOrDefault("vads_payment_config", "");
    if (!config.startsWith(MULTI)) {
      return Optional.empty();
    }
    try {
      String[] values = config.substring(MULTI.length()).split(";", -1);
      Money first = Money.of(Long.parseLong(value(values[0], "first=")), amount.currency());
      int count = Integer.parseInt(value(values[1], "count="));
      int days = Integer.parseInt(value(values[2], "period="));
      return Optional.of(new Instalments(amount, first, count, days));
    } catch (IllegalArgumentException | IndexOutOfBoundsException _) {
      return Optional.empty(); // The gateway says what is wrong with it.
    }
  }

  private static String value(String setting, String name) {
    return setting.startsWith(name) ? setting.substring(name.length()) : "";
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
