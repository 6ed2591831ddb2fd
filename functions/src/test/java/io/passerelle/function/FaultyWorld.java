package io.passerelle.function;

import io.passerelle.aws.Failures;
import io.passerelle.aws.InMemoryTable;
import io.passerelle.aws.MailServer;
import io.passerelle.aws.Queue;
import io.passerelle.aws.Table;
import io.passerelle.delivery.Answer;
import io.passerelle.delivery.Answer.Trouble;
import io.passerelle.delivery.Outgoing;
import io.passerelle.delivery.QuarterHours;
import io.passerelle.delivery.Sender;
import io.passerelle.edge.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// A world in which everything fails now and then: calls that fail before or after they took
/// effect, messages that are lost, doubled, late or out of order, and workers that die at any call.
///
/// One thread and a virtual clock: the same seed brings the same run.
final class FaultyWorld {

  /// A worker dies: nothing in the bridge may catch it.
  static final class Crash extends Error {
    private static final long serialVersionUID = 1;

    Crash() {
      super("crash", null, false, false);
    }
  }

  private record Event(Instant at, long number, Runnable action) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      int times = at.compareTo(other.at);
      return times != 0 ? times : Long.compare(number, other.number);
    }
  }

  private static final Duration VISIBILITY = Duration.ofMinutes(6);
  private static final int RECEIVES_MAX = 5;

  final MovableClock clock;
  final InMemoryTable rows = new InMemoryTable();
  final Wiring wiring;

  /// What was heard at each URL.
  final Map<String, Set<String>> heard = new HashMap<>();

  private final Random random;
  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private final DeliveryFunction deliveries;
  private final MailFunction mails;
  private final ReconcileFunction reconciliations;
  private final OperationFunction operations;
  private final RecoveryFunction recoveries;
  private final SweepFunction sweep;
  private Function<Outgoing, Answer> gateway = _ -> Bridge.answered(503, "");
  private Function<Outgoing, Answer> shop = _ -> Bridge.answered(200, "OK");
  private double faults;
  private double shopsDown;
  private long numbers;
  private long attempts;
  private long crashes;

  FaultyWorld(Random random, Instant start) {
    this.random = random;
    this.clock = new MovableClock(start);
    this.wiring = new WorldWiring();
    this.deliveries = new DeliveryFunction(wiring);
    this.mails = new MailFunction(wiring);
    this.reconciliations = new ReconcileFunction(wiring);
    this.operations = new OperationFunction(wiring);
    this.recoveries = new RecoveryFunction(wiring);
    this.sweep = new SweepFunction(wiring);
    at(QuarterHours.after(start), this::sweepAndAgain);
  }

  private final class WorldWiring extends Wiring {
    WorldWiring() {
      super(
          Map.of(
              "MAIL_SENDER", "alerts@passerelle.example",
              "PUBLIC_URL", "https://pay.example.com"),
          FaultyWorld.this.clock);
    }

    @Override
    Table table() {
      return new FaultyTable();
    }

    @Override
    Queue deliveryQueue() {
      return new FaultyQueue(body -> deliveries.handle(body));
    }

    @Override
    Queue mailQueue() {
      return new FaultyQueue(body -> mails.handle(body));
    }

    @Override
    Queue reconcileQueue() {
      return new FaultyQueue(body -> reconciliations.handle(body));
    }

    /// Nobody has payment orders sent in this world.
    @Override
    Queue sendQueue() {
      return new FaultyQueue(_ -> {});
    }

    @Override
    Queue operationQueue() {
      return new FaultyQueue(body -> operations.handle(body));
    }

    @Override
    Queue recoveryQueue() {
      return new FaultyQueue(body -> recoveries.handle(body));
    }

    @Override
    Queue cardQueue() {
      return new FaultyQueue(_ -> {});
    }

    @Override
    Queue cardFileQueue() {
      return new FaultyQueue(_ -> {});
    }

    @Override
    Queue importQueue() {
      return new FaultyQueue(_ -> {});
    }

    @Override
    Sender sender() {
      return FaultyWorld.this::send;
    }

    @Override
    MailServer mailServer() {
      return (_, _) -> call(() -> {});
    }

    @Override
    Supplier<Secret> keyset() {
      return () -> Secret.of("{\"primary\":\"1\",\"1\":\"" + "k".repeat(64) + "\"}");
    }
  }

  /// How often things go wrong from now on: 0 for never.
  void faults(double faults, double shopsDown) {
    this.faults = faults;
    this.shopsDown = shopsDown;
  }

  long attempts() {
    return attempts;
  }

  long crashes() {
    return crashes;
  }

  void at(Instant instant, Runnable action) {
    events.add(new Event(instant, numbers++, action));
  }

  void in(Duration delay, Runnable action) {
    at(clock.instant().plus(delay), action);
  }

  void runUntil(Instant end) {
    while (!events.isEmpty() && !events.peek().at().isAfter(end)) {
      Event event = events.remove();
      clock.moveTo(event.at());
      event.action().run();
    }
    clock.moveTo(end);
  }

  /// Whether the action came to its end; where not, the worker that ran it is gone.
  boolean survives(Runnable action) {
    try {
      action.run();
      return true;
    } catch (Crash | RuntimeException _) {
      crashes++;
      return false;
    }
  }

  private void sweepAndAgain() {
    survives(sweep::sweep);
    at(QuarterHours.after(clock.instant()), this::sweepAndAgain);
  }

  /// A call to something outside: it may fail before or after its effect, or the caller may die.
  private void call(Runnable effect) {
    double dice = random.nextDouble();
    if (dice < faults * 0.2) {
      throw new Crash();
    }
    if (dice < faults * 0.5) {
      throw Failures.throttled();
    }
    effect.run();
    if (dice > 1 - faults * 0.2) {
      throw new Crash();
    }
    if (dice > 1 - faults * 0.5) {
      throw Failures.throttled();
    }
  }

  /// What the gateway's web services answer, when they answer.
  void asksGateway(Function<Outgoing, Answer> gateway) {
    this.gateway = gateway;
  }

  /// Told of each call that a shop heard.
  void tellsHeard(Consumer<Outgoing> listener) {
    this.shop =
        outgoing -> {
          listener.accept(outgoing);
          return Bridge.answered(200, "OK");
        };
  }

  /// What shops answer, when they answer.
  void asksShop(Function<Outgoing, Answer> shop) {
    this.shop = shop;
  }

  private Answer ask(Outgoing outgoing) {
    double dice = random.nextDouble();
    if (dice < faults * 0.3) {
      throw new Crash();
    }
    if (dice < faults) {
      return Bridge.unanswered(Trouble.TIMEOUT, "no full answer in time");
    }
    return dice > 1 - faults
        ? Bridge.answered(200, "{\"status\":\"ERROR\",\"answer\":{\"errorCode\":\"PSP_099\"}}")
        : gateway.apply(outgoing);
  }

  private Answer send(Outgoing outgoing) {
    if (outgoing.url().contains("/api-payment/V4/")) {
      return ask(outgoing);
    }
    attempts++;
    double dice = random.nextDouble();
    if (dice < faults * 0.2) {
      throw new Crash();
    }
    if (random.nextDouble() < shopsDown) {
      return random.nextBoolean()
          ? Bridge.answered(503, "Maintenance")
          : Bridge.unanswered(Trouble.CONNECTION, "connection refused");
    }
    Answer answer = shop.apply(outgoing);
    heard.computeIfAbsent(outgoing.url(), _ -> new HashSet<>()).add(Requests.text(outgoing.body()));
    if (dice > 1 - faults * 0.2) {
      throw new Crash();
    }
    return dice > 1 - faults * 0.5
        ? Bridge.unanswered(Trouble.TIMEOUT, "no full answer in time")
        : answer;
  }

  private final class FaultyQueue implements Queue {
    private final Consumer<String> handler;

    FaultyQueue(Consumer<String> handler) {
      this.handler = handler;
    }

    @Override
    public void send(String body, String group, Duration delay) {
      call(() -> {
        double dice = random.nextDouble();
        int copies = dice < faults ? 0 : dice < 2 * faults ? 2 : 1;
        for (int i = 0; i < copies; i++) {
          in(delay.plusMillis(late()), () -> receive(body, 1));
        }
      });
    }

    private long late() {
      return random.nextDouble() < faults ? random.nextInt(1_200_000) : random.nextInt(2_000);
    }

    private void receive(String body, int times) {
      if (!survives(() -> handler.accept(body)) && times < RECEIVES_MAX) {
        in(VISIBILITY, () -> receive(body, times + 1));
      }
    }
  }

  private final class FaultyTable implements Table {

    @Override
    public Optional<Row> get(Key key) {
      call(() -> {});
      return rows.get(key);
    }

    @Override
    public List<Row> query(String partition, String prefix) {
      call(() -> {});
      return rows.query(partition, prefix);
    }

    @Override
    public void write(List<Row> written) {
      call(() -> rows.write(written));
    }

    @Override
    public void replace(List<Row> removed, List<Row> written) {
      call(() -> rows.replace(removed, written));
    }

    @Override
    public List<Row> all(List<Key> keys) {
      call(() -> {});
      return rows.all(keys);
    }

    @Override
    public List<Card> browse(Stretch stretch, int limit) {
      call(() -> {});
      return rows.browse(stretch, limit);
    }

    @Override
    public List<Found> due(String bucket, Instant until, Optional<Found> after, int limit) {
      call(() -> {});
      return rows.due(bucket, until, after, limit);
    }

    @Override
    public List<Found> list(String list, Instant from, Optional<Found> after, int limit) {
      call(() -> {});
      return rows.list(list, from, after, limit);
    }

    @Override
    public List<Found> latest(String list, int limit) {
      call(() -> {});
      return rows.latest(list, limit);
    }

    @Override
    public long next(Key counter, Instant expires) {
      call(() -> {});
      return rows.next(counter, expires);
    }
  }
}
