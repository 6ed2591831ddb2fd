package io.passerelle.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.edge.Json;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Codes of links that are guessed, and buyers who share the address of whoever guesses.
class LinkGuessTest {

  private static final String GUESSER = "192.0.2.66";

  private final Bridge bridge = new Bridge();
  private final Links links = new Links(bridge).withSettings("{}");
  private String code = "";

  @BeforeEach
  void make() {
    code = links.made();
  }

  @Test
  void whoGuessesIsHeldForTheRestOfTenMinutes() {
    guess(29, GUESSER);
    assertThat(status("zzzzzzzzzzzzzzzz", GUESSER)).isEqualTo(404);

    assertThat(status("zzzzzzzzzzzzzzzz", GUESSER)).isEqualTo(429);
    assertThat(status(code, GUESSER)).isEqualTo(429);
    assertThat(status(code, "192.0.2.67")).isEqualTo(200);

    bridge.clock.moveTo(Bridge.START.plus(Duration.ofMinutes(10)));
    assertThat(status(code, GUESSER)).isEqualTo(200);
  }

  @Test
  void aBuyersOwnVisitsAreNeverCounted() {
    for (int i = 0; i < 100; i++) {
      assertThat(status(code, GUESSER)).isEqualTo(200);
    }
  }

  @Test
  void aBuyerWhoHasLeftToPayComesBackWhoeverElseGuessesAtThatAddress() {
    Links.Browser buyer = links.browser(code, GUESSER);
    buyer.leave();

    guess(30, GUESSER);

    assertThat(buyer.open("turn=1").get("statusCode").number()).contains(200L);
    assertThat(status(code, GUESSER)).isEqualTo(429);
  }

  @Test
  void aCookieOfOnesOwnMakingOpensNothing() {
    guess(30, GUESSER);
    Links.Browser forger = links.browser(code, GUESSER);
    forger.takes("visit=" + "A".repeat(22));

    assertThat(forger.open().get("statusCode").number()).contains(429L);
  }

  @Test
  void oneCustomersNetworkIsOneGuesser() {
    IntStream.range(0, 31).forEach(i -> status("zzzzzzzzzzzzzzzz", "2001:db8:1:2::" + i));

    assertThat(status(code, "2001:db8:1:2:ffff::1")).isEqualTo(429);
    assertThat(status(code, "2001:db8:1:3::1")).isEqualTo(200);
  }

  @Test
  void aMalformedCodeCostsTheReadsOfAnUnknownOne() {
    int malformed = readsOf("../../etc/passwd");
    int unknown = readsOf("zzzzzzzzzzzzzzzz");
    int shorter = readsOf("x");

    assertThat(malformed).isEqualTo(unknown).isEqualTo(shorter);
  }

  @Test
  void whatIsDeadCostsTheReadsOfWhatLives() {
    int running = readsOf(code);
    links.update("\"do\":\"CANCEL\"");

    assertThat(readsOf(code)).isEqualTo(running);
  }

  @Test
  void aHeldGuesserLearnsNothingByTheReads() {
    guess(30, GUESSER);

    int unknown = readsOf("zzzzzzzzzzzzzzzz");
    int known = readsOf(code);

    assertThat(known).isEqualTo(unknown).isEqualTo(1);
  }

  private int readsOf(String guessed) {
    int before = bridge.table.reads();
    status(guessed, GUESSER);
    return bridge.table.reads() - before;
  }

  private void guess(int times, String from) {
    IntStream.range(0, times).forEach(_ -> status("0123456789abcdef", from));
  }

  private int status(String guessed, String from) {
    Json reply = links.browser(guessed, from).open();
    return reply.get("statusCode").number().orElseThrow().intValue();
  }
}
