package io.passerelle.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/// One run of a variant: a process that is started, given events, measured, and ended.
final class Child {

  private static final long SECONDS_MAX = 120;

  private final Variant variant;
  private final AwsStub aws;
  private final Path log;
  private volatile double cpuMillis;

  Child(Variant variant, AwsStub aws, Path log) {
    this.variant = variant;
    this.aws = aws;
    this.log = log;
  }

  /// Runs through the events; the first `warmUps` of them do not count as warm.
  Sample run(List<byte[]> events, int warmUps) throws IOException, InterruptedException {
    Process[] process = new Process[1];
    try (RuntimeApi api =
        new RuntimeApi(
            events, variant.work(), aws::cutConnections, () -> cpuMillis = cpu(process[0]))) {
      long start = System.nanoTime();
      process[0] = started(api.address());
      try {
        api.await(SECONDS_MAX);
        return sample(api, start, process[0], events.size(), warmUps);
      } catch (IllegalStateException e) {
        throw new IllegalStateException(variant.name() + " failed, see " + log, e);
      } finally {
        process[0].destroyForcibly().waitFor();
      }
    }
  }

  private Process started(String api) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(variant.command())
            .directory(variant.folder().toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().clear();
    builder.environment().putAll(variant.environment());
    builder.environment().put("AWS_LAMBDA_RUNTIME_API", api);
    return builder.start();
  }

  private Sample sample(RuntimeApi api, long start, Process process, int events, int warmUps)
      throws IOException {
    double[] warm =
        IntStream.range(warmUps, events).mapToDouble(event -> api.nanos(event) / 1e6).toArray();
    long begin = variant.fromSnapshot() ? api.restoredAt() : start;
    return new Sample(
        (api.answeredAt(0) - begin) / 1e6,
        (api.readyAt() - begin) / 1e6,
        api.nanos(0) / 1e6,
        Sample.quantile(warm, 0.5),
        Sample.quantile(warm, 0.99),
        residentMegabytes(process),
        cpuMillis,
        (cpu(process) - cpuMillis) / (events - 1));
  }

  private static double cpu(Process process) {
    return process.info().totalCpuDuration().map(Duration::toMillis).orElse(0L);
  }

  /// The most that was ever resident (`VmHWM`, proc(5)).
  private static double residentMegabytes(Process process) throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
        .findFirst()
        .orElse(0);
  }
}
