package io.passerelle.sandbox.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.web.Json;
import java.time.Instant;
import java.util.UUID;

/// Makes the event with which SNS starts a function.
final class TopicEvents {

  private static final String ARN = "arn:aws:sns:eu-west-1:000000000000:";

  private TopicEvents() {}

  static ObjectNode event(String topic, String message, Instant now) {
    ObjectNode event = Json.object();
    ObjectNode record = event.putArray("Records").addObject();
    record.put("EventSource", "aws:sns").put("EventVersion", "1.0");
    record.put("EventSubscriptionArn", ARN + topic + ":" + UUID.randomUUID());
    record
        .putObject("Sns")
        .put("Type", "Notification")
        .put("MessageId", UUID.randomUUID().toString())
        .put("TopicArn", ARN + topic)
        .put("Subject", "Amazon SES Email Event Notification")
        .put("Message", message)
        .put("Timestamp", now.toString())
        .putObject("MessageAttributes");
    return event;
  }
}
