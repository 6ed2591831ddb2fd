package io.passerelle.sandbox;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A stampede of replays and a shop's long outage on the embedded DynamoDB and SQS, by HTTP from
/// the notification to the shop's answer: prints tables beside the figures to reach. Started by
/// `bench/stampede --embedded`.
///
/// All servers, the functions and the shops share this one machine, and the sandbox runs at most
/// twenty batches of a queue at once: the times are this machine's, not those of a deployment.
final class EmbeddedReport {

  private static final Duration QUARTER = Duration.ofMinutes(15);
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  private static final double SECOND = 1_000;

  private final PrintStream out;
  private final Tally tally;

  private EmbeddedReport(PrintStream out, Tally tally) {
    this.out = out;
    this.tally = tally;
  }

  /// What the functions log is not asked for, but how often a message failed, and why.
  private static final class Tally extends PrintStream {
    private static final Pattern FAILED =
        Pattern.compile("\"event\":\"(message failed|wake-up not sent)\".*\"error\":\"([^\"]*)");
    private final Map<String, Integer> times = new ConcurrentHashMap<>();

    Tally() {
      super(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    }

    @Override
    public void println(String line) {
      Matcher failed = FAILED.matcher(line);
      if (failed.find()) {
        times.merge(failed.group(1) + ": " + failed.group(2), 1, Integer::sum);
      }
    }

    String taken() {
      String taken = times.toString();
      times.clear();
      return taken;
    }
  }

  public static void main(String[] arguments) throws Exception {
    PrintStream out = System.out;
    Tally tally = new Tally();
    System.setOut(tally);
    EmbeddedReport report = new EmbeddedReport(out, tally);
    int orders = Integer.getInteger("orders", 10_000);
    if (orders > 0) {
      out.println("orders | shops | hangs | replays | lateness p50 s |  p99 s |  max s");
      int shops = Integer.getInteger("shops", 100);
      report.stampede(shops, orders, false);
      report.stampede(shops, orders, true);
    }
    int rate = Integer.getInteger("rate", 600);
    if (rate > 0) {
      new EmbeddedOutage(out, rate, Integer.getInteger("pace", 50)).run();
    }
    System.exit(0);
  }

  /// All of an hour's failures fall due at one quarter hour.
  private void stampede(int shops, int orders, boolean hangs) throws Exception {
    try (RunningSandbox sandbox = RunningSandbox.running();
        ReportShop shop = ReportShop.open(sandbox.sandbox().clock())) {
      IntFunction<String> site = number -> String.valueOf(20_000_000 + number % shops);
      for (int i = 0; i < shops; i++) {
        sandbox.shopAt(shop.url() + "/" + site.apply(i), site.apply(i));
      }
      sandbox.nextQuarter();
      shop.goesDown();
      ReportNotifications.send(sandbox, orders, site);
      sandbox.settle();
      shop.awaitRefused(orders, PATIENCE);
      awaitFailed(sandbox, shops, orders, site);
      String before = tally.taken();
      Instant now = sandbox.sandbox().clock().instant();
      Instant due = now.truncatedTo(ChronoUnit.HOURS);
      while (!due.isAfter(now)) {
        due = due.plus(QUARTER);
      }
      shop.comesBack(hangs ? "/" + site.apply(0) + "/" : "");
      sandbox.sandbox().clock().moveTo(due.minusSeconds(1));
      long expected = hangs ? orders - (orders + shops - 1L) / shops : orders;
      shop.awaitServed(expected, PATIENCE);
      List<Duration> late = shop.lateness(due);
      out.printf(
          "%6d | %5d | %5s | %7d | %14.1f | %6.1f | %6.1f%n",
          orders,
          shops,
          hangs ? "one" : "no",
          late.size(),
          at(late, 0.5),
          at(late, 0.99),
          at(late, 1));
      out.println("  while loading: " + before + "; while replaying: " + tally.taken());
      shop.letGo();
    }
  }

  /// Returns once all first attempts were made: what the shop did not see counts too.
  private static void awaitFailed(
      RunningSandbox sandbox, int shops, int orders, IntFunction<String> site)
      throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    int failed = 0;
    while (failed < orders) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(failed + " of " + orders + " failed");
      }
      Thread.sleep(Duration.ofSeconds(1));

      failed = 0;
      for (int i = 0; i < shops; i++) {
        String list = "/sandbox/api/shops/" + site.apply(i) + "/deliveries?state=FAILED";
        failed += sandbox.http.get(list).json().size();
      }
    }
  }

  private static double at(List<Duration> sorted, double share) {
    int index = (int) Math.ceil(share * sorted.size()) - 1;
    return sorted.get(Math.max(0, index)).toMillis() / SECOND;
  }
}
