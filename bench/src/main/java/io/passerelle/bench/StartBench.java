package io.passerelle.bench;

import io.passerelle.bench.Variant.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/// Measures all variants: `StartBench <folder> <zip> <node file> <processor> <rounds> <calls>`.
///
/// Every round runs each variant once; what is printed is the median over the rounds.
public final class StartBench {

  private static final int WARM_UPS = 300;

  private final Path folder;
  private final AwsStub aws;
  private final List<byte[]> notifications;
  private final List<byte[]> checkouts;
  private final Map<String, List<Sample>> samples = new LinkedHashMap<>();
  private final Map<String, Tally> tallies = new LinkedHashMap<>();

  private StartBench(Path folder, AwsStub aws, int calls) {
    this.folder = folder;
    this.aws = aws;
    int orders = WARM_UPS + calls;
    Scene scene = new Scene(aws.url(), Instant.now());
    scene.store(orders);
    Notifications made = scene.notifications();
    this.notifications = IntStream.range(0, orders).mapToObj(made::event).toList();
    this.checkouts = IntStream.range(0, orders).mapToObj(made::checkout).toList();
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    Path folder = Path.of(args[0]);
    Path functions = LambdaFolder.unpacked(Path.of(args[1]), folder.resolve("functions"));
    Path handlers = LambdaFolder.ofHandlers(folder.resolve("handlers"));
    Path keyset = LambdaFolder.ofKeyset(Path.of(args[1]), folder.resolve("keyset"));
    Path tink = LambdaFolder.ofTink(folder.resolve("tink"));
    int rounds = Integer.parseInt(args[4]);
    try (AwsStub aws = new AwsStub(Scene.KEYSET)) {
      Variants variants =
          new Variants(
              Integer.parseInt(args[3]),
              aws.url(),
              functions,
              handlers,
              keyset,
              tink,
              Path.of(args[2]));
      StartBench bench = new StartBench(folder, aws, Integer.parseInt(args[5]));
      for (int round = 1; round <= rounds; round++) {
        bench.round(variants.all(), round);
      }
      bench.print();
      System.out.printf(Locale.ROOT, "%nzip: %.2f MB%n", Files.size(Path.of(args[1])) / 1e6);
    }
  }

  private void round(List<Variant> variants, int round) throws IOException, InterruptedException {
    for (Variant variant : variants) {
      aws.forgetTally();
      Path log = folder.resolve(variant.name().replaceAll("\\W+", "-") + "-" + round + ".log");
      Sample sample = new Child(variant, aws, log).run(events(variant.work()), WARM_UPS);
      samples.computeIfAbsent(variant.name(), _ -> new ArrayList<>()).add(sample);
      tallies.put(variant.name(), aws.tally());
      System.err.printf(
          Locale.ROOT, "round %d: %s %.0f ms%n", round, variant.name(), sample.cold());
    }
  }

  private List<byte[]> events(Work work) {
    return switch (work) {
      case NOTIFICATION -> notifications;
      case CHECKOUT -> checkouts;
    };
  }

  private void print() {
    Map<String, Sample> medians = new LinkedHashMap<>();
    samples.forEach((name, all) -> medians.put(name, Sample.median(all)));
    Printout.samples(medians, samples).lines().forEach(System.out::println);
    System.out.println();
    Printout.tallies(tallies, notifications.size()).lines().forEach(System.out::println);
  }
}
