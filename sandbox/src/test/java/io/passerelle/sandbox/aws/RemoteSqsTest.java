package io.passerelle.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.sandbox.time.SandboxClock;
import io.passerelle.sandbox.web.Json;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The emulator is one that counts real time, none of which passes here to speak of.
class RemoteSqsTest extends SqsContract {

  private EmbeddedSqs emulator;

  @Override
  Sqs sqs() {
    emulator = EmbeddedSqs.start(SandboxClock.running(Duration.ZERO));
    return RemoteSqs.at(emulator.endpoint(), clock);
  }

  @AfterEach
  @Override
  void stop() {
    super.stop();
    emulator.close();
  }

  @Test
  void twoRunsShareAnEmulator() {
    try (Sqs other = RemoteSqs.at(emulator.endpoint(), clock)) {
      other.createQueue("deliveries", Map.of());

      assertThat(other.call("ListQueues", Json.object()).path("QueueUrls")).hasSize(3);
    }

    assertThat(sqs.call("ListQueues", Json.object()).path("QueueUrls")).hasSize(2);
  }
}
