package io.passerelle.desk;

import io.passerelle.paymentorder.SmsText;

/// A message as its buyer reads it. `subject` and `html` are empty where the channel has none.
public record Composed(String subject, String text, String html) {

  SmsText sms() {
    return new SmsText(text);
  }

  /// Nothing that a buyer is written.
  @Override
  public String toString() {
    return "message";
  }
}
