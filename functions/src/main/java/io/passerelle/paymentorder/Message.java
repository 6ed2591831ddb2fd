package io.passerelle.paymentorder;

import java.util.List;

/// What goes with a payment order's link, and to whom: an address, a phone number. `subject` and
/// `text` are as the merchant writes them, with their variables ([MessageText]); empty where the
/// shop's template for that language is used.
public record Message(
    String to, String phone, List<String> blindCopies, String subject, String text) {

  public Message {
    blindCopies = List.copyOf(blindCopies);
  }

  /// Whom it goes to: an address, or a phone's number where there is none.
  public String recipient() {
    return to.isEmpty() ? phone : to;
  }

  /// The same for another reader.
  Message to(String address, String number) {
    return new Message(address, number, blindCopies, subject, text);
  }

  /// With the words of a template, but for those that the merchant wrote.
  public Message inWordsOf(MessageTemplate template) {
    return new Message(
        to,
        phone,
        blindCopies,
        subject.isEmpty() ? template.subject() : subject,
        text.isEmpty() ? template.text() : text);
  }

  /// No address in a log.
  @Override
  public String toString() {
    return "message";
  }
}
