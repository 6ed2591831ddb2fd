package io.passerelle.sandbox.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CallerTest {

  @Test
  void aShopThatNeverAnswersIsGivenUp() throws IOException {
    try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var caller = new Caller(Clock.systemUTC(), Duration.ofMillis(200))) {
      String url = "http://localhost:" + silent.getLocalPort() + "/ipn";

      Notice.Attempt attempt = caller.post(url, "a=b".getBytes(UTF_8));

      assertThat(attempt.status()).isZero();
      assertThat(attempt.error()).startsWith("no answer within");
      assertThat(attempt.succeeded()).isFalse();
    }
  }

  @Test
  void ofALongAnswerTheGatewayKeepsTheBeginning() {
    try (var shop = new RecordingShop();
        var caller = new Caller(Clock.systemUTC(), Duration.ofSeconds(5))) {
      shop.answers(200, "é".repeat(200_000));

      Notice.Attempt attempt = caller.post(shop.url("/ipn"), new byte[0]);

      assertThat(attempt.body()).isEqualTo("é".repeat(512));
    }
  }

  @Test
  void anAddressThatIsNoneIsAFailure() {
    try (var caller = new Caller(Clock.systemUTC(), Duration.ofSeconds(5))) {
      assertThat(caller.post("", new byte[0]).status()).isZero();
      assertThat(caller.post("not an address", new byte[0]).status()).isZero();
      assertThat(caller.post("ftp://shop.example/", new byte[0]).status()).isZero();
    }
  }
}
