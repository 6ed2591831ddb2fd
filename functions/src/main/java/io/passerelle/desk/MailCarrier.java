package io.passerelle.desk;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.alert.EmailAddress;
import io.passerelle.alert.Mail;
import io.passerelle.alert.RawMessage;
import io.passerelle.aws.AwsFailure;
import io.passerelle.aws.MailServer;
import io.passerelle.paymentorder.Message;
import io.passerelle.shop.PageSettings;
import io.passerelle.store.Suppression;
import io.passerelle.store.Suppressions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Sends payment orders by e-mail. The buyer alone stands in its header; blind copies go in the
/// envelope. Its tag names the sending, so that what SES tells of it later finds it again.
public final class MailCarrier implements Carrier {

  /// The tag's name in what SES tells.
  public static final String TAG = "sending";

  /// What the mail server says of a mail that will never do.
  private static final Set<String> FOR_GOOD =
      Set.of("MessageRejected", "InvalidParameterValue", "ValidationError");

  private final MailServer server;
  private final Suppressions suppressions;
  private final EmailAddress from;

  public MailCarrier(MailServer server, Suppressions suppressions, EmailAddress from) {
    this.server = server;
    this.suppressions = suppressions;
    this.from = from;
  }

  @Override
  public Carried carry(Letter letter) {
    Message message = letter.order().message();
    Optional<EmailAddress> to = EmailAddress.parse(message.to());
    if (to.isEmpty()) {
      return new Carried(Outcome.REFUSED, "the address is not one that mails can be sent to");
    }
    Optional<Suppression> held = suppressions.find(message.to());
    if (held.isPresent()) {
      return new Carried(Outcome.REFUSED, why(held.get()));
    }
    List<String> recipients = new ArrayList<>(List.of(to.get().value()));
    message.blindCopies().stream()
        .filter(copy -> EmailAddress.parse(copy).isPresent() && suppressions.find(copy).isEmpty())
        .forEach(recipients::add);
    if (recipients.size() > Mail.RECIPIENTS_MAX) {
      return new Carried(Outcome.REFUSED, "it has more blind copies than the mail server takes");
    }
    return hand(RawMessage.of(mail(letter, to.get()), letter.at()), recipients);
  }

  private Carried hand(byte[] mail, List<String> recipients) {
    try {
      server.send(mail, recipients);
      return new Carried(Outcome.TAKEN, "");
    } catch (AwsFailure failure) {
      return new Carried(
          FOR_GOOD.contains(failure.error()) ? Outcome.REFUSED : Outcome.LATER,
          "the mail server did not take it: " + failure.error());
    }
  }

  private Mail mail(Letter letter, EmailAddress to) {
    Map<String, String> headers = new HashMap<>();
    String id = UUID.nameUUIDFromBytes(letter.id().getBytes(UTF_8)).toString();
    headers.put("Message-ID", "<" + id + "@" + from.domain() + ">");
    headers.put("X-SES-MESSAGE-TAGS", TAG + "=" + letter.id());
    EmailAddress.parse(letter.shop().page().text(PageSettings.SHOP_CONTACT))
        .ifPresent(contact -> headers.put("Reply-To", contact.value()));
    Composed message = letter.message();
    return new Mail(from, List.of(to), message.subject(), message.text(), message.html(), headers);
  }

  private static String why(Suppression held) {
    String reason = held.reason().map(one -> one.name().toLowerCase(Locale.ROOT)).orElse("");
    return "an earlier mail to this address " + reason;
  }
}
