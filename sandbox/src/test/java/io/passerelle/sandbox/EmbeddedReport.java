package io.passerelle.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.passerelle.sandbox.web.Json;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
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

  private static final int SENT_AT_ONCE = 4;
  private static final Duration QUARTER = Duration.ofMinutes(15);
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  /// The gateway asks again too, where it is not answered.
  private static final int TRIES_MAX = 5;

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
      report.outage(rate, Duration.ofHours(2));
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
      notify(sandbox, orders, site);
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

  /// A shop is down for `length` at `rate` notifications a minute; one call recovers it. The clock
  /// is moved here and not by a call, which would not wait for thousands of replays.
  private void outage(int rate, Duration length) throws Exception {
    try (RunningSandbox sandbox = RunningSandbox.start();
        ReportShop shop = ReportShop.open(sandbox.sandbox().clock())) {
      String site = "20000000";
      sandbox.shopAt(shop.url() + "/" + site, site);
      Instant start = sandbox.sandbox().clock().instant();
      shop.goesDown();
      int sent = 0;
      long began = System.nanoTime();
      for (long minute = 0; minute < length.toMinutes(); minute++) {
        int before = sent;
        notify(sandbox, rate, number -> site, before);
        sent += rate;
        pass(sandbox, Duration.ofMinutes(1));
      }
      shop.comesBack("");
      pass(sandbox, Duration.ofMinutes(1));
      long alone = shop.served();
      double hours = (System.nanoTime() - began) / 1e9;
      out.printf(
          "%nA shop down for %s at %d notifications a minute: %d notifications, %d attempts"
              + " refused, %d delivered a minute after it is back (%.0f s of this machine).%n",
          length, rate, sent, shop.refused(), alone, hours);

      Instant asked = sandbox.sandbox().clock().instant();
      long call = System.nanoTime();
      JsonNode recovered =
          sandbox
              .http
              .post(
                  "/sandbox/api/shops/" + site + "/deliveries/recover",
                  Json.object().put("since", start.toString()).put("dryRun", false))
              .json();
      out.printf(
          "One call recovers %d deliveries, answered after %.1f s of this machine.%n",
          recovered.path("deliveries").asLong(), (System.nanoTime() - call) / 1e9);
      Instant now = asked;
      while (shop.orders() < sent && now.isBefore(asked.plus(length))) {
        now = pass(sandbox, Duration.ofSeconds(10));
      }
      out.printf(
          "Drained %d s later on the bridge's clock, %.0f s of this machine; lost: %d; delivered"
              + " twice: %d%n",
          Duration.between(asked, now).toSeconds(),
          (System.nanoTime() - call) / 1e9,
          sent - shop.orders(),
          shop.served() - shop.orders());
    }
  }

  private static Instant pass(RunningSandbox sandbox, Duration time) {
    return sandbox.sandbox().pump().advanceTo(sandbox.sandbox().clock().instant().plus(time));
  }

  private static void notify(RunningSandbox sandbox, int count, IntFunction<String> site)
      throws InterruptedException {
    notify(sandbox, count, site, 0);
  }

  private static void notify(RunningSandbox sandbox, int count, IntFunction<String> site, int first)
      throws InterruptedException {
    Map<String, String> form = Published.fields("form-14");
    Semaphore free = new Semaphore(SENT_AT_ONCE);
    Queue<RuntimeException> failed = new ConcurrentLinkedQueue<>();
    try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = first; i < first + count; i++) {
        free.acquire();
        int number = i;
        senders.execute(() -> {
          try {
            send(sandbox, form, site.apply(number), number);
          } catch (RuntimeException e) {
            failed.add(e);
          } finally {
            free.release();
          }
        });
      }
    }
    if (!failed.isEmpty()) {
      throw failed.element();
    }
  }

  private static void send(
      RunningSandbox sandbox, Map<String, String> form, String site, int number) {
    Map<String, String> fields = new TreeMap<>(form);
    fields.put("vads_site_id", site);
    fields.put("vads_ctx_mode", "TEST");
    fields.put("vads_order_id", "SO" + number);
    fields.put("vads_trans_id", "%06d".formatted(number % 900_000));
    fields.put("vads_trans_uuid", "%032x".formatted(number + 1L));
    String body = Published.signed(fields, Calls.TEST_KEY);
    for (int tries = 1; sandbox.http.postForm("/payment/lyra/ipn", body).status() != 200; tries++) {
      if (tries == TRIES_MAX) {
        throw new IllegalStateException("a notification is not taken");
      }
    }
  }

  private static double at(List<Duration> sorted, double share) {
    int index = (int) Math.ceil(share * sorted.size()) - 1;
    return sorted.get(Math.max(0, index)).toMillis() / SECOND;
  }
}
