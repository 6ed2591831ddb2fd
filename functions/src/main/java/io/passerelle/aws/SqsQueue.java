package io.passerelle.aws;

import io.passerelle.edge.Json;
import java.time.Duration;
import java.util.Map;

/// A standard queue of SQS (API reference, SendMessage).
public final class SqsQueue implements Queue {

  /// The sweep finds what was not woken: nobody waits long for a wake-up.
  private static final int TRIES_MAX = 2;

  private final AwsClient sqs;
  private final String queueUrl;

  public SqsQueue(Map<String, String> environment, String queueUrl) {
    this.sqs = AwsClient.of("sqs", "sqs", environment).trying(TRIES_MAX);
    this.queueUrl = queueUrl;
  }

  @Override
  public void send(String body, String group, Duration delay) {
    String request =
        Json.object(json -> {
          json.writeStringField("QueueUrl", queueUrl);
          json.writeStringField("MessageBody", body);
          json.writeStringField("MessageGroupId", group);
          json.writeNumberField("DelaySeconds", seconds(delay));
        });
    sqs.json("1.0", "AmazonSQS.SendMessage", request);
  }

  /// Whole seconds, rounded up, so that a message is not early.
  private static long seconds(Duration delay) {
    long millis = Math.clamp(delay.toMillis(), 0, DELAY_MAX.toMillis());
    return (millis + 999) / 1_000;
  }
}
