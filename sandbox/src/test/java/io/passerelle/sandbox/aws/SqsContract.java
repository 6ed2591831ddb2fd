package io.passerelle.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.time.SandboxClock;
import io.passerelle.sandbox.web.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What holds of the queues wherever they are.
abstract class SqsContract {

  private static final Instant START = Instant.parse("2026-01-15T10:07:00.400Z");

  final SandboxClock clock = SandboxClock.standingAt(START);
  final Sqs sqs = sqs();

  abstract Sqs sqs();

  @BeforeEach
  void createQueues() {
    sqs.createQueue("dead", Map.of());
    sqs.createQueue(
        "deliveries",
        Map.of(
            "VisibilityTimeout",
            "60",
            "RedrivePolicy",
            "{\"deadLetterTargetArn\":\""
                + EmbeddedSqs.queueArn("dead")
                + "\",\"maxReceiveCount\":2}"));
  }

  @AfterEach
  void stop() {
    sqs.close();
  }

  @Test
  void aMessageWithoutADelayIsThereAtOnce() {
    send("now", 0);

    assertThat(receive("deliveries")).containsExactly("now");
  }

  @Test
  void aDelayEndsOnTheSecondOfTheSandboxsClock() {
    send("quarter", 480);

    clock.moveTo(Instant.parse("2026-01-15T10:14:59.999Z"));
    List<String> before = receive("deliveries");
    clock.moveTo(Instant.parse("2026-01-15T10:15:00Z"));

    assertThat(before).isEmpty();
    assertThat(receive("deliveries")).containsExactly("quarter");
    assertThat(sqs.dueTimes().next()).contains(Instant.parse("2026-01-15T10:15:00Z"));
  }

  @Test
  void aMessageNotDeletedComesBackAfterItsVisibilityTimeoutAndThenGoesToTheDeadLetters() {
    send("poison", 0);

    receive("deliveries");
    List<String> hidden = receive("deliveries");
    clock.moveTo(START.plusSeconds(60));
    List<String> again = receive("deliveries");
    clock.moveTo(START.plusSeconds(120));
    List<String> third = receive("deliveries");

    assertThat(hidden).isEmpty();
    assertThat(again).containsExactly("poison");
    assertThat(third).isEmpty();
    assertThat(receive("dead")).containsExactly("poison");
  }

  @Test
  void aStandardQueueTakesAMessageGroupForFairness() {
    ObjectNode request = message("fair").put("MessageGroupId", "12345678");

    sqs.call("SendMessage", request);

    assertThat(receiveWhole("deliveries").at("/0/Attributes/MessageGroupId").asText())
        .isEqualTo("12345678");
  }

  @Test
  void aBatchIsDelayedByTheSandboxsClockToo() {
    ObjectNode request = Json.object().put("QueueUrl", sqs.queueUrl("deliveries"));
    request
        .putArray("Entries")
        .addObject()
        .put("Id", "1")
        .put("MessageBody", "b")
        .put("DelaySeconds", 5);

    sqs.call("SendMessageBatch", request);
    List<String> early = receive("deliveries");
    clock.moveTo(START.plusSeconds(5));

    assertThat(early).isEmpty();
    assertThat(receive("deliveries")).containsExactly("b");
  }

  @Test
  void theTimeOfSendingIsTheSandboxs() {
    String id = sqs.call("SendMessage", message("now")).path("MessageId").asText();

    assertThat(sqs.sentAt(id)).contains(START);
    assertThat(sqs.sentAt("unknown")).isEmpty();
  }

  private void send(String body, int delaySeconds) {
    sqs.call("SendMessage", message(body).put("DelaySeconds", delaySeconds));
  }

  private ObjectNode message(String body) {
    return Json.object().put("QueueUrl", sqs.queueUrl("deliveries")).put("MessageBody", body);
  }

  private List<String> receive(String queue) {
    List<String> bodies = new ArrayList<>();
    receiveWhole(queue).forEach(message -> bodies.add(message.path("Body").asText()));
    return bodies;
  }

  private JsonNode receiveWhole(String queue) {
    ObjectNode request =
        Json.object().put("QueueUrl", sqs.queueUrl(queue)).put("WaitTimeSeconds", 0);
    request.putArray("AttributeNames").add("All");
    return sqs.call("ReceiveMessage", request).path("Messages");
  }
}
