package io.passerelle.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.aws.InMemoryTable;
import io.passerelle.store.Tries.Limit;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TriesTest {

  private static final Instant NOW = Instant.parse("2026-01-15T10:00:00Z");
  private static final Limit TWICE = new Limit("invoice", 2, Duration.ofMinutes(10));

  private final Tries tries = new Tries(new InMemoryTable());

  @Test
  void oneTryTooManyIsNotTakenUntilTheWindowIsOver() {
    assertThat(tries.take(TWICE, "192.0.2.1", NOW)).isTrue();
    assertThat(tries.take(TWICE, "192.0.2.1", NOW)).isTrue();
    assertThat(tries.take(TWICE, "192.0.2.1", NOW.plusSeconds(599))).isFalse();

    assertThat(tries.take(TWICE, "192.0.2.1", NOW.plusSeconds(600))).isTrue();
  }

  @Test
  void theTriesOfOthersAndOfOtherThingsAreNotCounted() {
    tries.take(TWICE, "192.0.2.1", NOW);
    tries.take(TWICE, "192.0.2.1", NOW);

    assertThat(tries.take(TWICE, "192.0.2.2", NOW)).isTrue();
    assertThat(tries.take(new Limit("link", 2, Duration.ofMinutes(10)), "192.0.2.1", NOW)).isTrue();
  }

  @Test
  void whatIsSpentCanBeAskedWithoutATry() {
    assertThat(tries.isSpent(TWICE, "192.0.2.1", NOW)).isFalse();
    tries.take(TWICE, "192.0.2.1", NOW);
    assertThat(tries.isSpent(TWICE, "192.0.2.1", NOW)).isFalse();
    tries.take(TWICE, "192.0.2.1", NOW);

    assertThat(tries.isSpent(TWICE, "192.0.2.1", NOW)).isTrue();
    assertThat(tries.isSpent(TWICE, "192.0.2.2", NOW)).isFalse();
    assertThat(tries.isSpent(TWICE, "192.0.2.1", NOW.plusSeconds(600))).isFalse();
  }
}
