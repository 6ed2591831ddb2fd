package io.passerelle.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SnsTest {

  @Test
  void aConnectionThatEndsBeforeItsAnswerIsNoAnswerAndNothingIsAskedTwice() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> hangUp(server, asked));

      assertThatExceptionOfType(AwsFailure.class)
          .isThrownBy(() -> sns(server.getLocalPort()).send("+33612345678", "Hello"))
          .matches(AwsFailure::isUnanswered);
    }

    assertThat(asked).hasValue(1);
  }

  @Test
  void whereNobodyListensNothingWasSent() throws IOException {
    int port;
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      port = server.getLocalPort();
    }

    assertThatExceptionOfType(AwsFailure.class)
        .isThrownBy(() -> sns(port).send("+33612345678", "Hello"))
        .matches(failure -> !failure.isUnanswered());
  }

  /// Reads what is asked and closes, until the server itself is closed.
  private static void hangUp(ServerSocket server, AtomicInteger asked) {
    try {
      while (true) {
        try (Socket socket = server.accept()) {
          if (socket.getInputStream().read() >= 0) {
            asked.incrementAndGet();
          }
        }
      }
    } catch (IOException _) {
      return; // Closed.
    }
  }

  private static Sns sns(int port) {
    return new Sns(
        Map.of(
            "AWS_ENDPOINT_URL_SNS",
            "http://127.0.0.1:" + port,
            "AWS_ACCESS_KEY_ID",
            "local",
            "AWS_SECRET_ACCESS_KEY",
            "local",
            "AWS_REGION",
            "eu-west-3"),
        "");
  }
}
