package io.passerelle.function;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.card.CardReminder;
import io.passerelle.card.CardToken;
import io.passerelle.delivery.Delivery;
import io.passerelle.desk.PaymentLinks;
import io.passerelle.edge.Json;
import io.passerelle.payment.Mode;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.OrderState;
import io.passerelle.payment.SiteId;
import io.passerelle.paymentorder.Defaults;
import io.passerelle.paymentorder.Draft;
import io.passerelle.paymentorder.LinkCode;
import io.passerelle.paymentorder.PaymentOrder;
import io.passerelle.paymentorder.Validity;
import io.passerelle.store.CardMonth;
import io.passerelle.store.CardTokens;
import io.passerelle.store.Change;
import io.passerelle.store.PaymentOrders;
import io.passerelle.store.RecoveryRun;
import io.passerelle.store.RecoveryRuns;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// One payment through the recorded events, one of each function: `events/` is signed with the key
/// 1122334455667788 in TEST, and happens at 2026-01-15T10:00:00Z.
class RecordedEventsTest {

  private final Bridge bridge = new Bridge();

  @Test
  void aPaymentGoesItsWayThroughEveryFunction() {
    Json saved = bridge.operator(Bridge.event("operator"));
    assertThat(saved.get("status").number()).contains(200L);
    assertThat(saved.get("body").get("hasTestKey").flag()).contains(true);

    Json page = Bridge.run(new CheckoutFunction(bridge.wiring), Bridge.event("checkout"));
    assertThat(page.get("statusCode").number()).contains(200L);
    assertThat(page.get("body").text(""))
        .contains("action=\"https://secure.lyra.com/vads-payment/\"");
    assertThat(bridge.order().state()).isEqualTo(OrderState.STARTED);

    String notification = Bridge.event("gateway-notification");
    Json reply = Bridge.run(new GatewayNotificationFunction(bridge.wiring), notification);
    assertThat(reply.get("statusCode").number()).contains(200L);
    assertThat(reply.get("body").text()).contains("OK-Accepted payment, order has been updated.");
    assertThat(bridge.order().state()).isEqualTo(OrderState.PAID);

    bridge.shopAnswers(503);
    Json delivered = Bridge.run(new DeliveryFunction(bridge.wiring), Bridge.event("delivery"));
    assertThat(delivered.get("batchItemFailures").items()).isEmpty();
    assertThat(bridge.calls.getFirst().url()).isEqualTo("https://shop.example/payment/lyra/ipn");
    assertThat(new String(bridge.calls.getFirst().body(), UTF_8)).isEqualTo(body(notification));
    assertThat(bridge.delivery().due()).contains(Instant.parse("2026-01-15T10:15:00Z"));

    Json mailed = Bridge.run(new MailFunction(bridge.wiring), Bridge.event("mail"));
    assertThat(mailed.get("batchItemFailures").items()).isEmpty();
    assertThat(bridge.mails).hasSize(1);
    assertThat(bridge.mails.getFirst().to()).containsExactly("boss@shop.example");

    bridge.deliveryQueue.lose();
    bridge.clock.moveTo(Instant.parse("2026-01-15T10:15:00Z"));
    Bridge.run(new SweepFunction(bridge.wiring), Bridge.event("sweep"));
    bridge.work();
    assertThat(bridge.delivery().state()).isEqualTo(Delivery.State.DELIVERED);
    assertThat(bridge.calls).hasSize(2);
    assertThat(bridge.calls.get(1).body()).isEqualTo(bridge.calls.get(0).body());

    RefundingGateway gateway = new RefundingGateway();
    gateway.pays("SO0042-1", "0123456789abcdef0123456789abcdef", "CAPTURED", 4_990);
    bridge.asksGateway(gateway::answer);
    bridge.operator(
        "{\"action\":\"refund\",\"siteId\":\"12345678\",\"orderId\":\"SO0042-1\","
            + "\"key\":\"refund-0001\",\"amount\":1000}");
    Json performed = Bridge.run(new OperationFunction(bridge.wiring), Bridge.event("operation"));
    assertThat(performed.get("batchItemFailures").items()).isEmpty();
    assertThat(gateway.writes).hasSize(1);
  }

  @Test
  void aRecoveryGoesOn() {
    bridge.operator(Bridge.event("operator"));
    SiteId shop = new SiteId("12345678");
    bridge.answers.add(Bridge.answered(503, "Maintenance"));
    Bridge.run(
        new GatewayNotificationFunction(bridge.wiring), Bridge.event("gateway-notification"));
    bridge.work();
    RecoveryRuns runs = bridge.wiring.recoveryRuns();
    runs.save(
        RecoveryRun.begun(
            shop,
            Bridge.START,
            RecoveryCursor.start(Bridge.START).toString(),
            new RecoveryRun.Sum(0, 0, 0, 0),
            Bridge.START,
            0));

    Json recovered = Bridge.run(new RecoveryFunction(bridge.wiring), Bridge.event("recovery"));
    bridge.work();

    assertThat(recovered.get("batchItemFailures").items()).isEmpty();
    assertThat(runs.find(shop).orElseThrow().isOver()).isTrue();
    assertThat(bridge.delivery().state()).isEqualTo(Delivery.State.DELIVERED);
  }

  @Test
  void aPlatformsBuyerPaysAndComesBack() {
    bridge.operator(Bridge.event("operator"));
    new Checkouts(bridge).add(Checkouts.session());

    Json page = Bridge.run(new PayFunction(bridge.wiring), Bridge.event("pay"));
    assertThat(page.get("statusCode").number()).contains(200L);
    assertThat(Checkouts.inputs(page))
        .containsEntry(
            "vads_url_return",
            "https://a1b2c3d4e5.execute-api.eu-west-3.amazonaws.com/return/" + Checkouts.TOKEN);

    Json back = Bridge.run(new ReturnFunction(bridge.wiring), Bridge.event("return"));
    assertThat(back.get("statusCode").number()).contains(200L);
    assertThat(back.get("body").text("")).contains("Un instant", "SO0042-1");
  }

  @Test
  void aPaymentOrdersLinkIsOpened() {
    bridge.operator(Bridge.event("operator"));
    add("URL");

    Json page = Bridge.run(new PaymentOrderFunction(bridge.wiring), Bridge.event("payment-order"));

    assertThat(page.get("statusCode").number()).contains(200L);
    assertThat(page.get("body").text("")).contains("F-2026-17", "49,90", "/t/s0mec0de0fdetest");
  }

  @Test
  void anInvoicesReferenceLeadsToItsLink() {
    bridge.operator(Bridge.event("operator"));
    add("INVOICE");

    Json reply = Bridge.run(new InvoiceFunction(bridge.wiring), Bridge.event("invoice"));

    assertThat(reply.get("statusCode").number()).contains(303L);
    assertThat(reply.get("headers").get("location").text()).contains("/t/s0mec0de0fdetest");
  }

  private void add(String channel) {
    OrderId id = new OrderId(new SiteId("12345678"), "F-2026-17");
    Defaults defaults = new Defaults(Mode.TEST, new Validity(ZoneOffset.UTC, 30), false);
    PaymentOrder order =
        Draft.read(
                Map.of("amount", "4990", "channel", channel, "reference", "R"),
                defaults,
                Bridge.START)
            .orders(id.siteId(), "any", () -> new byte[LinkCode.BYTES], Bridge.START)
            .getFirst()
            .copied(
                id,
                new LinkCode("s0mec0de0fdetest"),
                Bridge.START,
                Bridge.START.plusSeconds(3_600));
    new PaymentOrders(bridge.rows).add(order, PaymentLinks.session(order));
  }

  @Test
  void aClientOfTheGatewaysMakesAPaymentOrder() {
    bridge.operator(Bridge.event("operator"));

    Json reply =
        Bridge.run(new GatewayServicesFunction(bridge.wiring), Bridge.event("gateway-services"));

    Json envelope = Json.parse(reply.get("body").text(""));
    assertThat(reply.get("statusCode").number()).contains(200L);
    assertThat(envelope.get("status").text()).contains("SUCCESS");
    assertThat(envelope.get("answer").get("paymentURL").text(""))
        .startsWith("https://a1b2c3d4e5.execute-api.eu-west-3.amazonaws.com/t/");
    assertThat(envelope.get("answer").get("expirationDate").text())
        .contains("2026-02-14T17:00:00+00:00");
  }

  @Test
  void aMerchantsProgramMakesAPaymentOrderOnceHoweverOftenItAsks() {
    bridge.operator(Bridge.event("operator"));
    PaymentOrderApiFunction function = new PaymentOrderApiFunction(bridge.wiring);

    Json made = Bridge.run(function, Bridge.event("payment-order-api"));
    Json again = Bridge.run(function, Bridge.event("payment-order-api"));

    assertThat(made.get("statusCode").number()).contains(201L);
    assertThat(made.get("headers").get("location").text())
        .contains("/api/payment-orders/F-2026-19");
    assertThat(again.get("statusCode").number()).contains(201L);
    assertThat(again.get("body").text()).isEqualTo(made.get("body").text());
  }

  @Test
  void aPaymentOrderIsSent() {
    bridge.operator(Bridge.event("operator"));
    bridge.operator(
        "{\"action\":\"createPaymentOrder\",\"siteId\":\"12345678\",\"reference\":\"F-2026-17\","
            + "\"channel\":\"SMS\",\"phone\":\"+33612345678\",\"amount\":4990}");

    Json sent = Bridge.run(new SendFunction(bridge.wiring), Bridge.event("send"));

    assertThat(sent.get("batchItemFailures").items()).isEmpty();
    assertThat(bridge.texts.sent())
        .singleElement()
        .satisfies(sms -> assertThat(sms.text()).contains("49,90", "/t/"));
  }

  @Test
  void aFileOfPaymentOrdersIsTakenOver() {
    bridge.operator(Bridge.event("operator"));
    bridge.files.put("imports/12345678/march.csv", "02;12345678;TEST;ALL\nURL;;M-1;4990\n");
    bridge.files.tagged("b1946ac92492d2347c6235b4d2611184");

    Json answer = Bridge.run(new ImportFunction(bridge.wiring), Bridge.event("import"));

    assertThat(answer.get("batchItemFailures").items()).isEmpty();
    assertThat(new PaymentOrders(bridge.rows).find(new OrderId(new SiteId("12345678"), "M-1")))
        .isPresent();
  }

  @Test
  void aKeptCardIsSuspendedAndThenRenewed() {
    bridge.operator(Bridge.event("operator"));
    String token = "6af9d54d49794395bafb8a41941399e2";
    bridge.notification(
        Requests.notification(
            "AUTHORISED", "vads_identifier", token, "vads_identifier_status", "CREATED"));
    bridge.work();
    bridge.mails.clear();
    bridge.asksGateway(_ ->
        Bridge.answered(
            200,
            "{\"status\":\"SUCCESS\",\"mode\":\"TEST\",\"answer\":{\"paymentMethodToken\":\""
                + token
                + "\",\"tokenDetails\":{\"pan\":\"XXXXXXXXXXXX0014\"}}}"));

    Json told = Bridge.run(new CardUpdateFunction(bridge.wiring), Bridge.event("card-update"));
    bridge.work();
    bridge.clock.moveTo(Bridge.START.plus(Duration.ofDays(8)));
    Json checked = Bridge.run(new CardCheckFunction(bridge.wiring), Bridge.event("card-check"));

    assertThat(told.get("statusCode").number()).contains(200L);
    assertThat(checked.get("batchItemFailures").items()).isEmpty();
    assertThat(bridge.mails).hasSize(1);
    assertThat(bridge.questions).hasSize(2);
  }

  @Test
  void aCompanysMonthIsPlannedAndDoneOnce() {
    bridge.withShop();
    CardMonth.Id month = new CardMonth.Id("Épicerie & Fils", Mode.TEST, YearMonth.of(2026, 1));

    Bridge.run(new CardMonthFunction(bridge.wiring), Bridge.event("card-month"));
    Json first = Bridge.run(new CardFileFunction(bridge.wiring), Bridge.event("card-file"));
    CardMonth done = bridge.wiring.cardMonths().find(month).orElseThrow();
    bridge.clock.moveTo(Bridge.START.plus(Duration.ofDays(1)));
    Json second = Bridge.run(new CardFileFunction(bridge.wiring), Bridge.event("card-file"));

    assertThat(first.get("batchItemFailures").items()).isEmpty();
    assertThat(second.get("batchItemFailures").items()).isEmpty();
    assertThat(done.ended()).contains(Bridge.START);
    assertThat(bridge.wiring.cardMonths().find(month)).contains(done);
    assertThat(bridge.cardFileQueue.sent()).isEqualTo(2);
  }

  @Test
  void aMessageOfNoKnownKindComesAgain() {
    assertThat(bridge.cardFile("bake:bread")).isTrue();
    assertThat(bridge.cardFile("month")).isTrue();
    assertThat(bridge.cardFile("month:%%")).isTrue();
  }

  @Test
  void aRemindersLinkIsOpened() {
    bridge.operator(Bridge.event("operator"));
    bridge.notification(
        Requests.notification(
            "AUTHORISED",
            "vads_identifier",
            "kept",
            "vads_identifier_status",
            "CREATED",
            "vads_card_number",
            "497010XXXXXX0014",
            "vads_expiry_month",
            "2",
            "vads_expiry_year",
            "2026"));
    CardToken token = new CardTokens(bridge.rows).find(Mode.TEST, "kept").getFirst();
    bridge.ledger.write(
        new Change().with(CardReminder.of(token, "Zm9yLWEtdGVzdC1hbG9uZQ", Bridge.START)));

    Json page = Bridge.run(new CardRenewalFunction(bridge.wiring), Bridge.event("card-renewal"));

    assertThat(page.get("statusCode").number()).contains(200L);
    assertThat(page.get("body").text("")).contains("•••• 0014", "/card/Zm9yLWEtdGVzdC1hbG9uZQ");
  }

  private static String body(String event) {
    String base64 = Json.parse(event).get("body").text("");
    return new String(Base64.getDecoder().decode(base64), UTF_8);
  }
}
