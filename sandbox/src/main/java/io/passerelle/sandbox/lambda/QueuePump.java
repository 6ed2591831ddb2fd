package io.passerelle.sandbox.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import io.passerelle.sandbox.aws.LocalServiceFailure;
import io.passerelle.sandbox.aws.Sqs;
import io.passerelle.sandbox.lambda.LambdaFunction.QueueSource;
import io.passerelle.sandbox.time.DueTimes;
import io.passerelle.sandbox.time.SandboxClock;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
  private static final int BATCHES_TO_REST_MAX = 200_000;
  private static final String VISIBILITY_UNSAID = "30";

  private final LambdaHost host;
  private final Sqs sqs;
  private final SandboxClock clock;
  private final List<QueueLine> lines = new ArrayList<>();
  private final ExecutorService batches = Executors.newVirtualThreadPerTaskExecutor();
  private final ReentrantLock polling = new ReentrantLock();
  private final InFlight inFlight = new InFlight();

  public QueuePump(Template template, LambdaHost host, Sqs sqs, SandboxClock clock) {
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
        Duration visibility =
            Objects.requireNonNull(visibilities.get(source.queue()), source.queue());
        lines.add(
            new QueueLine(sqs, function, source, visibility, new Semaphore(BATCHES_AT_ONCE_MAX)));
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
    int first = inFlight.begun();
    boolean rests = false;
    while (!rests) {
      boolean idle = inFlight.isIdle();
      int before = inFlight.begun();
      rests = !poll() && idle && inFlight.begun() == before;
      inFlight.awaitProgress();
      if (inFlight.begun() - first > BATCHES_TO_REST_MAX) {
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
      return !inFlight.isIdle() || dueTimes().next().filter(due -> !due.isAfter(now)).isPresent();
    } finally {
      polling.unlock();
    }
  }

  private boolean startBatches() {
    boolean any = false;
    for (QueueLine line : lines) {
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

  private boolean startBatch(QueueLine line) {
    boolean started = false;
    try {
      List<JsonNode> messages = line.receive();
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

  /// A message whose deletion fails comes back, as in AWS.
  private void begin(QueueLine line, List<JsonNode> messages) {
    Instant visibleAgain = clock.instant().plus(line.visibility());
    inFlight.begin();
    batches.execute(() -> {
      try {
        if (line.handle(host, messages)) {
          dueTimes().note(visibleAgain);
        }
      } catch (LocalServiceFailure | IllegalStateException | UncheckedIOException e) {
        dueTimes().note(visibleAgain);
      } finally {
        line.free().release();
        inFlight.end();
      }
    });
  }
}
