package io.passerelle.sandbox.console;

import io.passerelle.sandbox.aws.Mailbox;
import io.passerelle.sandbox.aws.Smsbox;
import io.passerelle.sandbox.web.WebReply;
import java.util.List;
import java.util.Map;

/// The mails and the text messages that were caught, the youngest first.
final class BoxPages {

  private BoxPages() {}

  static WebReply mails(Mailbox mailbox) {
    List<Map<String, Object>> mails =
        mailbox.mails().reversed().stream()
            .map(mail ->
                Map.<String, Object>of(
                    "at", mail.at(),
                    "to", String.join(", ", mail.to()),
                    "subject", mail.subject(),
                    "text", mail.text()))
            .toList();
    return ConsolePages.page(
        "Mails", "console/mailbox", Map.of("mails", mails, "any", !mails.isEmpty()));
  }

  static WebReply messages(Smsbox smsbox) {
    List<Map<String, Object>> messages =
        smsbox.messages().reversed().stream()
            .map(sms -> Map.<String, Object>of("at", sms.at(), "to", sms.to(), "text", sms.text()))
            .toList();
    return ConsolePages.page(
        "Text messages",
        "console/smsbox",
        Map.of("messages", messages, "any", !messages.isEmpty()));
  }
}
