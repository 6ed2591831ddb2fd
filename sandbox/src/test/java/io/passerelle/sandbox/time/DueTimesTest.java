package io.passerelle.sandbox.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class DueTimesTest {

  private static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");

  private final DueTimes times = new DueTimes();

  @Test
  void nothingIsDueWhereNothingWasNoted() {
    assertThat(times.next()).isEmpty();
    assertThat(times.takeDue(NOON)).isFalse();
  }

  @Test
  void aTimeIsToldOnce() {
    times.note(NOON);
    times.note(NOON.plusSeconds(1));
    times.note(NOON.minusSeconds(1));

    assertThat(times.next()).contains(NOON.minusSeconds(1));
    assertThat(times.takeDue(NOON)).isTrue();
    assertThat(times.takeDue(NOON)).isFalse();
    assertThat(times.next()).contains(NOON.plusSeconds(1));
  }
}
