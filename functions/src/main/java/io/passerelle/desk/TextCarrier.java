package io.passerelle.desk;

import io.passerelle.aws.AwsFailure;
import io.passerelle.aws.TextServer;
import io.passerelle.paymentorder.SmsText;
import java.util.Set;

/// Sends payment orders by text message.
public final class TextCarrier implements Carrier {

  /// What SNS says of a message that will never do: its number is none, has opted out, or the text
  /// is not one. Throttling and its own troubles pass.
  private static final Set<String> FOR_GOOD =
      Set.of(
          "InvalidParameter",
          "InvalidParameterValue",
          "ParameterValueInvalid",
          "OptedOut",
          "ValidationError");

  private final TextServer server;

  public TextCarrier(TextServer server) {
    this.server = server;
  }

  @Override
  public Carried carry(Letter letter) {
    String text = letter.message().text();
    if (text.codePointCount(0, text.length()) > SmsText.SENT_MAX) {
      return new Carried(Outcome.REFUSED, "the message is too long with its variables written out");
    }
    try {
      server.send(letter.order().message().phone(), text);
      return new Carried(Outcome.TAKEN, "");
    } catch (AwsFailure failure) {
      if (failure.isUnanswered()) { // Each costs: rather none than twenty.
        return new Carried(
            Outcome.UNANSWERED, "the carrier of text messages did not answer: it may have sent it");
      }
      return new Carried(
          FOR_GOOD.contains(failure.error()) ? Outcome.REFUSED : Outcome.LATER,
          "the carrier of text messages did not take it: " + failure.error());
    }
  }
}
