package io.passerelle.sandbox.aws;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.passerelle.sandbox.web.Json;
import io.passerelle.sandbox.web.Site;
import io.passerelle.sandbox.web.WebReply;
import io.passerelle.sandbox.web.WebRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Takes the text messages that the bridge sends through SNS and keeps them, oldest first.
///
/// Speaks `Publish` to a phone number, of the SNS API of 2010-03-31. Keeps the last 5,000.
public final class Smsbox implements Site {

  private static final int MESSAGES_MAX = 5_000;
  private static final int TEXT_MAX = 1_600;
  private static final String NUMBER = "\\+[1-9][0-9]{6,14}";

  private final Clock clock;
  private final Deque<Sms> messages = new ArrayDeque<>();

  /// A text message that was caught.
  public record Sms(Instant at, String to, String text) {}

  public Smsbox(Clock clock) {
    this.clock = clock;
  }

  public synchronized List<Sms> messages() {
    return List.copyOf(messages);
  }

  /// The messages as the control call `GET /sandbox/api/smsbox` answers them.
  public String json() {
    ArrayNode json = Json.array();
    for (Sms sms : messages()) {
      json.addObject().put("at", sms.at().toString()).put("to", sms.to()).put("text", sms.text());
    }
    return Json.write(json);
  }

  public synchronized void clear() {
    messages.clear();
  }

  @Override
  public WebReply answer(WebRequest request) {
    Map<String, String> form = request.form();
    String number = form.getOrDefault("PhoneNumber", "");
    String text = form.getOrDefault("Message", "");
    if (!"Publish".equals(form.get("Action"))) {
      return refusal("InvalidAction", "Only Publish of a message to a phone number is known here");
    }
    if (!number.matches(NUMBER)) {
      return refusal("InvalidParameter", "PhoneNumber Reason: it is not valid to publish to");
    }
    if (text.isEmpty() || text.codePointCount(0, text.length()) > TEXT_MAX) {
      return refusal("InvalidParameter", "The message is empty or too long");
    }
    keep(new Sms(clock.instant(), number, text));
    return WebReply.of(
        200,
        "text/xml",
        """
        <PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">
          <PublishResult><MessageId>%s</MessageId></PublishResult>
          <ResponseMetadata><RequestId>%s</RequestId></ResponseMetadata>
        </PublishResponse>
        """
            .formatted(UUID.randomUUID(), UUID.randomUUID()));
  }

  private static WebReply refusal(String code, String message) {
    return WebReply.of(400, "text/xml", AwsErrors.queryXml(code, message));
  }

  private synchronized void keep(Sms sms) {
    if (messages.size() == MESSAGES_MAX) {
      messages.removeFirst();
    }
    messages.addLast(sms);
  }
}
