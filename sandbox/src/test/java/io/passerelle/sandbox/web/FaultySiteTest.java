package io.passerelle.sandbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultySiteTest {

  private static final WebRequest REQUEST = new WebRequest("POST", "/", "", Map.of(), new byte[0]);

  private final AtomicInteger treated = new AtomicInteger();

  @ParameterizedTest
  @CsvSource({
    "none, 200, 1",
    "error, 503, 0",
    "throttle, 429, 0",
    "timeout, 504, 0",
    "duplicate, 200, 2",
    "crash-after, 500, 1",
  })
  void eachKindFailsInItsWay(String kind, int status, int times) {
    WebReply reply = site(kind, Duration.ZERO).answer(REQUEST);

    assertThat(reply.status()).isEqualTo(status);
    assertThat(treated).hasValue(times);
  }

  @Test
  void anInterruptionEndsAHang() throws InterruptedException {
    Thread caller =
        Thread.ofVirtual().start(() -> site("timeout", Duration.ofDays(1)).answer(REQUEST));

    caller.interrupt();
    caller.join();

    assertThat(caller.isAlive()).isFalse();
  }

  private Site site(String kind, Duration hang) {
    return new FaultySite(
        request -> {
          treated.incrementAndGet();
          return WebReply.text(200, "");
        },
        () -> Optional.of(kind),
        WebReply.text(429, ""),
        hang);
  }
}
