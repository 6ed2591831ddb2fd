package io.passerelle.sandbox.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SandboxClockTest {

  private static final Instant START = Instant.parse("2026-01-15T10:07:00Z");

  @Test
  void aStandingClockShowsItsInstantUntilItIsMoved() {
    SandboxClock clock = SandboxClock.standingAt(START);

    clock.moveTo(START.plusSeconds(480));

    assertThat(clock.instant()).isEqualTo("2026-01-15T10:15:00Z");
    assertThat(clock.standing()).isTrue();
  }

  @Test
  void aRunningClockGoesOnFromWhereItWasMovedTo() {
    SandboxClock machine = SandboxClock.standingAt(START);
    SandboxClock clock = SandboxClock.running(machine, Duration.ofHours(1));

    clock.moveTo(START.plus(Duration.ofDays(1)));
    machine.moveTo(START.plusSeconds(5));

    assertThat(clock.instant()).isEqualTo(START.plus(Duration.ofDays(1)).plusSeconds(5));
    assertThat(clock.standing()).isFalse();
  }

  @Test
  void itDoesNotGoBack() {
    SandboxClock clock = SandboxClock.standingAt(START);

    assertThatThrownBy(() -> clock.moveTo(START.minusMillis(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("does not go back");
    assertThat(clock.instant()).isEqualTo(START);
  }

  @Test
  void reachingATimeThatIsPastMovesNothing() {
    SandboxClock clock = SandboxClock.standingAt(START);
    List<Instant> moves = new ArrayList<>();
    clock.onMove(moves::add);

    clock.reach(START.minusSeconds(1));
    clock.reach(START.plusSeconds(1));

    assertThat(clock.instant()).isEqualTo(START.plusSeconds(1));
    assertThat(moves).containsExactly(START.plusSeconds(1));
  }

  @Test
  void aZonedViewMovesWithIt() {
    SandboxClock clock = SandboxClock.standingAt(START);
    Clock paris = clock.withZone(ZoneId.of("Europe/Paris"));

    clock.moveTo(START.plusSeconds(1));

    assertThat(paris.instant()).isEqualTo(START.plusSeconds(1));
    assertThat(paris.getZone()).isEqualTo(ZoneId.of("Europe/Paris"));
    assertThat(paris.withZone(ZoneOffset.UTC)).isSameAs(clock);
  }
}
