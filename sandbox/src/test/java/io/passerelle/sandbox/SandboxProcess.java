package io.passerelle.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A sandbox in a process of its own, which can be killed.
///
/// Its DynamoDB and SQS are the embedded ones, which `--data` keeps in a folder; where the tests
/// run against an emulator there is nothing to see here, and they are skipped.
final class SandboxProcess implements AutoCloseable {

  static final Path HOME = Path.of("..").toAbsolutePath().normalize();

  private static final String READY = "Passerelle sandbox ready: ";
  private static final long PATIENCE_SECONDS = 120;

  private final Process process;
  private final List<String> printed = Collections.synchronizedList(new ArrayList<>());
  private final CompletableFuture<String> url = new CompletableFuture<>();
  private final Thread reader;

  private SandboxProcess(Process process) {
    this.process = process;
    this.reader = Thread.ofVirtual().start(this::read);
  }

  /// Starts the main class with the class path of the tests.
  static SandboxProcess start(String... options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-XX:+UseSerialGC");
    command.add("-Dpasserelle.home=" + HOME);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(SandboxMain.class.getName());
    command.addAll(List.of(options));
    return run(command);
  }

  static SandboxProcess run(List<String> command) {
    assumeTrue(
        Backend.emulator().isEmpty(),
        "A sandbox in a process of its own never runs against an emulator");
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
      return new SandboxProcess(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Where it listens, once it says so.
  String url() {
    try {
      return url.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("it does not start: " + printed, e);
    }
  }

  Calls calls() {
    return new Calls(url());
  }

  /// SIGKILL: it gets to do nothing more.
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
    reader.join();
  }

  /// SIGTERM; answers whether it has ended after `seconds`.
  boolean stopsWithin(int seconds) throws InterruptedException {
    process.destroy();
    boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
    process.destroyForcibly();
    return ended;
  }

  /// Its exit status, once it ends by itself.
  int status() throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("it does not end: " + printed);
    }
    reader.join();
    return process.exitValue();
  }

  /// All lines that it has printed.
  List<String> printed() {
    return List.copyOf(printed);
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        printed.add(line);
        if (line.startsWith(READY)) {
          url.complete(line.substring(READY.length()).strip());
        }
      }
    } catch (IOException e) {
      printed.add(e.toString());
    }
    url.completeExceptionally(new IllegalStateException("it has ended"));
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
