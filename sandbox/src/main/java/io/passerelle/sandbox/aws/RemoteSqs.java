package io.passerelle.sandbox.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.time.DueTimes;
import io.passerelle.sandbox.time.SandboxClock;
import io.passerelle.sandbox.web.Json;
import io.passerelle.sandbox.web.WebServer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// SQS of an emulator elsewhere, such as moto or LocalStack, with its real time made the sandbox's.
///
/// Messages, receipts, receive counts and dead letters are the emulator's. Its queues are this
/// run's alone, so that several share an emulator, and go when it is closed.
public final class RemoteSqs implements Sqs {

  /// Twelve hours, the longest that SQS hides a message: see [RemoteQueue].
  private static final String HIDDEN_SECONDS = "43200";

  private static final String VISIBILITY_UNSAID = "30";
  private static final String TARGET = "deadLetterTargetArn";

  private final LocalCalls service;
  private final SandboxClock clock;
  private final SentMessages sent;
  private final SendGate gate;
  private final WebServer server;
  private final LocalCalls gated;
  private final String prefix = "passerelle-" + UUID.randomUUID() + "-";
  private final Map<String, RemoteQueue> queues = new ConcurrentHashMap<>();

  private RemoteSqs(URI emulator, SandboxClock clock) {
    this.service = LocalCalls.sqs(emulator);
    this.clock = clock;
    this.sent = new SentMessages(clock);
    this.gate = new SendGate(new Forwarder(emulator), clock, sent);
    this.server = WebServer.bind(0).site("/", gate);
    this.gated = LocalCalls.sqs(endpoint());
  }

  public static RemoteSqs at(URI emulator, SandboxClock clock) {
    var sqs = new RemoteSqs(emulator.resolve("/"), clock);
    sqs.server.start();
    return sqs;
  }

  @Override
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.port() + "/");
  }

  @Override
  public void createQueue(String name, Map<String, String> attributes) {
    ObjectNode request = Json.object().put("QueueName", prefix + name);
    ObjectNode given = request.putObject("Attributes");
    attributes.forEach(given::put);
    given.put("VisibilityTimeout", HIDDEN_SECONDS);
    if (attributes.containsKey("RedrivePolicy")) {
      given.put("RedrivePolicy", redrive(given.path("RedrivePolicy").asText()));
    }
    String url = service.call("CreateQueue", request).path("QueueUrl").asText();
    String seconds = attributes.getOrDefault("VisibilityTimeout", VISIBILITY_UNSAID);
    Duration visibility = Duration.ofSeconds(Long.parseLong(seconds));
    queues.put(name, new RemoteQueue(url, visibility, service, gate, clock));
  }

  /// The policy with the queue of dead letters as the emulator calls it.
  private String redrive(String policy) {
    ObjectNode redrive = (ObjectNode) Json.read(policy);
    String arn = redrive.path(TARGET).asText();
    ObjectNode asked =
        Json.object().put("QueueUrl", queueUrl(arn.substring(arn.lastIndexOf(':') + 1)));
    asked.putArray("AttributeNames").add("QueueArn");
    JsonNode told = service.call("GetQueueAttributes", asked).at("/Attributes/QueueArn");
    return Json.write(redrive.set(TARGET, told));
  }

  @Override
  public String queueUrl(String name) {
    return Objects.requireNonNull(queues.get(name), name).url();
  }

  @Override
  public DueTimes dueTimes() {
    return sent.dueTimes();
  }

  @Override
  public Optional<Instant> sentAt(String messageId) {
    return sent.sentAt(messageId);
  }

  @Override
  public JsonNode call(String operation, JsonNode request) {
    return switch (operation) {
      case "ReceiveMessage" -> queue(request).receive(request);
      case "DeleteMessage" -> queue(request).delete(request);
      default -> gated.call(operation, request);
    };
  }

  private RemoteQueue queue(JsonNode request) {
    String url = request.path("QueueUrl").asText();
    return queues.values().stream()
        .filter(queue -> queue.url().equals(url))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("Not a queue of this run: " + url));
  }

  @Override
  public void close() {
    server.close();
    for (RemoteQueue queue : queues.values()) {
      service.call("DeleteQueue", Json.object().put("QueueUrl", queue.url()));
    }
  }
}
