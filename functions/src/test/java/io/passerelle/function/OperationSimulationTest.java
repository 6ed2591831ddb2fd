package io.passerelle.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.delivery.Delivery;
import io.passerelle.delivery.Rules;
import io.passerelle.edge.Json;
import io.passerelle.function.RefundingGateway.Made;
import io.passerelle.payment.AttemptId;
import io.passerelle.payment.Currency;
import io.passerelle.payment.EventKind;
import io.passerelle.payment.Mode;
import io.passerelle.payment.Money;
import io.passerelle.payment.Operation;
import io.passerelle.payment.OperationId;
import io.passerelle.payment.OperationRequest;
import io.passerelle.payment.OperationRequest.By;
import io.passerelle.payment.OperationRequest.State;
import io.passerelle.payment.Order;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.Refusal;
import io.passerelle.payment.Report;
import io.passerelle.payment.Seed;
import io.passerelle.payment.SiteId;
import io.passerelle.payment.TransactionState;
import io.passerelle.payment.Transition.Moved;
import io.passerelle.payment.Wish;
import io.passerelle.shop.ShopDocument;
import io.passerelle.store.Change;
import io.passerelle.store.Ledger;
import io.passerelle.store.OrderPage;
import io.passerelle.store.TestKeyset;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Refunds, cancellations and captures in a world where every call fails now and then: before it
/// was taken or after, late, twice, with an error, with a page of HTML, or with the death of the
/// worker. No money moves twice, and whoever asked is told how it ended.
///
/// Some sixteen hundred with every build; ten thousand with `-Dorders=2500`.
class OperationSimulationTest {

  private static final Instant START = Instant.parse("2026-01-15T10:00:00Z");
  private static final Duration DAY = Duration.ofHours(20);
  private static final int ORDERS = Integer.getInteger("orders", 400);
  private static final int REQUESTS_EACH = 4;
  private static final String SITE = "12345678";

  private final long seed = Seed.of(OperationSimulationTest.class);
  private final Random random = new Random(seed);
  private final FaultyWorld world = new FaultyWorld(random, START);
  private final Ledger ledger = new Ledger(world.rows, TestKeyset.keys());
  private final RefundingGateway gateway = new RefundingGateway();
  private final LossyGateway calls = new LossyGateway(gateway, world, random);
  private final Map<OperationId, Request> asked = new HashMap<>();

  private record Request(Wish wish, Optional<Money> amount, By by) {}

  @Test
  void noMoneyMovesTwiceAndEveryRequestEndsTold() {
    PrintStream out = System.out;
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    try {
      simulate();
    } finally {
      System.setOut(out);
    }
    Map<State, Integer> ends = new EnumMap<>(State.class);
    Map<Refusal, Integer> why = new EnumMap<>(Refusal.class);
    asked
        .keySet()
        .forEach(id -> {
          OperationRequest request = ledger.operation(id).orElseThrow();
          ends.merge(request.state(), 1, Integer::sum);
          request.why().ifPresent(one -> why.merge(one, 1, Integer::sum));
        });
    System.out.printf(
        "OperationSimulationTest: %d requests, %d reads, %d calls, %d answers lost, %d crashes, %s,"
            + " %s%n",
        asked.size(),
        calls.reads(),
        gateway.writes.size(),
        calls.lost(),
        world.crashes(),
        ends,
        why);

    assertThat(asked).hasSize(ORDERS * REQUESTS_EACH);
    assertThat(world.crashes()).isPositive();
    assertThat(calls.lost()).isPositive();
    asked.keySet().stream().map(OperationId::order).distinct().forEach(this::check);
  }

  private void simulate() {
    world.asksGateway(calls::answer);
    String shop =
        "{\"siteId\":\"12345678\",\"testKey\":\"1122334455667788\","
            + "\"testRestPassword\":\"testpassword_A\"}";
    world
        .wiring
        .shops()
        .save(
            ShopDocument.read(Json.parse(shop), Optional.empty(), _ -> true, START), Rules.none());
    for (int i = 0; i < ORDERS; i++) {
      open(new OrderId(new SiteId(SITE), "SO" + i));
    }
    calls.faults(0.05);
    world.faults(0.03, 0);
    world.runUntil(START.plus(DAY));
    calls.faults(0);
    world.faults(0, 0);
    world.runUntil(START.plus(DAY).plus(Duration.ofHours(30)));
  }

  /// An order that was paid, what is asked of it, and what the gateway's own people do.
  private void open(OrderId id) {
    TransactionState state =
        switch (random.nextInt(4)) {
          case 0 -> TransactionState.AUTHORISED;
          case 1 -> TransactionState.AUTHORISED_TO_VALIDATE;
          default -> TransactionState.CAPTURED;
        };
    Report report = report(id, id.reference(), Operation.DEBIT, state, 10_000);
    if (Order.adopted(report, START).after(report) instanceof Moved(Order order, var _)) {
      ledger.write(new Change().with(order));
    }
    Made made = gateway.pays(id.reference(), id.reference(), state.name(), 10_000);
    for (int i = 0; i < REQUESTS_EACH; i++) {
      OperationId operation = new OperationId(id, id.reference() + "-" + i);
      Request request = request(state);
      asked.put(operation, request);
      for (int times = 1 + random.nextInt(3); times > 0; times--) {
        ask(operation, request, moment());
      }
    }
    if (state == TransactionState.AUTHORISED) {
      world.at(moment(), () -> capture(made));
    }
    if (random.nextInt(5) == 0) {
      world.at(moment(), () -> backOffice(made));
    }
  }

  private Request request(TransactionState state) {
    boolean captures = state == TransactionState.AUTHORISED_TO_VALIDATE && random.nextInt(3) == 0;
    Wish wish = captures ? Wish.CAPTURE : random.nextInt(4) == 0 ? Wish.CANCEL : Wish.REFUND;
    long amount = random.nextInt(6) == 0 ? 0 : 100L * (1 + random.nextInt(50));
    Optional<Money> asked =
        amount == 0 ? Optional.empty() : Optional.of(Money.of(amount, Currency.EUR));
    return new Request(wish, asked, random.nextInt(3) == 0 ? By.PLATFORM : By.OPERATOR);
  }

  private Instant moment() {
    return START.plusMillis(random.nextLong(DAY.minusHours(1).toMillis()));
  }

  /// A platform asks again until it is answered.
  private void ask(OperationId id, Request request, Instant at) {
    world.at(
        at,
        () -> {
          Operations operations = Performing.operations(world.wiring);
          boolean answered =
              world.survives(() ->
                  operations.ask(id, request.wish(), request.amount(), request.by(), Map.of()));
          if (!answered) {
            ask(id, request, world.clock.instant().plusSeconds(60));
          }
        });
  }

  private static void capture(Made made) {
    if (made.status.equals("AUTHORISED")) {
      made.status = "CAPTURED";
    }
  }

  /// A refund of a few cents, which no request asks for, and of which nothing is told.
  private void backOffice(Made debit) {
    if (!debit.status.equals("CAPTURED") || gateway.refunded(debit.uuid) + 7 > debit.amount) {
      return;
    }
    Made credit = new Made(debit.uuid + "-bo", debit.order, "CREDIT", debit.uuid, 1);
    credit.amount = 7;
    gateway.add(credit);
  }

  private static Report report(
      OrderId order, String uuid, Operation operation, TransactionState state, long amount) {
    Money money = Money.of(10_000, Currency.EUR);
    return new Report(
        order,
        Mode.TEST,
        Optional.of(uuid),
        new AttemptId(LocalDate.parse("2026-01-15"), "360000"),
        operation,
        1,
        state,
        state.name(),
        money,
        Money.of(amount, Currency.EUR),
        EventKind.END_OF_PAYMENT);
  }

  private void check(OrderId id) {
    OrderPage page = ledger.page(id).orElseThrow();
    try {
      check(page);
    } catch (AssertionError e) {
      throw new AssertionError("seed " + seed + ", " + gateway(id) + ", " + page, e);
    }
  }

  private String gateway(OrderId id) {
    StringBuilder told = new StringBuilder();
    gateway.writes.stream()
        .filter(one -> one.contains(" " + id.reference() + "-"))
        .forEach(one -> told.append(one).append('\n'));
    gateway.all.values().stream()
        .filter(one -> one.order.equals(id.reference()))
        .forEach(one ->
            told.append(one.uuid + " " + one.status + " " + one.amount + " " + one.by + "\n"));
    return told.toString();
  }

  private void check(OrderPage page) {
    Made debit = Objects.requireNonNull(gateway.all.get(page.order().id().reference()));
    long credits = gateway.refunded(debit.uuid);
    assertThat(credits).isLessThanOrEqualTo(debit.amount);
    assertThat(page.operations()).hasSize(REQUESTS_EACH);
    for (OperationRequest request : page.operations()) {
      check(request, page);
    }
    List<String> known = new ArrayList<>(page.order().transactions().keySet());
    gateway.all.values().stream()
        .filter(one -> one.parent.equals(debit.uuid) && !one.by.isEmpty())
        .forEach(one -> assertThat(known).contains(one.uuid));
  }

  /// What the gateway did for a request is what the one who asked was told.
  private void check(OperationRequest request, OrderPage page) {
    long moved = gateway.moved.getOrDefault(request.wish() + " " + request.id().key(), 0L);
    assertThat(request.isOver()).isTrue();
    assertThat(request.due()).isEmpty();
    if (request.wish() != Wish.CAPTURE) {
      assertThat(request.done().minorUnits()).as("told").isEqualTo(moved);
    }
    if (request.state() == State.DONE && request.takes() && request.amount().isPresent()) {
      assertThat(moved).isIn(0L, request.amount().get().minorUnits());
    }
    long told =
        page.deliveries().stream()
            .filter(one -> one.target().equals(Delivery.OPERATION + request.id().key()))
            .count();
    assertThat(told).isEqualTo(request.by() == By.PLATFORM ? 1 : 0);
  }
}
