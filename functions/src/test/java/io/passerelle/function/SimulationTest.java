package io.passerelle.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.delivery.Attempt;
import io.passerelle.delivery.Delivery;
import io.passerelle.delivery.Delivery.State;
import io.passerelle.delivery.QuarterHours;
import io.passerelle.delivery.Rules;
import io.passerelle.delivery.Schedule;
import io.passerelle.edge.Json;
import io.passerelle.gateway.Claim;
import io.passerelle.gateway.Notification;
import io.passerelle.payment.AttemptId;
import io.passerelle.payment.Currency;
import io.passerelle.payment.EventKind;
import io.passerelle.payment.Mode;
import io.passerelle.payment.Money;
import io.passerelle.payment.Operation;
import io.passerelle.payment.Order;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.Report;
import io.passerelle.payment.Seed;
import io.passerelle.payment.SiteId;
import io.passerelle.payment.TransactionState;
import io.passerelle.payment.Transition.Flagged;
import io.passerelle.payment.Transition.Moved;
import io.passerelle.payment.Transition.Overtaken;
import io.passerelle.payment.Transition.Repeated;
import io.passerelle.shop.ShopDocument;
import io.passerelle.store.HistoryLine;
import io.passerelle.store.Ledger;
import io.passerelle.store.OrderPage;
import io.passerelle.store.Shops;
import io.passerelle.store.TestKeyset;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// A day of payments in a world where everything fails now and then: nothing is lost, nothing is
/// undone, and the end is the one that a world without faults would have come to.
///
/// Some thousand attempts with every build; a hundred thousand with `-Dorders=25000`.
class SimulationTest {

  private static final Instant START = Instant.parse("2026-01-15T00:00:00Z");
  private static final Duration DAY = Duration.ofHours(20);
  private static final int SHOPS = 10;
  private static final int ORDERS = Integer.getInteger("orders", 1_500);
  private static final int ATTEMPTS_LEAST = 3 * ORDERS;
  private static final List<TransactionState> TOLD =
      List.of(
          TransactionState.INITIAL,
          TransactionState.UNDER_VERIFICATION,
          TransactionState.WAITING_AUTHORISATION,
          TransactionState.ABANDONED,
          TransactionState.REFUSED,
          TransactionState.EXPIRED,
          TransactionState.AUTHORISED,
          TransactionState.AUTHORISED,
          TransactionState.CAPTURED);

  private final long seed = Seed.of(SimulationTest.class);
  private final Random random = new Random(seed);
  private final FaultyWorld world = new FaultyWorld(random, START);
  private final Ledger ledger = new Ledger(world.rows, TestKeyset.keys());
  private final Shops shops = world.wiring.shops();
  private final Recorder recorder = world.wiring.recorder();
  private final OperatorFunction operator = new OperatorFunction(world.wiring);
  private final Map<OrderId, List<Report>> told = new HashMap<>();
  private final Map<SiteId, Shops.Entry> entries = new HashMap<>();
  private final Set<OrderId> paid = new HashSet<>();
  private final Set<OrderId> resent = new HashSet<>();

  @Test
  void nothingIsLostOrUndoneWhateverFails() {
    PrintStream out = System.out;
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    try {
      simulate();
    } finally {
      System.setOut(out);
    }
    System.out.printf(
        "SimulationTest: %d orders, %d attempts, %d crashes%n",
        told.size(), world.attempts(), world.crashes());

    assertThat(world.attempts()).isGreaterThanOrEqualTo(ATTEMPTS_LEAST);
    assertThat(world.crashes()).isPositive();
    told.keySet().forEach(this::check);
  }

  private void check(OrderId id) {
    OrderPage page = ledger.page(id).orElseThrow();
    try {
      check(page);
    } catch (AssertionError e) {
      throw new AssertionError("seed " + seed + ", " + page, e);
    }
  }

  private void simulate() {
    openShops();
    for (int i = 0; i < ORDERS; i++) {
      // One shop in fifty has people who want mails, which cost more time than all the rest.
      int shop = i % 50 == 0 ? 1 : 2 * random.nextInt(SHOPS / 2);
      OrderId order = new OrderId(site(shop), "SO" + i);
      told.put(order, reports(order));
      told.get(order).forEach(report -> tell(report, moment(), 5));
      if (random.nextInt(50) == 0) {
        world.at(moment(), () -> resend(order));
      }
    }
    world.faults(0.04, 0.55);
    world.runUntil(START.plus(DAY));
    world.faults(0, 0);
    world.runUntil(START.plus(DAY).plus(Duration.ofHours(4)));
  }

  private void openShops() {
    for (int i = 0; i < SHOPS; i++) {
      String document =
          """
          {"siteId":"%s","testKey":"1122334455667788",
          "connection":{"platform":"odoo","url":"https://shop%d.example"}}\
          """
              .formatted(site(i), i);
      String rules =
          "[{\"kind\":\"END_OF_PAYMENT\",\"alertEmails\":\"%s\",\"replay\":%b}]"
              .formatted(i == 1 ? "boss@shop.example" : "", i != 0);
      shops.save(
          ShopDocument.read(Json.parse(document), Optional.empty(), _ -> true, START),
          Rules.read(Json.parse(rules)));
      entries.put(site(i), shops.find(site(i)).orElseThrow());
    }
  }

  private Instant moment() {
    return START.plusMillis(random.nextLong(DAY.minusHours(1).toMillis()));
  }

  private static SiteId site(int number) {
    return new SiteId("%08d".formatted(10_000_000 + number));
  }

  /// What the gateway has to say of an order, in no order, some of it more than once.
  private List<Report> reports(OrderId order) {
    List<Report> reports = new ArrayList<>();
    int count = random.nextInt(2, 5);
    for (int i = 0; i < count; i++) {
      int transaction = random.nextInt(2);
      TransactionState state = TOLD.get(random.nextInt(TOLD.size()));
      Report report = report(order, transaction, state);
      reports.addAll(Collections.nCopies(random.nextInt(4) == 0 ? 2 : 1, report));
    }
    return reports;
  }

  private static Report report(OrderId order, int transaction, TransactionState state) {
    Money amount = Money.of(4_990, Currency.EUR);
    return new Report(
        order,
        Mode.TEST,
        Optional.of(order.reference() + "-" + transaction),
        new AttemptId(LocalDate.parse("2026-01-15"), "00000" + transaction),
        Operation.DEBIT,
        1,
        state,
        state.name(),
        amount,
        amount,
        EventKind.END_OF_PAYMENT);
  }

  /// The gateway calls, and calls again at the quarter hours where it was not answered.
  private void tell(Report report, Instant at, int callsLeft) {
    world.at(
        at,
        () -> {
          boolean answered =
              world.survives(() -> recorder.record(notification(report), entry(report)));
          requireStillPaid(report.order());
          if (!answered) {
            Instant next = QuarterHours.after(world.clock.instant());
            // A person sends again what the gateway gave up, once the day is over.
            Instant again = callsLeft > 0 ? next : START.plus(DAY).plusSeconds(1);
            tell(report, again, callsLeft - 1);
          }
        });
  }

  private Shops.Entry entry(Report report) {
    return Objects.requireNonNull(entries.get(report.order().siteId()));
  }

  private static Notification notification(Report report) {
    String body =
        report.order().reference() + "|" + report.uuid().orElseThrow() + "|" + report.word();
    return new Notification(
        Claim.Format.FORM,
        EventKind.END_OF_PAYMENT,
        EventKind.END_OF_PAYMENT,
        List.of(report),
        body.getBytes(StandardCharsets.UTF_8),
        Map.of());
  }

  private void requireStillPaid(OrderId id) {
    boolean now = ledger.order(id).filter(Order::isPaid).isPresent();
    if (now) {
      paid.add(id);
    } else if (paid.contains(id)) {
      throw new AssertionError("seed " + seed + ": a paid order was undone, " + id);
    }
  }

  private void resend(OrderId order) {
    resent.add(order);
    ledger.deliveries(order).stream()
        .findFirst()
        .ifPresent(delivery ->
            world.survives(() ->
                Bridge.run(
                    operator, "{\"action\":\"resend\",\"delivery\":\"" + delivery.id() + "\"}")));
  }

  private void check(OrderPage page) {
    Order expected = folded(page.order().id());
    assertThat(page.order().state()).isEqualTo(expected.state());
    assertThat(page.order().transactions()).isEqualTo(expected.transactions());
    assertThat(page.order().flags()).isEqualTo(expected.flags());
    page.deliveries().forEach(delivery -> check(delivery, page));
    checkOrder(page);
  }

  private Order folded(OrderId id) {
    List<Report> reports = told.getOrDefault(id, List.of());
    Order order = Order.adopted(reports.getFirst(), START);
    for (Report report : reports) {
      order =
          switch (order.after(report)) {
            case Moved(Order next, var _) -> next;
            case Overtaken(Order next, var _) -> next;
            case Flagged(Order next, var _) -> next;
            case Repeated _ -> order;
          };
    }
    return order;
  }

  /// Everything that moved an order is settled as its rule says, and was tried when it says.
  private void check(Delivery delivery, OrderPage page) {
    List<Attempt> automatic = delivery.attempts().stream().filter(one -> !one.byHand()).toList();
    assertThat(delivery.wakeAt()).isEmpty();
    assertThat(automatic.size()).isBetween(0, Schedule.QUARTER_HOURS.triesMax());
    switch (delivery.state()) {
      case DELIVERED -> assertThat(heard(delivery, page)).isTrue();
      case EXHAUSTED -> assertThat(automatic).hasSize(Schedule.QUARTER_HOURS.triesMax());
      case FAILED -> assertThat(delivery.schedule()).isEqualTo(Schedule.NEVER);
      case PENDING -> throw new AssertionError("never tried");
    }
    for (int i = 0; i < automatic.size(); i++) {
      Attempt attempt = automatic.get(i);
      assertThat(attempt.at()).isAfterOrEqualTo(attempt.due());
      if (i > 0) {
        assertThat(attempt.due()).isEqualTo(QuarterHours.after(automatic.get(i - 1).at()));
      }
    }
  }

  private boolean heard(Delivery delivery, OrderPage page) {
    HistoryLine line =
        page.history().stream()
            .filter(one -> one.id().equals(delivery.event()))
            .findFirst()
            .orElseThrow();
    byte[] bytes = line.received().orElseThrow().bytes();
    return world.heard.getOrDefault(delivery.url(), Set.of()).contains(Requests.text(bytes));
  }

  /// No delivery is tried by itself before those of its order that came before it are settled.
  private void checkOrder(OrderPage page) {
    if (resent.contains(page.order().id())) {
      return;
    }
    Instant settled = Instant.MIN;
    for (Delivery delivery : page.deliveries()) {
      for (Attempt attempt : delivery.attempts()) {
        assertThat(attempt.at()).isAfterOrEqualTo(settled);
      }
      settled = delivery.attempts().getLast().at();
      assertThat(delivery.state()).isNotEqualTo(State.PENDING);
    }
  }
}
