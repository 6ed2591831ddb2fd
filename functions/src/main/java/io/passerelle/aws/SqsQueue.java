package io.passerelle.aws;

import com.fasterxml.jackson.core.JsonGenerator;
import io.passerelle.edge.Json;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;

/// A standard queue of SQS (API reference, SendMessage).
public final class SqsQueue implements Queue {

  private final AwsService sqs;
  private final String queueUrl;

  public SqsQueue(Map<String, String> environment, String queueUrl) {
    this.sqs = AwsService.of("sqs", "sqs", environment);
    this.queueUrl = queueUrl;
  }

  @Override
  public void send(String body, String group, Duration delay) {
    StringWriter request = new StringWriter();
    try (JsonGenerator json = Json.FACTORY.createGenerator(request)) {
      json.writeStartObject();
      json.writeStringField("QueueUrl", queueUrl);
      json.writeStringField("MessageBody", body);
      json.writeStringField("MessageGroupId", group);
      json.writeNumberField("DelaySeconds", seconds(delay));
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    sqs.json("1.0", "AmazonSQS.SendMessage", request.toString());
  }

  /// Whole seconds, rounded up, so that a message is not early.
  private static long seconds(Duration delay) {
    long millis = Math.clamp(delay.toMillis(), 0, DELAY_MAX.toMillis());
    return (millis + 999) / 1_000;
  }
}
