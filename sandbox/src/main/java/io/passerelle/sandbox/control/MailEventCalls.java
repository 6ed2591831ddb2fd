package io.passerelle.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.lambda.LambdaHost;
import io.passerelle.sandbox.lambda.Template;
import io.passerelle.sandbox.web.Json;
import io.passerelle.sandbox.web.Site;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/// `POST /sandbox/api/mailbox/events`: makes SES tell that a mail bounced, that its reader
/// complained, or that it was delivered, by the way that the template lays for it.
public final class MailEventCalls {

  private static final Map<String, String> DETAIL_OF =
      Map.of("BOUNCE", "bounce", "COMPLAINT", "complaint", "DELIVERY", "delivery");

  private final Template template;
  private final LambdaHost host;
  private final Clock clock;

  public MailEventCalls(Template template, LambdaHost host, Clock clock) {
    this.template = template;
    this.host = host;
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
      throw new IllegalArgumentException("The type is BOUNCE, COMPLAINT or DELIVERY");
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
      default -> what.putArray("recipients").add(email);
    }
    event
        .putObject("mail")
        .put("timestamp", now)
        .put("source", "alerts@passerelle.example")
        .put("messageId", UUID.randomUUID().toString())
        .putArray("destination")
        .add(email);
    return event;
  }
}
