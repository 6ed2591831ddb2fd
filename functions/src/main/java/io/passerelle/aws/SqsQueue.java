package io.passerelle.aws;

import io.passerelle.edge.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/// A standard queue of SQS (API reference, SendMessage and SendMessageBatch).
public final class SqsQueue implements Queue {

  /// The sweep finds what was not woken: nobody waits long for a wake-up.
  private static final int TRIES_MAX = 2;

  /// The most that one call takes.
  private static final int BATCH = 10;

  private static final int BATCHES_AT_ONCE_MAX = 8;

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

  /// In batches, some of them side by side; each is tried, and if one fails, all of this fails.
  @Override
  public void sendAll(List<Message> messages) {
    Semaphore free = new Semaphore(BATCHES_AT_ONCE_MAX);
    List<Future<?>> sending = new ArrayList<>();
    try (ExecutorService batches = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int from = 0; from < messages.size(); from += BATCH) {
        List<Message> batch = messages.subList(from, Math.min(from + BATCH, messages.size()));
        free.acquireUninterruptibly();
        sending.add(
            batches.submit(() -> {
              try {
                sendBatch(batch);
              } finally {
                free.release();
              }
            }));
      }
    }
    sending.stream()
        .filter(one -> one.state() == Future.State.FAILED)
        .findFirst()
        .ifPresent(one -> rethrow(one.exceptionNow()));
  }

  private static void rethrow(Throwable thrown) {
    throw thrown instanceof AwsFailure failure ? failure : new IllegalStateException(thrown);
  }

  private void sendBatch(List<Message> batch) {
    String request =
        Json.object(json -> {
          json.writeStringField("QueueUrl", queueUrl);
          json.writeArrayFieldStart("Entries");
          for (int i = 0; i < batch.size(); i++) {
            json.writeStartObject();
            json.writeStringField("Id", "m" + i);
            json.writeStringField("MessageBody", batch.get(i).body());
            json.writeStringField("MessageGroupId", batch.get(i).group());
            json.writeNumberField("DelaySeconds", seconds(batch.get(i).delay()));
            json.writeEndObject();
          }
          json.writeEndArray();
        });
    List<Json> failed =
        sqs.json("1.0", "AmazonSQS.SendMessageBatch", request).get("Failed").items();
    if (!failed.isEmpty()) {
      throw new AwsFailure("sqs", 200, failed.getFirst().get("Code").text(""));
    }
  }

  /// Whole seconds, rounded up, so that a message is not early.
  private static long seconds(Duration delay) {
    long millis = Math.clamp(delay.toMillis(), 0, DELAY_MAX.toMillis());
    return (millis + 999) / 1_000;
  }
}
