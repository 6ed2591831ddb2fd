package io.passerelle.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.aws.Mail;
import io.passerelle.sandbox.aws.Mailbox;
import io.passerelle.sandbox.lambda.LambdaHost;
import io.passerelle.sandbox.lambda.Template;
import io.passerelle.sandbox.web.Json;
import io.passerelle.sandbox.web.Site;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/// `POST /sandbox/api/mailbox/events`: makes SES tell that a mail bounced, that its reader
/// complained, that it was delivered or rejected, by the way that the template lays for it. It is
/// about the last mail to that address, or the one that `mail` numbers, from 1.
public final class MailEventCalls {

  private static final Map<String, String> DETAIL_OF =
      Map.of(
          "BOUNCE", "bounce", "COMPLAINT", "complaint", "DELIVERY", "delivery", "REJECT", "reject");

  private static final String TAGS = "X-SES-MESSAGE-TAGS";

  private final Template template;
  private final LambdaHost host;
  private final Mailbox mailbox;
  private final Clock clock;

  public MailEventCalls(Template template, LambdaHost host, Mailbox mailbox, Clock clock) {
    this.template = template;
    this.host = host;
    this.mailbox = mailbox;
    this.clock = clock;
  }

  public Site site() {
    return new ControlCall().on("POST", this::publish);
  }

  private String publish(JsonNode asked) {
    String email = asked.path("email").asText();
    String detail = DETAIL_OF.get(asked.path("type").asText());
    if (email.isBlank() || email.length() > 254) {
      throw new IllegalArgumentException("The email is missing");
    }
    if (detail == null) {
      throw new IllegalArgumentException("The type is BOUNCE, COMPLAINT, DELIVERY or REJECT");
    }
    String topic =
        template
            .topicOfMails(detail)
            .orElseThrow(() -> new IllegalArgumentException("The template has it told to nobody"));
    int told = host.publish(topic, Json.write(event(detail, email, asked)));
    return Json.write(Json.object().put("told", told));
  }

  private ObjectNode event(String detail, String email, JsonNode asked) {
    String now = clock.instant().toString();
    String type = detail.substring(0, 1).toUpperCase(Locale.ROOT) + detail.substring(1);
    ObjectNode event = Json.object().put("eventType", type);
    ObjectNode what = event.putObject(detail).put("timestamp", now);
    what.put("feedbackId", UUID.randomUUID().toString());
    switch (detail) {
      case "bounce" -> {
        what.put("bounceType", asked.path("bounceType").asText("Permanent"));
        what.put("bounceSubType", "General");
        what.putArray("bouncedRecipients").addObject().put("emailAddress", email);
      }
      case "complaint" -> {
        what.put("complaintFeedbackType", "abuse");
        what.putArray("complainedRecipients").addObject().put("emailAddress", email);
      }
      case "reject" -> what.put("reason", "Bad content");
      default -> what.putArray("recipients").add(email);
    }
    ObjectNode mail = event.putObject("mail");
    tags(mail.putObject("tags"), email, asked.path("mail").asInt());
    mail.put("timestamp", now)
        .put("source", "alerts@passerelle.example")
        .put("messageId", UUID.randomUUID().toString())
        .putArray("destination")
        .add(email);
    return event;
  }

  /// What the mail was tagged with when it was sent.
  private void tags(ObjectNode tags, String email, int number) {
    List<Mail> mails = mailbox.mails().stream().filter(mail -> mail.to().contains(email)).toList();
    if (mails.isEmpty() || number > mails.size()) {
      return;
    }
    Mail mail = number > 0 ? mails.get(number - 1) : mails.getLast();
    for (String tag : mail.headers().getOrDefault(TAGS, "").split(",", -1)) {
      String[] parts = tag.strip().split("=", 2);
      if (parts.length == 2) {
        tags.putArray(parts[0]).add(parts[1]);
      }
    }
  }
}
