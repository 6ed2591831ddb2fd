package io.passerelle.sandbox;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/// How a sandbox is started: port 0 takes a free one; without a clock time runs; without a folder
/// nothing outlives the process.
public record SandboxOptions(int port, Optional<Instant> clock, Optional<Path> data) {}
