package io.passerelle.sandbox.aws;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.passerelle.sandbox.web.Json;
import io.passerelle.sandbox.web.Site;
import io.passerelle.sandbox.web.WebReply;
import io.passerelle.sandbox.web.WebRequest;
import jakarta.mail.MessagingException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Takes the mails that the bridge sends through SES and keeps them, oldest first.
///
/// Speaks `SendRawEmail` of the SES API of 2010-12-01. Keeps the last 5,000 mails.
public final class Mailbox implements Site {

  private static final int MAILS_MAX = 5_000;
  private static final int RAW_BYTES_MAX = 10 * 1024 * 1024;

  private final Clock clock;
  private final Deque<Mail> mails = new ArrayDeque<>();

  public Mailbox(Clock clock) {
    this.clock = clock;
  }

  public synchronized List<Mail> mails() {
    return List.copyOf(mails);
  }

  /// The mails as the control call `GET /sandbox/api/mailbox` answers them.
  public synchronized String json() {
    ArrayNode json = Json.array();
    mails.forEach(mail -> json.add(mail.json()));
    return Json.write(json);
  }

  public synchronized void clear() {
    mails.clear();
  }

  @Override
  public WebReply answer(WebRequest request) {
    Map<String, String> form = request.form();
    if (!"SendRawEmail".equals(form.get("Action"))) {
      return refusal("InvalidAction", "Only SendRawEmail is known here");
    }
    try {
      byte[] raw = Base64.getMimeDecoder().decode(form.getOrDefault("RawMessage.Data", ""));
      if (raw.length == 0 || raw.length > RAW_BYTES_MAX) {
        return refusal("InvalidParameterValue", "The raw message is empty or larger than 10 MB");
      }
      Mail mail = MailReader.read(raw, destinations(form), clock.instant());
      if (mail.to().isEmpty()) {
        return refusal("InvalidParameterValue", "The mail has no recipient");
      }
      keep(mail);
      return accepted();
    } catch (MessagingException | IllegalArgumentException e) {
      return refusal("InvalidParameterValue", "The raw message cannot be read");
    }
  }

  private synchronized void keep(Mail mail) {
    if (mails.size() == MAILS_MAX) {
      mails.removeFirst();
    }
    mails.addLast(mail);
  }

  private static List<String> destinations(Map<String, String> form) {
    List<String> destinations = new ArrayList<>();
    String next = form.get("Destinations.member.1");
    while (next != null) {
      destinations.add(next);
      next = form.get("Destinations.member." + (destinations.size() + 1));
    }
    return destinations;
  }

  private static WebReply accepted() {
    return WebReply.of(
        200,
        "text/xml",
        """
        <SendRawEmailResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/">
          <SendRawEmailResult><MessageId>%s</MessageId></SendRawEmailResult>
          <ResponseMetadata><RequestId>%s</RequestId></ResponseMetadata>
        </SendRawEmailResponse>
        """
            .formatted(UUID.randomUUID(), UUID.randomUUID()));
  }

  private static WebReply refusal(String code, String message) {
    return WebReply.of(400, "text/xml", AwsErrors.queryXml(code, message));
  }
}
