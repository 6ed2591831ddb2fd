package io.passerelle.sandbox.state;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import io.passerelle.sandbox.time.SandboxClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/// The latest time that the sandbox has shown, in a file of its data folder, so that time does not
/// go back over a restart.
public final class ClockFile {

  private final Path file;

  public ClockFile(Path folder) {
    this.file = folder.resolve("clock");
  }

  /// A clock that stands at `wanted`, or runs where nothing is wanted, and is in no case before the
  /// latest time shown; each later move is written down before it is seen.
  public SandboxClock open(Optional<Instant> wanted) {
    Instant latest = read().orElse(Instant.MIN);
    SandboxClock clock =
        wanted
            .map(instant -> SandboxClock.standingAt(later(instant, latest)))
            .orElseGet(() -> SandboxClock.running(ahead(latest)));
    clock.onMove(this::write);
    write(clock.instant());
    return clock;
  }

  /// Writes the time down. To be called now and then while the clock runs.
  public void write(Instant shown) {
    try {
      Path next = file.resolveSibling("clock.next");
      Files.writeString(next, shown.toString());
      Files.move(next, file, ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("The clock cannot be kept in " + file, e);
    }
  }

  private Optional<Instant> read() {
    try {
      return Files.exists(file)
          ? Optional.of(Instant.parse(Files.readString(file).strip()))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("The clock cannot be read from " + file, e);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("There is no time in " + file, e);
    }
  }

  private static Duration ahead(Instant latest) {
    Instant machine = Clock.systemUTC().instant();
    return latest.isAfter(machine) ? Duration.between(machine, latest) : Duration.ZERO;
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
