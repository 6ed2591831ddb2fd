package io.passerelle.sandbox.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.aws.Sqs;
import io.passerelle.sandbox.lambda.LambdaFunction.QueueSource;
import io.passerelle.sandbox.web.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;

/// A queue and the function that it starts, with room for so many batches at once.
record QueueLine(
    Sqs sqs, LambdaFunction function, QueueSource source, Duration visibility, Semaphore free) {

  private static final int MESSAGES_RECEIVED_MAX = 10;

  /// The next batch, empty where nothing is visible.
  List<JsonNode> receive() {
    ObjectNode request = request().put("WaitTimeSeconds", 0);
    request.put("MaxNumberOfMessages", Math.min(source.batchSize(), MESSAGES_RECEIVED_MAX));
    request.putArray("AttributeNames").add("All");
    request.putArray("MessageAttributeNames").add("All");
    List<JsonNode> messages = new ArrayList<>();
    sqs.call("ReceiveMessage", request).path("Messages").forEach(m -> messages.add(dated(m)));
    return messages;
  }

  /// Hands the batch to the function and deletes what it did not report; answers whether it
  /// reported any.
  boolean handle(LambdaHost host, List<JsonNode> messages) {
    Set<String> failed = host.deliver(function, source, messages);
    messages.stream()
        .filter(message -> !failed.contains(message.path("MessageId").asText()))
        .map(message -> message.path("ReceiptHandle").asText())
        .forEach(handle -> sqs.call("DeleteMessage", request().put("ReceiptHandle", handle)));
    return !failed.isEmpty();
  }

  /// The queue dates a message by the machine's clock.
  private JsonNode dated(JsonNode message) {
    sqs.sentAt(message.path("MessageId").asText())
        .map(sent -> String.valueOf(sent.toEpochMilli()))
        .ifPresent(sent -> ((ObjectNode) message.path("Attributes")).put("SentTimestamp", sent));
    return message;
  }

  private ObjectNode request() {
    return Json.object().put("QueueUrl", sqs.queueUrl(source.queue()));
  }
}
