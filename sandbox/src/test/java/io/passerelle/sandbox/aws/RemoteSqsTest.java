package io.passerelle.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.sandbox.time.SandboxClock;
import io.passerelle.sandbox.web.Json;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// The emulator is one that counts real time, none of which passes here to speak of.
class RemoteSqsTest extends SqsContract {

  private static final EmbeddedSqs EMULATOR =
      EmbeddedSqs.start(SandboxClock.running(Duration.ZERO));

  @Override
  Sqs sqs() {
    return RemoteSqs.at(EMULATOR.endpoint(), clock);
  }

  @AfterAll
  static void stopTheEmulator() {
    EMULATOR.close();
  }

  @Test
  void twoRunsShareAnEmulator() {
    try (Sqs other = RemoteSqs.at(EMULATOR.endpoint(), clock)) {
      other.createQueue("deliveries", Map.of());

      assertThat(other.call("ListQueues", Json.object()).path("QueueUrls")).hasSize(3);
    }

    assertThat(sqs.call("ListQueues", Json.object()).path("QueueUrls")).hasSize(2);
  }
}
