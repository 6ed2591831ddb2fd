package io.passerelle.paymentorder;

import java.util.List;

/// What goes with a payment order's link, and to whom; empty where the merchant writes nothing.
public record Message(String to, List<String> blindCopies, String subject, String text) {

  public Message {
    blindCopies = List.copyOf(blindCopies);
  }

  /// The same for another reader.
  Message to(String other) {
    return new Message(other, blindCopies, subject, text);
  }

  /// No address in a log.
  @Override
  public String toString() {
    return "message";
  }
}
