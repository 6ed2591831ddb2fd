package io.passerelle.sandbox.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import io.passerelle.sandbox.aws.EmbeddedSqs;
import io.passerelle.sandbox.time.SandboxClock;
import io.passerelle.sandbox.time.TimedAgenda;
import io.passerelle.sandbox.web.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PumpTest {

  private static final Instant START = Instant.parse("2026-01-15T10:07:00Z");

  private final Template template = TemplateTest.example();
  private final SandboxClock clock = SandboxClock.standingAt(START);
  private final TimedAgenda agenda = new TimedAgenda();
  private final EmbeddedSqs sqs = EmbeddedSqs.start(clock);
  private final List<String> happened = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch hang = new CountDownLatch(1);
  private final LambdaHost host =
      new LambdaHost(template.functions(), this::handler, (name, r) -> Optional.empty(), clock);
  private final QueuePump queues = new QueuePump(template, host, sqs, clock);
  private final Pump pump =
      new Pump(clock, agenda, queues, new Timetable(template.functions(), host, START));

  @BeforeEach
  void createQueues() {
    template.queues().forEach(queue -> sqs.createQueue(queue.name(), queue.attributes()));
  }

  @AfterEach
  void stop() {
    hang.countDown();
    pump.close();
    sqs.close();
  }

  @Test
  void visibleMessagesAreHandledWithWhatTheySendInTurn() {
    for (int i = 0; i < 12; i++) {
      send("chain 2", 0);
    }

    pump.drain();

    assertThat(happened).hasSize(36).filteredOn("10:07:00 chain 0"::equals).hasSize(12);
  }

  @Test
  void aDelayedMessageIsHandledAtItsTimeAndBeforeTheAgendaAndTheSchedule() {
    send("delayed", 480);
    agenda.at(START.plusSeconds(480), () -> happened.add(time() + " agenda"));

    Instant now = pump.advanceTo(START.plusSeconds(500));

    assertThat(happened).containsExactly("10:15:00 delayed", "10:15:00 agenda", "10:15:00 sweep");
    assertThat(now).isEqualTo(START.plusSeconds(500)).isEqualTo(clock.instant());
  }

  @Test
  void aClockThatRanPastItsTargetMeanwhileIsNotMovedBack() {
    SandboxClock running = SandboxClock.running(Duration.ZERO);
    Instant target = running.instant();
    Timetable timetable = new Timetable(template.functions(), host, target);

    try (Pump moving = new Pump(running, agenda, queues, timetable)) {
      assertThat(moving.advanceTo(target)).isAfterOrEqualTo(target);
    }
  }

  @Test
  void aMessageSentOnTheWayIsHandledOnTheWay() {
    send("later", 0);

    pump.advanceTo(START.plusSeconds(60));

    assertThat(happened).containsExactly("10:07:00 later", "10:07:30 sent later");
  }

  @Test
  void whatTheAgendaNotesOnTheWayHappensOnTheWay() {
    agenda.at(
        START.plusSeconds(1),
        () -> agenda.at(START.plusSeconds(2), () -> happened.add(time() + " noted")));

    pump.advanceTo(START.plusSeconds(3));

    assertThat(happened).containsExactly("10:07:02 noted");
  }

  @Test
  void aMessageThatFailsComesBackAfterItsVisibilityTimeoutUntilItIsADeadLetter() {
    send("poison", 0);

    pump.drain();
    pump.advanceTo(START.plusSeconds(479));

    assertThat(happened).containsExactly("10:07:00 poison", "10:08:00 poison", "10:09:00 poison");
    assertThat(waitingIn("DeadDeliveries")).isEqualTo(1);
    assertThat(waitingIn("Deliveries")).isZero();
  }

  @Test
  void ofABatchOnlyTheMessagesReportedStay() {
    send("partial", 0);
    send("fine", 0);

    pump.drain();
    pump.advanceTo(START.plusSeconds(60));

    assertThat(happened)
        .containsExactlyInAnyOrder("10:07:00 partial", "10:07:00 fine", "10:08:00 partial");
  }

  @Test
  void aShopThatHangsDoesNotStopTheOthers() {
    pump.start();
    send("hang", 0);
    waitFor("10:07:00 hang");

    send("other shop", 0);
    waitFor("10:07:00 other shop");

    assertThat(happened).doesNotContain("10:07:00 hang over");
  }

  @Test
  void theClockDoesNotGoBack() {
    assertThatThrownBy(() -> pump.advanceTo(START.minusSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aTaskThatFailsDoesNotStopTheTime() {
    agenda.at(START.plusSeconds(1), () -> clock.moveTo(Instant.EPOCH));
    agenda.at(START.plusSeconds(2), () -> happened.add(time() + " next"));

    pump.advanceTo(START.plusSeconds(3));

    assertThat(happened).containsExactly("10:07:02 next");
  }

  @Test
  void aYearKeepsEveryQuarterHourOfAWeekAndThenOneADay() {
    pump.advanceTo(START.plus(Duration.ofDays(365)));

    long monthly = happened.stream().filter(what -> what.endsWith("monthly")).count();
    long sweeps = happened.stream().filter(what -> what.endsWith("sweep")).count();
    assertThat(monthly).isEqualTo(12);
    assertThat(sweeps).isBetween(7 * 96 + 355L, 7 * 96 + 360L);
  }

  private RequestStreamHandler handler(LambdaFunction function) {
    return (in, out, context) -> {
      JsonNode event = Json.read(new String(in.readAllBytes(), UTF_8));
      if (!event.has("Records")) {
        happened.add(time() + (event.has("task") ? " monthly" : " sweep"));
        return;
      }
      var reply = Json.object();
      var failures = reply.putArray("batchItemFailures");
      for (JsonNode message : event.path("Records")) {
        if (!handle(message.path("body").asText(), message)) {
          failures.addObject().put("itemIdentifier", message.path("messageId").asText());
        }
      }
      out.write(Json.write(reply).getBytes(UTF_8));
    };
  }

  private boolean handle(String body, JsonNode message) {
    happened.add(time() + " " + body);
    switch (body) {
      case "chain 2" -> send("chain 1", 0);
      case "chain 1" -> send("chain 0", 0);
      case "later" -> send("sent later", 30);
      case "hang" -> await();
      case "poison" -> throw new IllegalStateException("poison");
      default -> {}
    }
    return !body.equals("partial")
        || !message.at("/attributes/ApproximateReceiveCount").asText().equals("1");
  }

  private void await() {
    try {
      hang.await();
      happened.add(time() + " hang over");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void waitFor(String what) {
    while (!happened.contains(what)) {
      Thread.onSpinWait();
    }
  }

  private String time() {
    return clock.instant().toString().substring(11, 19);
  }

  private void send(String body, int delaySeconds) {
    sqs.call(
        "SendMessage",
        Json.object()
            .put("QueueUrl", sqs.queueUrl("Deliveries"))
            .put("MessageBody", body)
            .put("DelaySeconds", delaySeconds));
  }

  private int waitingIn(String queue) {
    var request = Json.object().put("QueueUrl", sqs.queueUrl(queue));
    request.putArray("AttributeNames").add("All");
    JsonNode attributes = sqs.call("GetQueueAttributes", request).path("Attributes");
    return attributes.path("ApproximateNumberOfMessages").asInt()
        + attributes.path("ApproximateNumberOfMessagesNotVisible").asInt();
  }
}
