package io.passerelle.sandbox.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.web.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;

/// A queue of an emulator, received from by the sandbox's clock.
///
/// The queue hides what it has given out for longer than any run takes. Here it is told when a
/// visibility timeout has passed on the sandbox's clock, and a message that comes before its delay
/// has passed is held until then.
final class RemoteQueue {

  private final String url;
  private final Duration visibility;
  private final LocalCalls service;
  private final SendGate gate;
  private final Clock clock;
  private final List<JsonNode> early = new ArrayList<>();
  private final Map<String, Instant> givenOut = new LinkedHashMap<>();

  RemoteQueue(String url, Duration visibility, LocalCalls service, SendGate gate, Clock clock) {
    this.url = url;
    this.visibility = visibility;
    this.service = service;
    this.gate = gate;
    this.clock = clock;
  }

  String url() {
    return url;
  }

  synchronized JsonNode receive(JsonNode request) {
    reveal();
    List<JsonNode> visible = takeHeld(request.path("MaxNumberOfMessages").asInt(1));
    boolean more = true;
    while (visible.isEmpty() && more) {
      List<JsonNode> received = received(request);
      more = !received.isEmpty();
      received.forEach(message -> (gate.isVisible(message) ? visible : early).add(message));
    }
    Instant again = clock.instant().plus(visibility);
    visible.forEach(message -> givenOut.put(message.path("ReceiptHandle").asText(), again));
    ObjectNode answer = Json.object();
    answer.putArray("Messages").addAll(visible);
    return answer;
  }

  synchronized JsonNode delete(JsonNode request) {
    JsonNode answer = service.call("DeleteMessage", request);
    givenOut.remove(request.path("ReceiptHandle").asText());
    return answer;
  }

  private List<JsonNode> received(JsonNode request) {
    gate.receiving().lock();
    try {
      return service.call("ReceiveMessage", request).path("Messages").valueStream().toList();
    } finally {
      gate.receiving().unlock();
    }
  }

  private List<JsonNode> takeHeld(int max) {
    List<JsonNode> taken =
        new ArrayList<>(early.stream().filter(gate::isVisible).limit(max).toList());
    early.removeAll(taken);
    return taken;
  }

  private void reveal() {
    Instant now = clock.instant();
    Iterator<Entry<String, Instant>> entries = givenOut.entrySet().iterator();
    while (entries.hasNext()) {
      Entry<String, Instant> entry = entries.next();
      if (!entry.getValue().isAfter(now)) {
        entries.remove();
        ObjectNode show = Json.object().put("QueueUrl", url).put("ReceiptHandle", entry.getKey());
        service.call("ChangeMessageVisibility", show.put("VisibilityTimeout", 0));
      }
    }
  }
}
