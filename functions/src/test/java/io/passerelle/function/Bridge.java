package io.passerelle.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.passerelle.aws.AwsFailure;
import io.passerelle.aws.Failures;
import io.passerelle.aws.InMemoryFiles;
import io.passerelle.aws.InMemoryTable;
import io.passerelle.aws.InMemoryTextServer;
import io.passerelle.aws.MailServer;
import io.passerelle.aws.ObjectStore;
import io.passerelle.aws.Queue;
import io.passerelle.aws.Table;
import io.passerelle.aws.TextServer;
import io.passerelle.delivery.Answer;
import io.passerelle.delivery.Delivery;
import io.passerelle.delivery.Outgoing;
import io.passerelle.delivery.QuarterHours;
import io.passerelle.delivery.Sender;
import io.passerelle.delivery.Timings;
import io.passerelle.desk.Carrier;
import io.passerelle.edge.Json;
import io.passerelle.edge.Secret;
import io.passerelle.payment.Order;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.SiteId;
import io.passerelle.store.Ledger;
import io.passerelle.store.OrderPage;
import io.passerelle.store.TestKeyset;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// All functions on a table, queues, a shop and a mail server in memory.
final class Bridge {

  static final Instant START = Instant.parse("2026-01-15T10:00:00Z");
  static final OrderId ORDER = new OrderId(new SiteId("12345678"), "SO0042-1");

  /// Mails as they left, with their recipients.
  record Sent(String message, List<String> to) {}

  final MovableClock clock = new MovableClock(START);
  final InMemoryTable rows = new InMemoryTable();
  final FlakyTable table = new FlakyTable(rows);
  final InMemoryQueue deliveryQueue = new InMemoryQueue(clock);
  final InMemoryQueue mailQueue = new InMemoryQueue(clock);
  final InMemoryQueue reconcileQueue = new InMemoryQueue(clock);
  final InMemoryQueue operationQueue = new InMemoryQueue(clock);
  final InMemoryQueue recoveryQueue = new InMemoryQueue(clock);
  final InMemoryQueue sendQueue = new InMemoryQueue(clock);
  final InMemoryQueue cardQueue = new InMemoryQueue(clock);
  final InMemoryTextServer texts = new InMemoryTextServer();
  Optional<Carrier> whatsApp = Optional.empty();
  final InMemoryQueue importQueue = new InMemoryQueue(clock);
  final InMemoryFiles files = new InMemoryFiles();
  final InMemoryQueue cardFileQueue = new InMemoryQueue(clock);
  final InMemoryFiles cardFiles = new InMemoryFiles();
  final List<Outgoing> calls = Collections.synchronizedList(new ArrayList<>());
  final List<Outgoing> questions = new ArrayList<>();
  final Deque<Answer> gatewayAnswers = new ArrayDeque<>();
  final Deque<Answer> answers = new ConcurrentLinkedDeque<>();
  final List<Sent> mails = Collections.synchronizedList(new ArrayList<>());
  final Deque<Boolean> mailServerAnswers = new ArrayDeque<>();
  boolean keysetFails;
  Optional<AwsFailure> mailServerFailure = Optional.empty();
  final Ledger ledger = new Ledger(rows, TestKeyset.keys());
  final Wiring wiring;

  private Function<Outgoing, Answer> gateway = _ -> notFound();
  private Runnable whileSending = () -> {};

  Bridge() {
    this(Map.of());
  }

  Bridge(Map<String, String> environment) {
    Map<String, String> all = new HashMap<>(environment);
    all.putIfAbsent("MAIL_SENDER", "alerts@passerelle.example");
    all.putIfAbsent("NOTIFICATION_SOURCES", "194.50.38.0/24");
    all.putIfAbsent("CONSOLE_URL", "https://console.example");
    wiring = new TestWiring(all);
  }

  private final class TestWiring extends Wiring {
    TestWiring(Map<String, String> environment) {
      super(environment, Bridge.this.clock);
    }

    @Override
    Table table() {
      return table;
    }

    @Override
    Queue deliveryQueue() {
      return deliveryQueue;
    }

    @Override
    Queue mailQueue() {
      return mailQueue;
    }

    @Override
    Queue reconcileQueue() {
      return reconcileQueue;
    }

    @Override
    Queue operationQueue() {
      return operationQueue;
    }

    @Override
    Queue recoveryQueue() {
      return recoveryQueue;
    }

    @Override
    Queue sendQueue() {
      return sendQueue;
    }

    @Override
    Queue cardQueue() {
      return cardQueue;
    }

    @Override
    TextServer textServer() {
      return texts;
    }

    @Override
    Optional<Carrier> whatsApp() {
      return whatsApp;
    }

    @Override
    Queue importQueue() {
      return importQueue;
    }

    @Override
    ObjectStore importFiles() {
      return files;
    }

    @Override
    Queue cardFileQueue() {
      return cardFileQueue;
    }

    @Override
    ObjectStore cardFiles() {
      return cardFiles;
    }

    @Override
    Sender sender() {
      return Bridge.this::call;
    }

    @Override
    MailServer mailServer() {
      return Bridge.this::mail;
    }

    @Override
    Supplier<Secret> keyset() {
      return () -> {
        if (keysetFails) {
          throw Failures.throttled();
        }
        return Secret.of(TestKeyset.JSON);
      };
    }
  }

  private Answer call(Outgoing outgoing) {
    if (outgoing.url().contains("/api-payment/V4/")) {
      questions.add(outgoing);
      return gatewayAnswers.isEmpty() ? gateway.apply(outgoing) : gatewayAnswers.removeFirst();
    }
    calls.add(outgoing);
    whileSending.run();
    return answers.isEmpty() ? answered(200, "OK-Accepted payment.") : answers.removeFirst();
  }

  private void mail(byte[] message, List<String> recipients) {
    if (!mailServerAnswers.isEmpty() && !mailServerAnswers.removeFirst()) {
      throw Failures.throttled();
    }
    if (mailServerFailure.isPresent()) {
      throw mailServerFailure.get();
    }
    mails.add(new Sent(new String(message, UTF_8), recipients));
  }

  /// What the gateway says of an order that nobody began to pay.
  static Answer notFound() {
    return error("PSP_010");
  }

  static Answer error(String code) {
    return answered(
        200,
        "{\"status\":\"ERROR\",\"answer\":{\"errorCode\":\"" + code + "\"},\"mode\":\"TEST\"}");
  }

  static Answer answered(int status, String text) {
    return new Answer.Answered(status, text, Optional.empty(), Timings.total(1_400));
  }

  static Answer unanswered(Answer.Trouble trouble, String detail) {
    return new Answer.Unanswered(trouble, detail, Timings.total(10_000));
  }

  void shopAnswers(int... statuses) {
    for (int status : statuses) {
      answers.add(answered(status, status == 200 ? "OK-Accepted payment." : "Maintenance"));
    }
  }

  /// What the gateway's web services answer where nothing else was prepared.
  void asksGateway(Function<Outgoing, Answer> gateway) {
    this.gateway = gateway;
  }

  void whileSending(Runnable action) {
    whileSending = action;
  }

  /// The recorded event of that name, in `events/`.
  static String event(String name) {
    String resource = "/events/" + name + ".json";
    try (InputStream in = Objects.requireNonNull(Bridge.class.getResourceAsStream(resource))) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What the function answers to an event, or the failure that Lambda would see.
  static Json run(RequestStreamHandler function, String event) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      function.handleRequest(new ByteArrayInputStream(event.getBytes(UTF_8)), out, new NoContext());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.size() == 0 ? Json.parse("null") : Json.parse(out.toString(UTF_8));
  }

  Json operator(String request) {
    return run(new OperatorFunction(wiring), request);
  }

  Bridge withShop() {
    operator(event("operator"));
    return this;
  }

  Json checkout(byte[] form) {
    return run(new CheckoutFunction(wiring), Requests.form("/vads-payment/", form));
  }

  Json notification(byte[] form) {
    return run(new GatewayNotificationFunction(wiring), Requests.ipn(form));
  }

  /// Handles one message of a queue; answers whether it is to come again.
  boolean deliver(String message) {
    return !run(new DeliveryFunction(wiring), Requests.sqs(message))
        .get("batchItemFailures")
        .items()
        .isEmpty();
  }

  boolean sendMail(String message) {
    return !run(new MailFunction(wiring), Requests.sqs(message))
        .get("batchItemFailures")
        .items()
        .isEmpty();
  }

  boolean ask(String message) {
    return !run(new ReconcileFunction(wiring), Requests.sqs(message))
        .get("batchItemFailures")
        .items()
        .isEmpty();
  }

  boolean checkCard(String message) {
    return !run(new CardCheckFunction(wiring), Requests.sqs(message))
        .get("batchItemFailures")
        .items()
        .isEmpty();
  }

  boolean cardFile(String message) {
    return !run(new CardFileFunction(wiring), Requests.sqs(message))
        .get("batchItemFailures")
        .items()
        .isEmpty();
  }

  boolean perform(String message) {
    return !run(new OperationFunction(wiring), Requests.sqs(message))
        .get("batchItemFailures")
        .items()
        .isEmpty();
  }

  /// Goes on with a shop's recovery.
  void goOn(String message) {
    run(new RecoveryFunction(wiring), Requests.sqs(message));
  }

  boolean send(String message) {
    return !run(new SendFunction(wiring), Requests.sqs(message))
        .get("batchItemFailures")
        .items()
        .isEmpty();
  }

  void sweep() {
    run(new SweepFunction(wiring), event("sweep"));
  }

  /// Handles every message that may be seen now, and what follows from it.
  void work() {
    for (int steps = 0; steps < 1_000; steps++) {
      Optional<InMemoryQueue.Message> delivery = deliveryQueue.take();
      Optional<InMemoryQueue.Message> mail = mailQueue.take();
      Optional<InMemoryQueue.Message> asking = reconcileQueue.take();
      Optional<InMemoryQueue.Message> operation = operationQueue.take();
      Optional<InMemoryQueue.Message> recovery = recoveryQueue.take();
      Optional<InMemoryQueue.Message> sending = sendQueue.take();
      Optional<InMemoryQueue.Message> card = cardQueue.take();
      Optional<InMemoryQueue.Message> cardFile = cardFileQueue.take();
      if (Stream.of(delivery, mail, asking, operation, recovery, sending, card, cardFile)
          .allMatch(Optional::isEmpty)) {
        return;
      }
      recovery.ifPresent(message -> goOn(message.body()));
      sending.ifPresent(message -> send(message.body()));
      operation.ifPresent(message -> perform(message.body()));
      card.ifPresent(message -> checkCard(message.body()));
      cardFile.ifPresent(message -> cardFile(message.body()));
      asking.ifPresent(message -> ask(message.body()));
      delivery.ifPresent(message -> deliver(message.body()));
      mail.ifPresent(message -> sendMail(message.body()));
    }
    throw new IllegalStateException("it never comes to an end");
  }

  /// Moves to a time, handles what waits, and sweeps at the quarter hours as the schedule does.
  void workUntil(Instant end) {
    while (clock.instant().isBefore(end)) {
      Instant next = QuarterHours.after(clock.instant());
      clock.moveTo(next.isAfter(end) ? end : next);
      work();
      sweep();
      work();
    }
  }

  void minutesPass(int minutes) {
    workUntil(clock.instant().plus(Duration.ofMinutes(minutes)));
  }

  Order order() {
    return ledger.order(ORDER).orElseThrow();
  }

  OrderPage page() {
    return ledger.page(ORDER).orElseThrow();
  }

  Delivery delivery() {
    return ledger.deliveries(ORDER).getLast();
  }

  /// Everything that is stored but why a signature was refused, to see that nothing has changed.
  List<Table.Row> stored() {
    return rows.rows().stream()
        .filter(row -> !row.key().partition().startsWith("REFUSED#"))
        .toList();
  }

  static AwsFailure failure() {
    return Failures.throttled();
  }
}
