package io.passerelle.sandbox.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.aws.EmbeddedSqs;
import io.passerelle.sandbox.aws.LocalServiceFailure;
import io.passerelle.sandbox.lambda.LambdaFunction.QueueSource;
import io.passerelle.sandbox.time.DueTimes;
import io.passerelle.sandbox.time.SandboxClock;
import io.passerelle.sandbox.web.Json;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;

/// Carries the messages of each queue to the function that it starts.
///
/// Batches run side by side, so that one which waits for a dead shop does not hold up the others. A
/// message that failed comes back after its queue's visibility timeout on the sandbox's clock.
public final class QueuePump implements AutoCloseable {

  private static final int BATCHES_AT_ONCE_MAX = 20;
  private static final int BATCHES_TO_REST_MAX = 20_000;
  private static final int MESSAGES_RECEIVED_MAX = 10;
  private static final String VISIBILITY_UNSAID = "30";

  private final LambdaHost host;
  private final EmbeddedSqs sqs;
  private final SandboxClock clock;
  private final List<Line> lines = new ArrayList<>();
  private final ExecutorService batches = Executors.newVirtualThreadPerTaskExecutor();
  private final ReentrantLock polling = new ReentrantLock();
  private int inFlight;
  private int finished;

  /// A queue and what it starts.
  private record Line(
      LambdaFunction function, QueueSource source, Duration visibility, Semaphore free) {}

  public QueuePump(Template template, LambdaHost host, EmbeddedSqs sqs, SandboxClock clock) {
    this.host = host;
    this.sqs = sqs;
    this.clock = clock;
    Map<String, Duration> visibilities = new HashMap<>();
    for (Template.Queue queue : template.queues()) {
      String seconds = queue.attributes().getOrDefault("VisibilityTimeout", VISIBILITY_UNSAID);
      visibilities.put(queue.name(), Duration.ofSeconds(Long.parseLong(seconds)));
    }
    for (LambdaFunction function : template.functions()) {
      for (QueueSource source : function.queues()) {
        Duration visibility = visibilities.getOrDefault(source.queue(), Duration.ofSeconds(30));
        lines.add(new Line(function, source, visibility, new Semaphore(BATCHES_AT_ONCE_MAX)));
      }
    }
  }

  /// When a message, sent or failed, becomes visible.
  DueTimes dueTimes() {
    return sqs.dueTimes();
  }

  /// Starts batches for what has become visible, if anything has; answers whether it started one.
  boolean poll() {
    polling.lock();
    try {
      return dueTimes().takeDue(clock.instant()) && startBatches();
    } finally {
      polling.unlock();
    }
  }

  /// As `poll`, but asks the queues even where nothing is known to be due.
  boolean pollAnyway() {
    dueTimes().note(clock.instant());
    return poll();
  }

  /// Returns when every visible message was handled and nothing is in flight.
  ///
  /// Functions that send each other messages without end are an `IllegalStateException`.
  public void drain() {
    dueTimes().note(clock.instant());
    int first = begun();
    boolean rests = false;
    while (!rests) {
      boolean idle = isIdle();
      int before = begun();
      rests = !poll() && idle && begun() == before;
      awaitProgress();
      if (begun() - first > BATCHES_TO_REST_MAX) {
        throw new IllegalStateException("The queues do not come to rest");
      }
    }
  }

  /// As `drain`, but asks the queues only if something is known to be due: for moving the clock by
  /// steps in many of which nothing is.
  void drainDue() {
    if (isAnythingDue()) {
      drain();
    }
  }

  private boolean isAnythingDue() {
    polling.lock();
    try {
      Instant now = clock.instant();
      return !isIdle() || dueTimes().next().filter(due -> !due.isAfter(now)).isPresent();
    } finally {
      polling.unlock();
    }
  }

  private boolean startBatches() {
    boolean any = false;
    for (Line line : lines) {
      boolean more = true;
      while (more && line.free().tryAcquire()) {
        more = startBatch(line);
        any |= more;
      }
      if (more) {
        dueTimes().note(clock.instant());
      }
    }
    return any;
  }

  private boolean startBatch(Line line) {
    boolean started = false;
    try {
      List<JsonNode> messages = receive(line);
      if (!messages.isEmpty()) {
        begin(line, messages);
        started = true;
      }
      return started;
    } finally {
      if (!started) {
        line.free().release();
      }
    }
  }

  @Override
  public void close() {
    batches.shutdownNow();
  }

  private List<JsonNode> receive(Line line) {
    ObjectNode request = Json.object().put("QueueUrl", sqs.queueUrl(line.source().queue()));
    request.put("MaxNumberOfMessages", Math.min(line.source().batchSize(), MESSAGES_RECEIVED_MAX));
    request.put("WaitTimeSeconds", 0);
    request.putArray("AttributeNames").add("All");
    request.putArray("MessageAttributeNames").add("All");
    List<JsonNode> messages = new ArrayList<>();
    sqs.call("ReceiveMessage", request).path("Messages").forEach(m -> messages.add(dated(m)));
    return messages;
  }

  /// ElasticMQ dates a message by the machine's clock.
  private JsonNode dated(JsonNode message) {
    sqs.sentAt(message.path("MessageId").asText())
        .ifPresent(sent ->
            ((ObjectNode) message.path("Attributes"))
                .put("SentTimestamp", String.valueOf(sent.toEpochMilli())));
    return message;
  }

  /// A message whose deletion fails comes back, as in AWS.
  private void begin(Line line, List<JsonNode> messages) {
    Instant visibleAgain = clock.instant().plus(line.visibility());
    count(1);
    batches.execute(() -> {
      try {
        Set<String> failed = host.deliver(line.function(), line.source(), messages);
        messages.stream()
            .filter(message -> !failed.contains(message.path("MessageId").asText()))
            .forEach(message -> delete(line, message));
        if (!failed.isEmpty()) {
          dueTimes().note(visibleAgain);
        }
      } catch (LocalServiceFailure | IllegalStateException | UncheckedIOException e) {
        dueTimes().note(visibleAgain);
      } finally {
        line.free().release();
        count(-1);
      }
    });
  }

  private void delete(Line line, JsonNode message) {
    sqs.call(
        "DeleteMessage",
        Json.object()
            .put("QueueUrl", sqs.queueUrl(line.source().queue()))
            .put("ReceiptHandle", message.path("ReceiptHandle").asText()));
  }

  private synchronized void count(int change) {
    inFlight += change;
    finished += change < 0 ? 1 : 0;
    notifyAll();
  }

  private synchronized boolean isIdle() {
    return inFlight == 0;
  }

  private synchronized int begun() {
    return finished + inFlight;
  }

  /// Waits until a batch ends, unless none is in flight.
  private synchronized void awaitProgress() {
    int before = finished;
    while (inFlight > 0 && finished == before) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Interrupted while the queues were drained", e);
      }
    }
  }
}
