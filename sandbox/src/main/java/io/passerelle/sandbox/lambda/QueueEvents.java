package io.passerelle.sandbox.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.aws.EmbeddedSqs;
import io.passerelle.sandbox.web.Json;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map.Entry;
import java.util.Set;
import java.util.stream.Collectors;

/// The event of a batch of messages, and which of them the function says have failed.
final class QueueEvents {

  private QueueEvents() {}

  /// The event of messages as `ReceiveMessage` answers them.
  static ObjectNode event(String queue, List<JsonNode> messages) {
    ObjectNode event = Json.object();
    var records = event.putArray("Records");
    messages.forEach(message -> records.add(message(queue, message)));
    return event;
  }

  private static ObjectNode message(String queue, JsonNode message) {
    ObjectNode json = Json.object();
    json.put("messageId", message.path("MessageId").asText());
    json.put("receiptHandle", message.path("ReceiptHandle").asText());
    json.put("body", message.path("Body").asText());
    json.set("attributes", message.path("Attributes"));
    ObjectNode attributes = json.putObject("messageAttributes");
    for (Entry<String, JsonNode> attribute : message.path("MessageAttributes").properties()) {
      attributes.set(attribute.getKey(), attribute(attribute.getValue()));
    }
    json.put("md5OfBody", message.path("MD5OfBody").asText());
    json.put("eventSource", "aws:sqs");
    json.put("eventSourceARN", EmbeddedSqs.queueArn(queue));
    return json.put("awsRegion", "eu-west-1");
  }

  private static ObjectNode attribute(JsonNode attribute) {
    ObjectNode json = Json.object();
    if (attribute.has("StringValue")) {
      json.put("stringValue", attribute.path("StringValue").asText());
    }
    if (attribute.has("BinaryValue")) {
      json.put("binaryValue", attribute.path("BinaryValue").asText());
    }
    json.putArray("stringListValues");
    json.putArray("binaryListValues");
    return json.put("dataType", attribute.path("DataType").asText());
  }

  /// The ids of the messages that the function reports as failed. A report that is not understood,
  /// or that names a message that was not in the batch, fails the whole batch, as in Lambda.
  static Set<String> failures(String reply, List<JsonNode> messages) {
    Set<String> all =
        messages.stream()
            .map(message -> message.path("MessageId").asText())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    try {
      Set<String> reported = new LinkedHashSet<>();
      JsonNode tree = Json.read(reply.isBlank() ? "{}" : reply);
      tree.path("batchItemFailures").forEach(f -> reported.add(f.path("itemIdentifier").asText()));
      return all.containsAll(reported) ? reported : all;
    } catch (UncheckedIOException e) {
      return all;
    }
  }
}
