package io.passerelle.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.aws.InMemoryTable;
import io.passerelle.aws.MailServer;
import io.passerelle.aws.Queue;
import io.passerelle.aws.Table;
import io.passerelle.delivery.Answer;
import io.passerelle.delivery.Outgoing;
import io.passerelle.delivery.QuarterHours;
import io.passerelle.delivery.Sender;
import io.passerelle.edge.Json;
import io.passerelle.edge.Secret;
import io.passerelle.gateway.Vectors;
import io.passerelle.payment.SiteId;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.function.Supplier;

/// How late replays are when very many fall due at once, and how long a long outage takes to be
/// made good: the bridge's own functions on a table in memory, under a model of what is around
/// them.
///
/// The model: Lambda handles ten messages in each of 5 invocations at first and of 5 more each
/// second (300 a minute, Lambda developer guide, "Using Lambda with Amazon SQS"), takes messages of
/// the group that has the fewest under way (fair queues), and leaves an invocation when its slowest
/// message is done; with `--pollers 10` it begins with 10 invocations for each poller that is kept
/// ready (provisioned mode). A call to the table takes 5 ms, a shop 200 ms, one that hangs 10 s.
/// Run by `bench/stampede`.
final class StampedeReport {

  private static final Instant START = Instant.parse("2026-01-15T10:00:30Z");
  private static final Instant QUARTER = Instant.parse("2026-01-15T10:15:00Z");
  private static final Duration TABLE = Duration.ofMillis(5);
  private static final Duration SHOP = Duration.ofMillis(200);
  private static final Duration HANGING = Duration.ofSeconds(10);
  private static final int BATCH = Integer.getInteger("batch", 10);
  private static final int POLLERS = Integer.getInteger("pollers", 0);
  private static final int INVOCATIONS_FIRST = POLLERS == 0 ? 5 : POLLERS * 10;
  private static final int INVOCATIONS_MAX = 1_000;

  private record Event(Instant at, long number, Runnable action) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      int times = at.compareTo(other.at);
      return times != 0 ? times : Long.compare(number, other.number);
    }
  }

  private record Message(String body, String group) {}

  private final MovableClock clock = new MovableClock(START);
  private final InMemoryTable rows = new InMemoryTable();
  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private final Map<String, Deque<Message>> waiting = new TreeMap<>();
  private final Map<String, Integer> underWay = new HashMap<>();
  private final Map<String, List<Long>> lateness = new TreeMap<>();
  private final ModelWiring wiring = new ModelWiring();
  private final DeliveryFunction deliveries = new DeliveryFunction(wiring);
  private final SweepFunction sweep = new SweepFunction(wiring);
  private final GatewayNotificationFunction notifications = new GatewayNotificationFunction(wiring);
  private final Deque<String> recoveries = new ArrayDeque<>();
  private long numbers;
  private int invocations;
  private Instant scaling = START;
  private Duration busy = Duration.ZERO;
  private boolean down = true;
  private String hanging = "";
  private long delivered;

  private final class ModelWiring extends Wiring {
    ModelWiring() {
      super(Map.of("MAIL_SENDER", "alerts@passerelle.example"), StampedeReport.this.clock);
    }

    @Override
    Table table() {
      return new Slow();
    }

    @Override
    Queue deliveryQueue() {
      return (body, group, delay) ->
          at(
              clock.instant().plus(delay),
              () -> {
                waiting
                    .computeIfAbsent(group, _ -> new ArrayDeque<>())
                    .add(new Message(body, group));
                poll();
              });
    }

    @Override
    Queue mailQueue() {
      return (_, _, _) -> {};
    }

    @Override
    Queue reconcileQueue() {
      return (_, _, _) -> {};
    }

    @Override
    Queue cardQueue() {
      return (_, _, _) -> {};
    }

    @Override
    Queue cardFileQueue() {
      return (_, _, _) -> {};
    }

    @Override
    Queue importQueue() {
      return (_, _, _) -> {};
    }

    @Override
    Queue sendQueue() {
      return (_, _, _) -> {};
    }

    @Override
    Queue operationQueue() {
      return (_, _, _) -> {};
    }

    @Override
    Queue recoveryQueue() {
      return (body, _, _) -> recoveries.add(body);
    }

    @Override
    Sender sender() {
      return StampedeReport.this::send;
    }

    @Override
    MailServer mailServer() {
      return (_, _) -> {};
    }

    @Override
    Supplier<Secret> keyset() {
      return () -> Secret.of("{\"primary\":\"1\",\"1\":\"" + "k".repeat(64) + "\"}");
    }
  }

  /// Counts the time that the worker spends; the rows themselves are there at once.
  private final class Slow implements Table {

    private InMemoryTable called() {
      busy = busy.plus(TABLE);
      return rows;
    }

    @Override
    public Optional<Row> get(Key key) {
      return called().get(key);
    }

    @Override
    public List<Row> query(String partition, String prefix) {
      return called().query(partition, prefix);
    }

    @Override
    public void write(List<Row> written) {
      called().write(written);
    }

    @Override
    public void replace(List<Row> removed, List<Row> written) {
      called().replace(removed, written);
    }

    @Override
    public List<Row> all(List<Key> keys) {
      return called().all(keys);
    }

    @Override
    public List<Card> browse(Stretch stretch, int limit) {
      return called().browse(stretch, limit);
    }

    @Override
    public List<Found> due(String bucket, Instant until, Optional<Found> after, int limit) {
      return called().due(bucket, until, after, limit);
    }

    @Override
    public List<Found> list(String list, Instant from, Optional<Found> after, int limit) {
      return called().list(list, from, after, limit);
    }

    @Override
    public List<Found> latest(String list, int limit) {
      return called().latest(list, limit);
    }

    @Override
    public long next(Key counter, Instant expires) {
      return called().next(counter, expires);
    }
  }

  private Answer send(Outgoing outgoing) {
    boolean hangs = !hanging.isEmpty() && outgoing.url().contains(hanging);
    if (!down) {
      String shop = outgoing.url().replaceFirst("https://([a-z0-9]+).*", "$1");
      Duration late = Duration.between(QUARTER, clock.instant().plus(busy));
      lateness.computeIfAbsent(shop, _ -> new ArrayList<>()).add(late.toMillis());
    }
    busy = busy.plus(hangs ? HANGING : SHOP);
    if (!down && !hangs) {
      delivered++;
    }
    if (hangs) {
      return Bridge.unanswered(Answer.Trouble.TIMEOUT, "no full answer in time");
    }
    return down ? Bridge.answered(503, "Maintenance") : Bridge.answered(200, "OK");
  }

  private void at(Instant instant, Runnable action) {
    events.add(new Event(instant, numbers++, action));
  }

  private void runUntil(Instant end) {
    while (!events.isEmpty() && !events.peek().at().isAfter(end)) {
      Event event = events.remove();
      clock.moveTo(event.at());
      event.action().run();
    }
    clock.moveTo(end);
  }

  /// Starts invocations as long as Lambda would.
  private void poll() {
    if (invocations == 0) {
      scaling = clock.instant();
    }
    long seconds = Duration.between(scaling, clock.instant()).toSeconds();
    long most = Math.min(INVOCATIONS_MAX, INVOCATIONS_FIRST + 5 * seconds);
    while (invocations < most && waiting.values().stream().anyMatch(one -> !one.isEmpty())) {
      invoke();
    }
  }

  private void invoke() {
    invocations++;
    Instant now = clock.instant();
    Instant end = now;
    List<Message> batch = new ArrayList<>();
    Optional<Message> first = next();
    while (batch.size() < BATCH && first.isPresent()) {
      batch.add(first.get());
      underWay.merge(first.get().group(), 1, Integer::sum);
      first = next();
    }
    first.ifPresent(one -> waiting.getOrDefault(one.group(), new ArrayDeque<>()).addFirst(one));
    for (Message message : batch) {
      clock.moveTo(now);
      busy = Duration.ZERO;
      deliveries.handle(message.body());
      Instant done = now.plus(busy);
      end = done.isAfter(end) ? done : end;
      at(done, () -> underWay.merge(message.group(), -1, Integer::sum));
    }
    clock.moveTo(now);
    at(
        end,
        () -> {
          invocations--;
          poll();
        });
  }

  private Optional<Message> next() {
    String fewest = "";
    int least = Integer.MAX_VALUE;
    for (Map.Entry<String, Deque<Message>> group : waiting.entrySet()) {
      int count = underWay.getOrDefault(group.getKey(), 0);
      if (!group.getValue().isEmpty() && count < least) {
        least = count;
        fewest = group.getKey();
      }
    }
    return Optional.ofNullable(waiting.get(fewest)).map(Deque::poll);
  }

  private void openShops(int count) {
    for (int i = 0; i < count; i++) {
      Bridge.run(
          new OperatorFunction(wiring),
          """
          {"action":"saveShop","shop":{"siteId":"%s","testKey":"1122334455667788",
          "connection":{"platform":"odoo","url":"https://shop%d.example"}}}\
          """
              .formatted(site(i), i));
    }
  }

  private static String site(int number) {
    return Integer.toString(30_000_000 + number);
  }

  private void notification(String site, int number) {
    Map<String, String> fields = new TreeMap<>(Requests.FORM);
    String id = "%06d".formatted(number % 900_000);
    fields.put("vads_site_id", site);
    fields.put("vads_order_id", "SO" + number);
    fields.put("vads_trans_id", id);
    fields.put("vads_trans_uuid", "0".repeat(24) + "%08d".formatted(number));
    fields.put("vads_trans_status", "AUTHORISED");
    fields.put("vads_operation_type", "DEBIT");
    fields.put("vads_url_check_src", "PAY");
    byte[] body = Vectors.body(Requests.signed(fields, Requests.KEY));
    Bridge.run(notifications, Requests.ipn(body));
  }

  private void sweepAt(Instant quarter, Instant last) {
    at(
        quarter,
        () -> {
          busy = Duration.ZERO;
          sweep.sweep();
          Instant next = QuarterHours.after(quarter);
          if (!next.isAfter(last)) {
            sweepAt(next, last);
          }
        });
  }

  /// All fail once, and fall due together at the quarter hour.
  private static String stampede(int shops, int orders, boolean oneHangs) {
    StampedeReport report = new StampedeReport();
    report.openShops(shops);
    for (int i = 0; i < orders; i++) {
      int number = i;
      report.at(START.plusMillis(i * 60L), () -> report.notification(site(number % shops), number));
    }
    if (!Boolean.getBoolean("unswept")) {
      report.sweepAt(QUARTER, QUARTER);
    }
    report.runUntil(QUARTER.minusSeconds(1));
    report.down = false;
    report.hanging = oneHangs ? "//shop0." : "";
    report.runUntil(QUARTER.plusSeconds(1_200));
    List<Long> others = new ArrayList<>();
    report.lateness.forEach((shop, late) -> {
      if (!oneHangs || !shop.equals("shop0")) {
        others.addAll(late);
      }
    });
    return "%6d | %5d | %-5s | %7d | %6.1f | %6.1f | %6.1f"
        .formatted(
            orders,
            shops,
            oneHangs ? "one" : "none",
            others.size(),
            seconds(others, 0.5),
            seconds(others, 0.99),
            seconds(others, 1));
  }

  private static double seconds(List<Long> millis, double share) {
    long[] sorted = millis.stream().mapToLong(Long::longValue).sorted().toArray();
    return sorted.length == 0
        ? 0
        : sorted[(int) Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] / 1_000.0;
  }

  /// A shop that is down for two hours at ten notifications a second, and one call that recovers
  /// what its replays did not reach.
  private static void outage(PrintStream out, int perSecond, Duration length) {
    StampedeReport report = new StampedeReport();
    report.openShops(1);
    Instant end = START.plus(length);
    long count = length.toSeconds() * perSecond;
    for (int i = 0; i < count; i++) {
      int number = i;
      report.at(
          START.plusMillis(i * 1_000L / perSecond), () -> report.notification(site(0), number));
    }
    report.sweepAt(QUARTER, end.plus(Duration.ofHours(3)));
    report.runUntil(end);
    report.down = false;
    Instant asked = end.plus(Duration.ofMinutes(1));
    report.runUntil(asked);
    long before = report.delivered;
    long exhausted = report.listed("EXHAUSTED");
    long failed = report.listed("FAILED");
    String request =
        "{\"action\":\"recover\",\"siteId\":\"%s\",\"since\":\"%s\"}".formatted(site(0), START);
    Json answer = Bridge.run(new OperatorFunction(report.wiring), request).get("body");
    long answered = answer.get("deliveries").number().orElse(0L);
    long wanted = answered;
    int messages = 0;
    while (!report.recoveries.isEmpty()) {
      messages++;
      Bridge.run(
          new RecoveryFunction(report.wiring), Requests.sqs(report.recoveries.removeFirst()));
      wanted =
          report.wiring.recoveryRuns().find(new SiteId(site(0))).orElseThrow().sum().deliveries();
    }
    Instant drained = asked;
    while (report.delivered < count && drained.isBefore(asked.plus(Duration.ofHours(2)))) {
      drained = drained.plusSeconds(1);
      report.runUntil(drained);
    }
    out.printf(
        "%d notifications, %d delivered before the call, %d exhausted, %d waiting%n",
        count, before, exhausted, failed);
    out.printf(
        "recovery: one call asked for %d, and %d messages for all %d; drained after %d s; lost:"
            + " %d%n",
        answered,
        messages,
        wanted,
        Duration.between(asked, drained).toSeconds(),
        count - report.delivered);
  }

  private long listed(String state) {
    return rows.list(site(0) + "#" + state, START, Optional.empty(), Integer.MAX_VALUE).size();
  }

  public static void main(String[] arguments) {
    PrintStream out = System.out;
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8));
    out.println("orders | shops | hangs | replays |  p50 s |  p99 s |  max s");
    for (int shops : new int[] {100, 1_000}) {
      out.println(stampede(shops, 10_000, false));
      out.println(stampede(shops, 10_000, true));
    }
    outage(out, 10, Duration.ofHours(2));
  }
}
