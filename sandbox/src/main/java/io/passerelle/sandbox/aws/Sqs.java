package io.passerelle.sandbox.aws;

import com.fasterxml.jackson.databind.JsonNode;
import io.passerelle.sandbox.time.DueTimes;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// The SQS of a sandbox, embedded or an emulator elsewhere: either way its delays and visibility
/// timeouts pass on the sandbox's clock, in whole seconds.
public interface Sqs extends AutoCloseable {

  /// Where the bridge's functions send messages.
  URI endpoint();

  /// Creates a queue with the attributes of the `CreateQueue` operation, except that each message
  /// says its own delay.
  void createQueue(String name, Map<String, String> attributes);

  /// The URL of a queue of the template.
  String queueUrl(String name);

  /// The times at which messages that were sent become visible.
  DueTimes dueTimes();

  /// When a message was sent, on the sandbox's clock: the queues themselves say the machine's time.
  Optional<Instant> sentAt(String messageId);

  /// Calls an operation directly, past the injected faults.
  JsonNode call(String operation, JsonNode request);

  @Override
  void close();
}
