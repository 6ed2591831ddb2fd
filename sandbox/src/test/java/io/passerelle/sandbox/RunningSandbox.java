package io.passerelle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.sandbox.lambda.Template;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The whole sandbox in this process, with the project's own template, all its functions and the
/// simulated world, on a clock that stands until it is moved; DynamoDB and SQS are where [Backend]
/// finds them.
final class RunningSandbox extends Calls {

  static final Instant START = Instant.parse("2026-01-15T10:07:00Z");

  private final Sandbox sandbox;

  private RunningSandbox(Sandbox sandbox) {
    super(sandbox.url());
    this.sandbox = sandbox;
  }

  static RunningSandbox start() {
    return start(Optional.of(START));
  }

  /// One whose clock stands at another time.
  static RunningSandbox startAt(Instant instant) {
    return start(Optional.of(instant));
  }

  /// One whose clock stands at another time, and whose state is in a folder.
  static RunningSandbox start(String instant, Path folder) {
    return start(Optional.of(Instant.parse(instant)), Optional.of(folder));
  }

  /// One on a clock that runs.
  static RunningSandbox running() {
    return start(Optional.empty());
  }

  private static RunningSandbox start(Optional<Instant> clock) {
    return start(clock, Optional.empty());
  }

  /// One of another template than the project's own.
  static RunningSandbox of(Template template) {
    return start(template, Optional.of(START), Optional.empty());
  }

  private static RunningSandbox start(Optional<Instant> clock, Optional<Path> data) {
    return start(Template.read(Path.of("..", "template.yaml")), clock, data);
  }

  private static RunningSandbox start(
      Template template, Optional<Instant> clock, Optional<Path> data) {
    var bridge = new Bridge(template, new HandlerClasses(), (name, request) -> Optional.empty());
    var options = new SandboxOptions(0, clock, data, Backend.emulator());
    Sandbox sandbox = new Sandbox(options, bridge);
    Simulation.in(sandbox);
    return new RunningSandbox(sandbox.open());
  }

  /// For what no caller may see: the table itself.
  Sandbox sandbox() {
    return sandbox;
  }

  /// Fails where a function tried what its policies do not allow.
  @Override
  public void close() {
    List<String> refusals = sandbox.cloud().refusals();
    super.close();
    sandbox.close();
    assertThat(refusals).as("what the template does not allow").isEmpty();
  }
}
