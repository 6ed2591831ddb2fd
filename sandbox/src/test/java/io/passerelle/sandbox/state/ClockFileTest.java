package io.passerelle.sandbox.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.sandbox.time.SandboxClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClockFileTest {

  private static final Instant FAR = Instant.parse("2126-01-15T10:07:00Z");

  private final Path folder;

  ClockFileTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void aFirstStartStandsWhereItIsWantedOrRuns() {
    assertThat(new ClockFile(folder).open(Optional.of(FAR)).instant()).isEqualTo(FAR);
    assertThat(new ClockFile(folder.resolve(".")).open(Optional.empty()).standing()).isFalse();
  }

  @Test
  void aRestartIsNotBeforeTheLatestMove() {
    new ClockFile(folder).open(Optional.of(FAR)).moveTo(FAR.plusSeconds(900));

    SandboxClock standing = new ClockFile(folder).open(Optional.of(FAR));
    SandboxClock running = new ClockFile(folder).open(Optional.empty());

    assertThat(standing.instant()).isEqualTo(FAR.plusSeconds(900));
    assertThat(running.instant()).isAfterOrEqualTo(FAR.plusSeconds(900));
  }

  @Test
  void aLaterTimeThanTheLatestIsTaken() {
    new ClockFile(folder).open(Optional.of(FAR));

    SandboxClock clock = new ClockFile(folder).open(Optional.of(FAR.plusSeconds(1)));

    assertThat(clock.instant()).isEqualTo(FAR.plusSeconds(1));
  }

  @Test
  void aFileWithoutATimeIsNamed() throws Exception {
    Files.writeString(folder.resolve("clock"), "noon");

    assertThatThrownBy(() -> new ClockFile(folder).open(Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(folder.resolve("clock").toString());
  }
}
