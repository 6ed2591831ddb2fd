package io.passerelle.sandbox;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/// How a sandbox is started: port 0 takes a free one; without a clock time runs; without a folder
/// nothing outlives the process; without an emulator of AWS, DynamoDB and SQS are embedded.
public record SandboxOptions(
    int port, Optional<Instant> clock, Optional<Path> data, Optional<URI> emulator) {

  /// Throws `IllegalArgumentException` for a folder and an emulator together: the table of a run
  /// goes with the run.
  public SandboxOptions {
    if (data.isPresent() && emulator.isPresent()) {
      throw new IllegalArgumentException(
          "--emulator and --data exclude each other: nothing is kept in the folder");
    }
  }
}
