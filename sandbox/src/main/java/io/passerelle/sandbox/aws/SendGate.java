package io.passerelle.sandbox.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.web.Json;
import io.passerelle.sandbox.web.Site;
import io.passerelle.sandbox.web.WebReply;
import io.passerelle.sandbox.web.WebRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// Stands before a queue that counts real time: a message passes without its delay, and the time of
/// the sandbox's clock until which it must not be seen is kept here.
///
/// Emulators check no signature; AWS itself would refuse what is changed here.
final class SendGate implements Site {

  private final Forwarder service;
  private final Clock clock;
  private final SentMessages sent;
  private final Map<String, Instant> delayed = new ConcurrentHashMap<>();
  private final ReadWriteLock sending = new ReentrantReadWriteLock();

  SendGate(Forwarder service, Clock clock, SentMessages sent) {
    this.service = service;
    this.clock = clock;
    this.sent = sent;
  }

  /// Held by who receives: what was sent is not found before its delay is known.
  Lock receiving() {
    return sending.writeLock();
  }

  /// Whether a message may be seen now.
  boolean isVisible(JsonNode message) {
    Instant now = clock.instant();
    String id = message.path("MessageId").asText();
    return delayed.computeIfPresent(id, (key, due) -> due.isAfter(now) ? due : null) == null;
  }

  @Override
  public WebReply answer(WebRequest request) {
    return switch (request.headers().getOrDefault("x-amz-target", "")) {
      case "AmazonSQS.SendMessage", "AmazonSQS.SendMessageBatch" -> send(request);
      default -> service.forward(request);
    };
  }

  private WebReply send(WebRequest request) {
    ObjectNode send = (ObjectNode) Json.read(request.text());
    Instant second = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Map<String, Instant> dues = new HashMap<>();
    for (JsonNode message : send.path("Entries").isArray() ? send.path("Entries") : List.of(send)) {
      String id = message.path("Id").asText();
      dues.put(id, second.plusSeconds(message.path("DelaySeconds").asLong()));
      ((ObjectNode) message).remove("DelaySeconds");
    }
    sending.readLock().lock();
    try {
      WebReply reply = service.forward(request.with(Json.write(send)));
      if (reply.status() == 200) {
        note(Json.read(reply.text()), dues);
      }
      return reply;
    } finally {
      sending.readLock().unlock();
    }
  }

  private void note(JsonNode answer, Map<String, Instant> dues) {
    JsonNode batch = answer.path("Successful");
    for (JsonNode message : batch.isArray() ? batch : List.of(answer)) {
      Instant due = dues.getOrDefault(message.path("Id").asText(), clock.instant());
      String id = message.path("MessageId").asText();
      sent.note(id);
      delayed.put(id, due);
      sent.dueTimes().note(due);
    }
  }
}
