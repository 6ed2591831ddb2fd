package io.passerelle.function;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.passerelle.delivery.Delivery;
import io.passerelle.delivery.Delivery.State;
import io.passerelle.delivery.QuarterHours;
import io.passerelle.edge.Json;
import io.passerelle.function.GatewayInMemory.Made;
import io.passerelle.gateway.Vectors;
import io.passerelle.payment.Order;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.OrderState;
import io.passerelle.payment.Seed;
import io.passerelle.payment.SiteId;
import io.passerelle.payment.Transaction;
import io.passerelle.store.Ledger;
import io.passerelle.store.OrderPage;
import io.passerelle.store.TestKeyset;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The whole bridge in one process, from the buyer's click to what the shop heard last, where every
/// part fails, loses, doubles, delays and reorders, and workers die between any two writes.
///
/// Some hundred payments with every build. `bench/simulate` runs as many as one likes; `-Dseed=…`
/// and `-Dpayments=…` bring a run again.
class WholeBridgeTest {

  private static final int PAYMENTS = Integer.getInteger("payments", 300);
  private static final int SHOPS = 6;
  private static final Instant START = Instant.parse("2026-01-15T00:00:00Z");
  private static final Duration DAY = Duration.ofHours(20);

  /// Nothing that is dropped is told again; the bridge has to ask.
  private static final double DROPPED = 0.05;

  private static final Pattern ORDER_FIELD = Pattern.compile("vads_order_id=([^&]*)");
  private static final Pattern HIDDEN_ID =
      Pattern.compile("name=\"vads_trans_id\" value=\"([^\"]*)\"");

  /// What one attempt lives through at the gateway, hours apart; `!` marks what it does not
  /// announce.
  private static final List<List<String>> LIVES =
      List.of(
          List.of("AUTHORISED"),
          List.of("AUTHORISED", "!CAPTURED"),
          List.of("AUTHORISED", "CANCELLED"),
          List.of("AUTHORISED", "refund"),
          List.of("AUTHORISED", "!CAPTURED", "refund"),
          List.of("UNDER_VERIFICATION", "AUTHORISED"),
          List.of("UNDER_VERIFICATION", "REFUSED"),
          List.of("INITIAL", "AUTHORISED"),
          List.of("REFUSED", "again"),
          List.of("ABANDONED", "again"),
          List.of("REFUSED"),
          List.of("ABANDONED"));

  private final long seed = Seed.of(WholeBridgeTest.class);
  private final Random random = new Random(seed);
  private final GatewayInMemory gateway = new GatewayInMemory();
  private final FaultyWorld world = new FaultyWorld(random, START);
  private final CheckoutFunction checkout = new CheckoutFunction(world.wiring);
  private final GatewayNotificationFunction notifications =
      new GatewayNotificationFunction(world.wiring);
  private final OperatorFunction operator = new OperatorFunction(world.wiring);
  private final Ledger ledger = new Ledger(world.rows, TestKeyset.keys());
  private final Map<OrderId, Integer> attempts = new HashMap<>();
  private final Map<String, String> heardLast = new HashMap<>();
  private int ids;
  private int dropped;
  private int recovered;

  @Test
  void whateverFailsNothingIsLostUndoneOrDoneTwice() {
    PrintStream out = System.out;
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8));
    try {
      simulate();
    } finally {
      System.setOut(out);
    }
    attempts.keySet().forEach(this::check);

    System.out.printf(
        "WholeBridgeTest: %d payments, %d attempts to deliver, %d workers died or failed, %d"
            + " notifications dropped, %d deliveries recovered: 0 lost, 0 undone, 0 double%n",
        attempts.size(), world.attempts(), world.crashes(), dropped, recovered);
    assertThat(attempts).hasSize(PAYMENTS);
    assertThat(world.attempts()).isGreaterThan(2L * PAYMENTS);
    assertThat(world.crashes()).isPositive();
    assertThat(dropped).isPositive();
    assertThat(recovered).isPositive();
  }

  private void simulate() {
    world.asksGateway(outgoing -> {
      String account = outgoing.headers().getOrDefault("Authorization", "");
      return gateway.answer(outgoing, siteOf(account));
    });
    world.tellsHeard(outgoing -> hear(outgoing.url(), Requests.text(outgoing.body())));
    for (int i = 0; i < SHOPS; i++) {
      openShop(i);
    }
    world.faults(0.04, 0.45);
    for (int i = 0; i < PAYMENTS; i++) {
      OrderId order = new OrderId(site(shop()), "SO" + i);
      attempts.put(order, 0);
      world.at(
          START.plusMillis(random.nextLong(DAY.minusHours(8).toMillis())),
          () -> buy(order, LIVES.get(random.nextInt(LIVES.size()))));
    }
    world.runUntil(START.plus(DAY));
    world.faults(0, 0);
    world.runUntil(START.plus(DAY).plus(Duration.ofDays(3)));
    for (int i = 0; i < SHOPS; i++) {
      recover(i);
    }
    world.runUntil(START.plus(DAY).plus(Duration.ofDays(4)));
  }

  private void openShop(int i) {
    String rules =
        i % 2 == 0
            ? "[]"
            : """
            [{"kind":"END_OF_PAYMENT","alertEmails":"%s","replay":%b},
             {"kind":"CUSTOM","label":"ERP","urlTest":"https://erp%d.example/","format":"REST"}]\
            """
                .formatted(i == 1 ? "boss@shop.example" : "", i != 1, i);
    Json saved =
        Bridge.run(
            new OperatorFunction(world.wiring),
            """
            {"action":"saveShop","shop":{"siteId":"%s","testKey":"1122334455667788",
            "testRestPassword":"testpassword_%d",
            "connection":{"platform":"odoo","url":"https://shop%d.example"},"rules":%s}}\
            """
                .formatted(site(i), i, i, rules));
    assertThat(saved.get("status").number()).contains(200L);
  }

  /// One payment in fifty is of the shop whose people want mails, which cost more than all the
  /// rest.
  private int shop() {
    int any = random.nextInt(SHOPS);
    return any == 1 && random.nextInt(8) > 0 ? 0 : any;
  }

  private static SiteId site(int number) {
    return new SiteId(Integer.toString(20_000_000 + number));
  }

  private static String siteOf(String authorization) {
    String encoded = authorization.substring("Basic ".length());
    return new String(Base64.getDecoder().decode(encoded), UTF_8).split(":", 2)[0];
  }

  /// The buyer sends the shop's form until a page comes, and sometimes clicks twice.
  private void buy(OrderId order, List<String> life) {
    String id = "%06d".formatted(ids++);
    Instant now = world.clock.instant();
    byte[] form =
        Vectors.body(
            Requests.signed(
                GatewayInMemory.form(order.siteId().value(), order.reference(), id, now),
                Requests.KEY));
    attempts.merge(order, 1, Integer::sum);
    click(order, form, life, 20);
    if (random.nextInt(8) == 0) {
      world.in(Duration.ofMillis(200), () -> click(order, form, life, 20));
    }
  }

  private void click(OrderId order, byte[] form, List<String> life, int clicksLeft) {
    Optional<Json> page = answer(checkout, Requests.form("/vads-payment/", form));
    if (page.flatMap(one -> one.get("statusCode").number()).filter(one -> one == 200).isEmpty()) {
      assertThat(clicksLeft).as("seed %d: a buyer gave up", seed).isPositive();
      world.in(Duration.ofSeconds(20), () -> click(order, form, life, clicksLeft - 1));
      return;
    }
    Matcher id = HIDDEN_ID.matcher(page.get().get("body").text(""));
    assertThat(id.find()).isTrue();
    String transactionId = id.group(1);
    if (gateway.takes(order.siteId().value(), transactionId)) {
      Instant set = world.clock.instant();
      world.in(later(Duration.ofMinutes(5)), () -> live(order, transactionId, set, life));
    }
  }

  private void live(OrderId order, String id, Instant set, List<String> life) {
    String next = life.getFirst();
    if (next.equals("again")) {
      buy(order, List.of("AUTHORISED"));
    } else {
      String uuid = order.reference() + "-" + id;
      boolean refund = next.equals("refund");
      Made made =
          refund
              ? new Made(uuid + "-R", id, world.clock.instant(), "CREDIT", "AUTHORISED")
              : new Made(uuid, id, set, "DEBIT", next.replace("!", ""));
      if (!made.status().equals("ABANDONED")) {
        gateway.tells(order.siteId().value(), order.reference(), made);
      }
      announce(order, made, next);
    }
    if (life.size() > 1) {
      List<String> rest = life.subList(1, life.size());
      world.in(later(Duration.ofHours(3)), () -> live(order, id, set, rest));
    }
  }

  /// What ends a payment may be lost for good; what people do later is told again until it is
  /// heard, since nothing but a person would look for it.
  private void announce(OrderId order, Made made, String word) {
    if (word.startsWith("!")) {
      return;
    }
    boolean mayBeLost = !word.equals("refund") && !word.equals("CANCELLED");
    if (mayBeLost && random.nextDouble() < DROPPED) {
      dropped++;
      return;
    }
    int copies = random.nextInt(12) == 0 ? 2 : 1;
    for (int i = 0; i < copies; i++) {
      Duration late =
          random.nextInt(10) == 0 ? later(Duration.ofHours(2)) : later(Duration.ofSeconds(5));
      world.in(late, () -> notify(order, made, 4));
    }
  }

  private void notify(OrderId order, Made made, int replaysLeft) {
    byte[] body = gateway.notification(order.siteId().value(), order.reference(), made);
    boolean before = ledger.order(order).filter(Order::isPaid).isPresent();
    Optional<Json> reply = answer(notifications, Requests.ipn(body));
    if (before && !made.status().equals("CANCELLED")) {
      boolean after = ledger.order(order).filter(Order::isPaid).isPresent();
      assertThat(after).as("seed %d: a paid order was undone, %s", seed, order).isTrue();
    }
    if (reply.flatMap(one -> one.get("statusCode").number()).filter(one -> one == 200).isEmpty()) {
      Instant quarter = QuarterHours.after(world.clock.instant());
      // After its last replay a person sends it again, once the day is over.
      Instant next = replaysLeft > 0 ? quarter : START.plus(DAY).plusSeconds(1);
      world.at(next, () -> notify(order, made, replaysLeft - 1));
    }
  }

  /// Empty where the worker died or AWS failed: a 5xx to whoever called.
  private Optional<Json> answer(RequestStreamHandler function, String event) {
    List<Json> answers = new ArrayList<>();
    boolean survived = world.survives(() -> answers.add(Bridge.run(function, event)));
    return survived ? Optional.of(answers.getFirst()) : Optional.empty();
  }

  private Duration later(Duration most) {
    return Duration.ofMillis(random.nextLong(1, most.toMillis()));
  }

  private void hear(String url, String body) {
    Matcher order = ORDER_FIELD.matcher(body);
    if (order.find()) {
      heardLast.put(url + " " + order.group(1), body);
    }
  }

  private void recover(int shop) {
    Json answer =
        Bridge.run(
            operator,
            "{\"action\":\"recover\",\"siteId\":\"%s\",\"since\":\"%s\"}"
                .formatted(site(shop), START));
    assertThat(answer.get("status").number()).contains(200L);
    recovered += answer.get("body").get("deliveries").number().orElseThrow().intValue();
  }

  private void check(OrderId id) {
    OrderPage page = ledger.page(id).orElseThrow();
    try {
      checkTruth(page.order());
      page.deliveries().forEach(delivery -> checkHeard(delivery, page));
      checkLast(page);
    } catch (AssertionError e) {
      throw new AssertionError(
          "-Dseed=%d -Dpayments=%d, %s, gateway %s"
              .formatted(seed, PAYMENTS, page, gateway.of(id.siteId().value(), id.reference())),
          e);
    }
  }

  /// The order stands as the gateway knows it, and was paid and begun no more often than that.
  private void checkTruth(Order order) {
    List<Made> truth = gateway.of(order.id().siteId().value(), order.id().reference());
    boolean paid = truth.stream().anyMatch(Made::isPaid);
    boolean refunded = truth.stream().anyMatch(one -> one.operation().equals("CREDIT"));
    assertThat(order.isPaid()).isEqualTo(paid);
    assertThat(order.state() == OrderState.REFUNDED).isEqualTo(paid && refunded);
    assertThat(order.flags()).isEmpty();
    assertThat(order.starts()).hasSize(attempts.getOrDefault(order.id(), 0));
    for (Made one : truth) {
      Transaction known = order.transactions().get(one.uuid());
      if (known == null) {
        // A refusal that was lost, of an order that was paid at the next attempt: nobody asks.
        assertThat(paid && one.status().equals("REFUSED")).isTrue();
      } else if (!one.status().equals("CAPTURED")) {
        assertThat(known.state().name()).isEqualTo(one.status());
      }
    }
  }

  /// Only what a later notification overtook was never delivered.
  private static void checkHeard(Delivery delivery, OrderPage page) {
    boolean overtaken =
        page.deliveries().stream()
            .filter(one -> one.target().equals(delivery.target()))
            .filter(one -> one.id().number() > delivery.id().number())
            .anyMatch(one -> one.state() == State.DELIVERED);
    assertThat(delivery.wakeAt()).isEmpty();
    assertThat(delivery.state() == State.DELIVERED || overtaken).isTrue();
  }

  /// A careless shop keeps what it heard last: that must be the last that there was to tell.
  private void checkLast(OrderPage page) {
    page.deliveries().stream()
        .filter(one -> one.target().equals(Delivery.PLATFORM))
        .reduce((_, later) -> later)
        .ifPresent(last -> {
          String key = last.url() + " " + last.id().order().reference();
          byte[] bytes =
              ledger
                  .line(last.id().order(), last.event())
                  .flatMap(line -> line.received())
                  .orElseThrow()
                  .bytes();
          assertThat(heardLast.get(key)).isEqualTo(Requests.text(bytes));
        });
  }
}
