package io.passerelle.function;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.passerelle.edge.Json;
import io.passerelle.function.RefundingGateway.Made;
import io.passerelle.function.ShopifyInMemory.Asked;
import io.passerelle.gateway.Vectors;
import io.passerelle.payment.OperationId;
import io.passerelle.payment.OperationRequest;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.Refusal;
import io.passerelle.payment.Seed;
import io.passerelle.payment.SiteId;
import io.passerelle.payment.Wish;
import io.passerelle.store.Ledger;
import io.passerelle.store.TestKeyset;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// A shop of Shopify's whose payments, refunds, captures and voids go through the whole bridge,
/// where every call between shop, bridge and gateway fails now and then. No money moves twice, and
/// Shopify is told of each session as it ended.
///
/// Some hundred payments with every build, as many as `-Dorders=…` says, each with two requests
/// after it was resolved; ten thousand requests come of `-Dorders=7300`.
class ShopifySimulationTest {

  private static final int ORDERS = Integer.getInteger("orders", 120);
  private static final int REQUESTS_EACH = 2;
  private static final String SITE = "12345678";
  private static final long PRICE = 10_000;
  private static final Instant START = Instant.parse("2026-01-15T00:00:00Z");
  private static final Duration DAY = Duration.ofHours(20);
  private static final double DROPPED = 0.05;
  private static final Pattern HIDDEN_ID =
      Pattern.compile("name=\"vads_trans_id\" value=\"([^\"]*)\"");

  /// What a payment lives through at the gateway; `PAID` is what an accepted card leads to.
  private static final List<List<String>> LIVES =
      List.of(
          List.of("PAID"),
          List.of("PAID"),
          List.of("PAID"),
          List.of("UNDER_VERIFICATION", "PAID"),
          List.of("UNDER_VERIFICATION", "REFUSED"),
          List.of("REFUSED", "again"),
          List.of("ABANDONED", "again"),
          List.of("REFUSED"),
          List.of("ABANDONED"));

  /// Why a request may end undone: there is nothing to be done, or only a person may ask again.
  private static final Set<Refusal> FINAL =
      EnumSet.of(
          Refusal.NOTHING_LEFT,
          Refusal.TOO_MUCH,
          Refusal.CANCELLED,
          Refusal.CAPTURED_ALREADY,
          Refusal.BY_GATEWAY,
          Refusal.NOT_SHOWN,
          Refusal.UNCERTAIN);

  private final class Payment {
    final String id;
    final Asked session;
    final boolean aside;
    final List<String> life;
    final List<Request> requests = new ArrayList<>();
    String redirectUrl = "";
    int attempts;

    /// The attempts with which the buyer came to the gateway, where each is paid once.
    final Set<Integer> left = new HashSet<>();

    Payment(String id, boolean aside, List<String> life) {
      this.id = id;
      this.aside = aside;
      this.life = life;
      this.session = shopify.begins("Payment", id, aside);
    }
  }

  private record Request(String key, Wish wish, long amount, Asked session) {}

  private final long seed = Seed.of(ShopifySimulationTest.class);
  private final Random random = new Random(seed);
  private final FaultyWorld world = new FaultyWorld(random, START);
  private final RefundingGateway gateway = new RefundingGateway();
  private final LossyGateway calls = new LossyGateway(gateway, world, random);
  private final ShopifyInMemory shopify = new ShopifyInMemory(random, this::resolved);
  private final ShopifySessionFunction sessions = new ShopifySessionFunction(world.wiring);
  private final PayFunction buyers = new PayFunction(world.wiring);
  private final GatewayNotificationFunction notifications =
      new GatewayNotificationFunction(world.wiring);
  private final Ledger ledger = new Ledger(world.rows, TestKeyset.keys());
  private final Map<String, Payment> payments = new LinkedHashMap<>();
  private final Map<String, Payment> bySession = new HashMap<>();
  private double lostAnswers;
  private int lost;
  private int hashes;

  @Test
  void noMoneyMovesTwiceAndShopifyIsToldOfEachSessionAsItEnded() {
    PrintStream out = System.out;
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8));
    try {
      simulate();
    } finally {
      System.setOut(out);
    }
    Map<ShopifyInMemory.State, Integer> paid = new EnumMap<>(ShopifyInMemory.State.class);
    Map<ShopifyInMemory.State, Integer> asked = new EnumMap<>(ShopifyInMemory.State.class);
    payments
        .values()
        .forEach(payment -> {
          paid.merge(payment.session.state, 1, Integer::sum);
          payment.requests.forEach(one -> asked.merge(one.session.state, 1, Integer::sum));
        });
    System.out.printf(
        "ShopifySimulationTest: %d payments %s, %d requests %s; %d calls and %d reads at the"
            + " gateway, %d disturbed; %d calls at Shopify, %d disturbed, %d too early; %d answers"
            + " lost, %d workers died or failed%n",
        payments.size(),
        paid,
        asked.values().stream().mapToInt(Integer::intValue).sum(),
        asked,
        gateway.writes.size(),
        calls.reads(),
        calls.lost(),
        world.attempts(),
        shopify.disturbed(),
        shopify.early(),
        lost,
        world.crashes());
    assertThat(payments).hasSize(ORDERS);
    assertThat(shopify.violations).as("seed %d", seed).isEmpty();
    assertThat(calls.lost()).isPositive();
    assertThat(shopify.disturbed()).isPositive();
    assertThat(lost).isPositive();
    payments.values().forEach(this::check);
  }

  private void simulate() {
    world.asksGateway(calls::answer);
    world.asksShop(shopify::answer);
    Json saved =
        Bridge.run(
            new OperatorFunction(world.wiring),
            """
            {"action":"saveShop","shop":{"siteId":"%s","testKey":"1122334455667788",
            "testRestPassword":"testpassword_A","connection":{"platform":"shopify",
            "shopDomain":"%s","accessToken":"t"},"rules":[]}}\
            """
                .formatted(SITE, ShopifyShop.DOMAIN));
    assertThat(saved.get("status").number()).contains(200L);
    for (int i = 0; i < ORDERS; i++) {
      Payment payment =
          new Payment("s" + i, random.nextInt(3) == 0, LIVES.get(random.nextInt(LIVES.size())));
      payments.put(payment.id, payment);
      bySession.put(payment.session.gid, payment);
      world.at(START.plusMillis(random.nextLong(DAY.toMillis() / 2)), () -> begin(payment));
    }
    disturb(0.05, 0.03, 0.2);
    world.runUntil(START.plus(DAY));
    disturb(0, 0, 0);
    world.runUntil(START.plus(DAY).plus(Duration.ofDays(4)));
  }

  private void disturb(double each, double everywhere, double shopsDown) {
    lostAnswers = 2 * each;
    calls.faults(each);
    shopify.faults(each);
    world.faults(everywhere, shopsDown);
  }

  /// A buyer chooses to pay: Shopify asks, sometimes twice at once.
  private void begin(Payment payment) {
    String body =
        ShopifyShop.payment(
            "u0nwmSrNntjIWozmNslK5Tlq",
            payment.id,
            "cart-1",
            "cart-" + payment.id,
            "49.90",
            "100.00",
            "\"sale\"",
            payment.aside ? "\"authorization\"" : "\"sale\"");
    for (int copies = 1 + random.nextInt(2); copies > 0; copies--) {
      post("/shopify/payment", body, 200, payment.session, answer -> begun(payment, answer));
    }
  }

  /// The same session has the same answer, whoever asks and however often.
  private void begun(Payment payment, Json answer) {
    String url = ShopifyShop.redirectUrl(answer);
    if (payment.redirectUrl.isEmpty()) {
      payment.redirectUrl = url;
      world.in(later(Duration.ofSeconds(5)), () -> visit(payment, payment.life));
    }
    assertThat(url).isEqualTo(payment.redirectUrl);
  }

  private interface Heard {
    void hears(Json answer);
  }

  /// Shopify posts until it is answered. An answer may be lost, which makes it post again.
  private void post(String path, String body, long due, Asked session, Heard heard) {
    String event =
        ShopifyShop.event(
            "POST",
            path,
            "",
            Map.of("shopify-shop-domain", ShopifyShop.DOMAIN, "shopify-api-version", "2026-07"),
            body);
    Optional<Json> answer = answer(sessions, event);
    long status = answer.map(ShopifyShop::status).orElse(500L);
    assertThat(status).as("seed %d, %s %s", seed, body, answer).isIn(due, 500L, 503L);
    boolean comes = random.nextDouble() >= lostAnswers;
    lost += comes ? 0 : 1;
    if (status == due && comes) {
      Duration wire = later(Duration.ofSeconds(3));
      world.in(
          wire,
          () -> {
            session.answered = true;
            heard.hears(answer.orElseThrow());
          });
    } else {
      world.in(later(Duration.ofMinutes(3)), () -> post(path, body, due, session, heard));
    }
  }

  /// The buyer follows the address until a page comes, and sometimes clicks twice.
  private void visit(Payment payment, List<String> life) {
    int attempt = ++payment.attempts;
    click(payment, attempt, life);
    if (random.nextInt(8) == 0) {
      world.in(Duration.ofMillis(200), () -> click(payment, attempt, life));
    }
  }

  private void click(Payment payment, int attempt, List<String> life) {
    String token = payment.redirectUrl.substring(payment.redirectUrl.lastIndexOf('/') + 1);
    String event =
        ShopifyShop.event("GET", "/pay/" + token, "", Map.of("host", "pay.example.com"), "")
            .replaceFirst("\\{", "{\"pathParameters\":{\"token\":\"" + token + "\"},");
    Optional<Json> page = answer(buyers, event);
    if (page.map(ShopifyShop::status).filter(status -> status == 200).isEmpty()) {
      world.in(Duration.ofSeconds(20), () -> click(payment, attempt, life));
      return;
    }
    Matcher id = HIDDEN_ID.matcher(page.get().get("body").text(""));
    if (id.find() && payment.left.add(attempt)) {
      Instant set = world.clock.instant();
      String transaction = id.group(1);
      world.in(later(Duration.ofMinutes(5)), () -> live(payment, transaction, set, life));
    }
  }

  private void live(Payment payment, String transaction, Instant set, List<String> life) {
    String next = life.getFirst();
    if (next.equals("again")) {
      visit(payment, List.of("PAID"));
      return;
    }
    String accepted = payment.aside ? "AUTHORISED_TO_VALIDATE" : "AUTHORISED";
    String status = next.equals("PAID") ? accepted : next;
    String uuid = payment.id + "-" + transaction;
    if (!status.equals("ABANDONED")) {
      Made made = gateway.all.get(uuid);
      if (made == null) {
        made = gateway.pays(payment.id, uuid, status, PRICE);
        made.transactionId = transaction;
        made.at = set;
      }
      made.status = status;
      Made paid = made;
      world.in(later(Duration.ofHours(8)), () -> capture(paid));
    }
    announce(payment, transaction, set, status);
    if (life.size() > 1) {
      List<String> rest = life.subList(1, life.size());
      world.in(later(Duration.ofHours(2)), () -> live(payment, transaction, set, rest));
    }
  }

  /// What the gateway does by itself, and tells nobody.
  private static void capture(Made made) {
    if (made.status.equals("AUTHORISED")) {
      made.status = "CAPTURED";
    }
  }

  private void announce(Payment payment, String transaction, Instant set, String status) {
    for (int copies = random.nextDouble() < DROPPED ? 0 : 1 + random.nextInt(2);
        copies > 0;
        copies--) {
      Duration late = random.nextInt(10) == 0 ? Duration.ofHours(1) : Duration.ofSeconds(5);
      world.in(later(late), () -> notify(payment, transaction, set, status, 4));
    }
  }

  private void notify(
      Payment payment, String transaction, Instant set, String status, int replaysLeft) {
    Map<String, String> fields =
        new TreeMap<>(GatewayInMemory.form(SITE, payment.id, transaction, set));
    fields.put("vads_amount", Long.toString(PRICE));
    fields.put("vads_trans_status", status);
    fields.put("vads_hash", Integer.toHexString(hashes++));
    fields.put("vads_url_check_src", "PAY");
    if (!status.equals("ABANDONED")) {
      fields.put("vads_trans_uuid", payment.id + "-" + transaction);
      fields.put("vads_operation_type", "DEBIT");
      fields.put("vads_sequence_number", "1");
    }
    byte[] body = Vectors.body(Requests.signed(fields, Requests.KEY));
    Optional<Json> reply = answer(notifications, Requests.ipn(body));
    boolean taken = reply.map(ShopifyShop::status).filter(one -> one == 200).isPresent();
    if (!taken && replaysLeft > 0) {
      Duration quarter = Duration.ofMinutes(15);
      world.in(quarter, () -> notify(payment, transaction, set, status, replaysLeft - 1));
    }
  }

  /// The merchant sees a payment in the admin, and asks.
  private void resolved(Asked session) {
    Payment payment = bySession.get(session.gid);
    if (payment == null) {
      return;
    }
    for (int i = 0; i < REQUESTS_EACH; i++) {
      String key = payment.id + "-" + i;
      world.in(later(Duration.ofHours(7)), () -> ask(payment, key));
    }
  }

  private void ask(Payment payment, String key) {
    int dice = random.nextInt(8);
    Wish wish = dice == 0 ? Wish.CANCEL : payment.aside && dice < 5 ? Wish.CAPTURE : Wish.REFUND;
    long amount = random.nextInt(4) == 0 ? PRICE : 100L * (1 + random.nextInt(60));
    String kind =
        switch (wish) {
          case CANCEL -> "Void";
          case CAPTURE -> "Capture";
          default -> "Refund";
        };
    Asked session = shopify.begins(kind, key, false);
    payment.requests.add(new Request(key, wish, amount, session));
    String money =
        wish == Wish.CANCEL
            ? ""
            : "\"amount\":\"%d.00\",\"currency\":\"EUR\",".formatted(amount / 100);
    String body =
        """
        {"id":"%s","gid":"%s","payment_id":"%s",%s"test":true,
         "proposed_at":"2026-01-15T10:00:00Z"}\
        """
            .formatted(key, session.gid, payment.id, money);
    String path = "/shopify/" + kind.toLowerCase(Locale.ROOT);
    for (int copies = 1 + random.nextInt(3); copies > 0; copies--) {
      Duration late = random.nextInt(3) == 0 ? later(Duration.ofMinutes(20)) : Duration.ZERO;
      world.in(late, () -> post(path, body, 201, session, _ -> {}));
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

  private void check(Payment payment) {
    OrderId order = new OrderId(new SiteId(SITE), payment.id);
    try {
      checkPayment(payment);
      payment.requests.forEach(request -> checkRequest(order, request));
    } catch (AssertionError e) {
      throw new AssertionError(
          "-Dseed=%d -Dorders=%d, %s, gateway %s, %s, %s"
              .formatted(
                  seed,
                  ORDERS,
                  e.getMessage(),
                  gateway(payment),
                  payment.requests,
                  ledger.page(order)),
          e);
    }
  }

  private String gateway(Payment payment) {
    StringBuilder told = new StringBuilder();
    gateway
        .of(payment.id)
        .forEach(one ->
            told.append(one.uuid + " " + one.status + " " + one.amount + " " + one.by + "\n"));
    return told.toString();
  }

  /// Paid once and resolved; rejected only where Shopify waited for what will never come.
  private void checkPayment(Payment payment) {
    List<Made> paid =
        gateway.of(payment.id).stream()
            .filter(one -> one.operation.equals("DEBIT") && !one.status.equals("REFUSED"))
            .toList();
    assertThat(paid).hasSizeLessThanOrEqualTo(1);
    switch (payment.session.state) {
      case RESOLVED -> assertThat(paid).hasSize(1);
      case REJECTED -> assertThat(payment.life).containsExactly("UNDER_VERIFICATION", "REFUSED");
      case OPEN -> assertThat(paid).isEmpty();
      case PENDING -> assertThat(payment.session.state).isNotEqualTo(ShopifyInMemory.State.PENDING);
    }
    long credits = paid.stream().mapToLong(one -> gateway.refunded(one.uuid)).sum();
    assertThat(credits).isLessThanOrEqualTo(paid.stream().mapToLong(one -> one.amount).sum());
  }

  /// What the gateway did for a request is what Shopify was told, and no more than was asked.
  private void checkRequest(OrderId order, Request asked) {
    OperationRequest request = ledger.operation(new OperationId(order, asked.key())).orElseThrow();
    boolean done = request.state() == OperationRequest.State.DONE;
    assertThat(request.isOver()).isTrue();
    assertThat(asked.session().state)
        .isEqualTo(done ? ShopifyInMemory.State.RESOLVED : ShopifyInMemory.State.REJECTED);
    request.why().ifPresent(why -> assertThat(why).isIn(FINAL));
    long moved = gateway.moved.getOrDefault(asked.wish() + " " + asked.key(), 0L);
    if (asked.wish() == Wish.REFUND) {
      assertThat(moved).isEqualTo(done ? asked.amount() : 0);
    }
    long credits =
        gateway.of(order.reference()).stream()
            .filter(one -> one.by.equals("REFUND " + asked.key()))
            .count();
    assertThat(credits).isLessThanOrEqualTo(1);
  }
}
