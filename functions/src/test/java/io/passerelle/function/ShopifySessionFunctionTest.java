package io.passerelle.function;

import static io.passerelle.function.ShopifyShop.payment;
import static io.passerelle.function.ShopifyShop.redirectUrl;
import static io.passerelle.function.ShopifyShop.status;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.delivery.Delivery;
import io.passerelle.delivery.Outgoing;
import io.passerelle.edge.Json;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.OrderState;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShopifySessionFunctionTest {

  private final ShopifyShop shop = new ShopifyShop();
  private final Bridge bridge = shop.bridge;

  @Test
  void aSessionIsAnsweredWithWhereItsBuyerPays() {
    Json reply = shop.session("/shopify/payment", payment());

    assertThat(status(reply)).isEqualTo(200);
    assertThat(redirectUrl(reply)).startsWith("https://pay.example.com/pay/");
    assertThat(reply.get("body").text("").length()).isLessThan(8_192);
    assertThat(bridge.calls).as("nothing is told before the answer").isEmpty();
  }

  @Test
  void theSameSessionTenTimesAtOnceIsOne() throws Exception {
    List<Callable<String>> calls =
        Collections.nCopies(10, () -> redirectUrl(shop.session("/shopify/payment", payment())));
    Set<String> answers = new HashSet<>();
    try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<String> answer : workers.invokeAll(calls)) {
        answers.add(answer.get());
      }
    }

    assertThat(answers).hasSize(1);
    assertThat(bridge.stored())
        .filteredOn(row -> row.key().partition().startsWith("TOKEN#"))
        .hasSize(1);
  }

  @Test
  void theSameSessionWithAnotherAmountIsRefused() {
    Json first = shop.session("/shopify/payment", payment());
    Json second = shop.session("/shopify/payment", payment("49.90", "4.99"));

    assertThat(status(first)).isEqualTo(200);
    assertThat(status(second)).isEqualTo(409);
  }

  @ParameterizedTest
  @CsvSource({
    "49.90, 1.005, 422",
    "EUR, XXX, 422",
    "\"test\":true, \"test\":false, 409",
    "sale, gift, 422",
  })
  void whatCannotBePaidIsRefusedBeforeItsBuyerLeaves(String old, String with, int status) {
    Json reply = shop.session("/shopify/payment", payment(old, with));

    assertThat(status(reply)).isEqualTo(status);
    assertThat(bridge.ledger.order(ShopifyShop.ORDER)).isEmpty();
  }

  @Test
  void aShopThatIsNotConnectedIsUnknown() {
    Json reply =
        Bridge.run(
            new ShopifySessionFunction(bridge.wiring),
            ShopifyShop.event(
                "POST",
                "/shopify/payment",
                "",
                Map.of("shopify-shop-domain", "evil.myshopify.com.example"),
                payment()));

    assertThat(status(reply)).isEqualTo(404);
  }

  @Test
  void aPaymentIn3TimesIsOneThatTheShopOffers() {
    assertThat(status(shop.session("/shopify/payment/3x", payment()))).isEqualTo(200);
    Json tooSmall = shop.session("/shopify/payment/4x", payment("Tlq", "Tlr"));
    assertThat(status(tooSmall)).isGreaterThanOrEqualTo(400);
  }

  @Test
  void aPaymentIsResolvedAndItsBuyerGoesOnAtShopify() {
    String url = redirectUrl(shop.session("/shopify/payment", payment()));
    assertThat(shop.pay(url).get("body").text(""))
        .contains("action=\"https://secure.lyra.com/vads-payment/\"");
    bridge.answers.add(Bridge.answered(200, ShopifyShop.TAKEN));

    shop.gatewayTells("AUTHORISED");
    bridge.work();

    Outgoing told = bridge.calls.getFirst();
    assertThat(told.url())
        .isEqualTo("https://lyra-own.myshopify.com/payments_apps/api/2026-07/graphql.json");
    assertThat(told.headers()).containsEntry("X-Shopify-Access-Token", "shpat_1");
    assertThat(new String(told.body(), UTF_8))
        .contains("paymentSessionResolve(id: $id)")
        .contains("gid://shopify/PaymentSession/u0nwmSrNntjIWozmNslK5Tlq");
    Json back = shop.pay(url);
    assertThat(status(back)).isEqualTo(303);
    assertThat(back.get("headers").get("location").text())
        .contains("https://lyra-own.myshopify.com/thanks");
  }

  @Test
  void aRefusalIsNotToldAndTheBuyerTriesAgain() {
    String url = redirectUrl(shop.session("/shopify/payment", payment()));
    shop.pay(url);

    shop.gatewayTells("REFUSED");
    bridge.work();
    bridge.clock.moveBy(Duration.ofMinutes(1));
    Json again = shop.pay(url);

    assertThat(bridge.calls).isEmpty();
    assertThat(shop.order().state()).isEqualTo(OrderState.REFUSED);
    assertThat(again.get("body").text("")).contains("vads-payment");
    assertThat(shop.order().starts()).hasSize(2);
  }

  @Test
  void whatShopifyThrottlesIsToldAgainWithinSecondsAndNobodyIsMailed() {
    shop.pay(redirectUrl(shop.session("/shopify/payment", payment())));
    bridge.answers.add(
        Bridge.answered(200, "{\"errors\":[{\"extensions\":{\"code\":\"THROTTLED\"}}]}"));
    bridge.answers.add(Bridge.answered(429, "<html>bot challenge</html>"));
    bridge.answers.add(Bridge.answered(200, ShopifyShop.TAKEN));

    shop.gatewayTells("AUTHORISED");
    bridge.work();
    bridge.clock.moveBy(Duration.ofSeconds(5));
    bridge.work();
    bridge.clock.moveBy(Duration.ofSeconds(10));
    bridge.work();

    assertThat(bridge.calls).hasSize(3);
    assertThat(delivery().state()).isEqualTo(Delivery.State.DELIVERED);
    assertThat(bridge.mails).isEmpty();
  }

  @Test
  void aDayOfSilenceIsSeventeenTriesAndTheMerchantIsToldFromTheNinthOn() {
    shop.pay(redirectUrl(shop.session("/shopify/payment", payment())));
    for (int i = 0; i < 20; i++) {
      bridge.answers.add(Bridge.answered(503, ""));
    }

    shop.gatewayTells("AUTHORISED");
    for (int minutes = 0; minutes < 25 * 60; minutes++) {
      bridge.work();
      bridge.clock.moveBy(Duration.ofSeconds(60));
    }

    assertThat(bridge.calls).hasSize(17);
    assertThat(delivery().state()).isEqualTo(Delivery.State.EXHAUSTED);
    assertThat(bridge.mails).hasSize(9);
  }

  @Test
  void aDeadTokenIsNotTriedAgainAndTheMerchantIsTold() {
    shop.pay(redirectUrl(shop.session("/shopify/payment", payment())));
    bridge.answers.add(Bridge.answered(401, "{\"errors\":\"Invalid API key\"}"));

    shop.gatewayTells("AUTHORISED");
    bridge.work();

    assertThat(bridge.calls).hasSize(1);
    assertThat(delivery().state()).isEqualTo(Delivery.State.EXHAUSTED);
    assertThat(bridge.mails).hasSize(1);
  }

  @Test
  void twoSessionsOfOneCheckoutAreNotBothPaid() {
    String first = redirectUrl(shop.session("/shopify/payment", payment()));
    String second = redirectUrl(shop.session("/shopify/payment", payment("Tlq", "Tlr")));
    shop.pay(first);
    bridge.answers.add(Bridge.answered(200, ShopifyShop.TAKEN));
    shop.gatewayTells("AUTHORISED");
    bridge.work();

    Json reply = shop.pay(second);

    assertThat(reply.get("headers").get("location").text())
        .contains("https://lyra-own.myshopify.com/thanks");
  }

  /// With two windows open before either is paid nothing can be kept from being paid twice.
  @Test
  void twoSessionsOfOneCheckoutThatAreBothPaidAreToldToTheMerchant() {
    shop.pay(redirectUrl(shop.session("/shopify/payment", payment())));
    shop.pay(redirectUrl(shop.session("/shopify/payment", payment("Tlq", "Tlr"))));
    bridge.answers.add(Bridge.answered(200, ShopifyShop.TAKEN));
    bridge.answers.add(Bridge.answered(200, ShopifyShop.TAKEN));
    shop.gatewayTells("AUTHORISED");
    bridge.work();
    assertThat(bridge.mails).isEmpty();
    OrderId second = new OrderId(ShopifyShop.ORDER.siteId(), "u0nwmSrNntjIWozmNslK5Tlr");
    byte[] paid =
        Requests.notification(
            "AUTHORISED",
            "vads_site_id",
            "34567890",
            "vads_order_id",
            second.reference(),
            "vads_trans_id",
            bridge.ledger.order(second).orElseThrow().starts().getLast().attempt().transactionId(),
            "vads_trans_uuid",
            "abcdef0123456789abcdef0123456789");

    bridge.notification(paid);
    bridge.notification(paid);
    bridge.work();

    assertThat(bridge.mails).hasSize(1);
    assertThat(bridge.mails.getFirst().message()).contains("zmNslK5Tlr", "e_deux_fois");
  }

  @Test
  void aPaymentThatWasWaitedForInVainIsRejectedAndNotPaidAgain() {
    String url = redirectUrl(shop.session("/shopify/payment", payment()));
    shop.pay(url);
    bridge.answers.add(Bridge.answered(200, ShopifyShop.TAKEN));
    bridge.answers.add(Bridge.answered(200, ShopifyShop.TAKEN));

    shop.gatewayTells("UNDER_VERIFICATION");
    bridge.work();
    shop.gatewayTells("REFUSED");
    bridge.work();

    assertThat(bridge.calls).hasSize(2);
    assertThat(new String(bridge.calls.getFirst().body(), UTF_8))
        .contains("PARTNER_ACTION_REQUIRED");
    assertThat(new String(bridge.calls.getLast().body(), UTF_8)).contains("paymentSessionReject");
    assertThat(status(shop.pay(url))).isEqualTo(409);
  }

  @Test
  void aRefundIsTakenOnceAndAnsweredWithAnEmptyObject() {
    shop.pay(redirectUrl(shop.session("/shopify/payment", payment())));
    bridge.answers.add(Bridge.answered(200, ShopifyShop.TAKEN));
    shop.gatewayTells("CAPTURED");
    bridge.work();
    String refund =
        """
        {"id":"r1","gid":"gid://shopify/RefundSession/r1","payment_id":"u0nwmSrNntjIWozmNslK5Tlq",
         "amount":"10.00","currency":"EUR","test":true,"proposed_at":"2026-01-15T10:00:00Z"}
        """;

    Json first = shop.session("/shopify/refund", refund);
    Json second = shop.session("/shopify/refund", refund);

    assertThat(status(first)).isEqualTo(201);
    assertThat(first.get("body").text()).contains("{}");
    assertThat(status(second)).isEqualTo(201);
    assertThat(bridge.ledger.operations(ShopifyShop.ORDER)).hasSize(1);
  }

  @Test
  void aTestRefundOfARealPaymentIsRefused() {
    bridge.operator(
        """
        {"action":"saveShop","shop":{"siteId":"34567890","mode":"PRODUCTION",
         "productionKey":"8877665544332211","productionRestPassword":"prodpassword_of_own"}}
        """);
    String real = payment("\"test\":true", "\"test\":false");
    shop.pay(redirectUrl(shop.session("/shopify/payment", real)));

    Json reply =
        shop.session(
            "/shopify/refund",
            """
            {"id":"r1","gid":"gid://shopify/RefundSession/r1",
             "payment_id":"u0nwmSrNntjIWozmNslK5Tlq","amount":"10.00","currency":"EUR","test":true}
            """);

    assertThat(status(reply)).isEqualTo(404);
    assertThat(bridge.ledger.operations(ShopifyShop.ORDER)).isEmpty();
  }

  /// Who goes back to tests has still to give real money back.
  @Test
  void aRealPaymentIsRefundedAlsoAfterTheShopWentBackToTests() {
    String mode = "{\"action\":\"saveShop\",\"shop\":{\"siteId\":\"34567890\",\"mode\":\"%s\"%s}}";
    bridge.operator(
        mode.formatted(
            "PRODUCTION",
            ",\"productionKey\":\"8877665544332211\",\"productionRestPassword\":\"prodpassword_o\""));
    String real = payment("\"test\":true", "\"test\":false");
    shop.pay(redirectUrl(shop.session("/shopify/payment", real)));
    bridge.operator(mode.formatted("TEST", ""));

    Json reply =
        shop.session(
            "/shopify/refund",
            """
            {"id":"r1","gid":"gid://shopify/RefundSession/r1",
             "payment_id":"u0nwmSrNntjIWozmNslK5Tlq","amount":"10.00","currency":"EUR","test":false}
            """);

    assertThat(status(reply)).isEqualTo(201);
  }

  @Test
  void aRefundOfAnUnknownPaymentIsRefused() {
    Json reply =
        shop.session(
            "/shopify/refund",
            """
            {"id":"r1","gid":"gid://shopify/RefundSession/r1","payment_id":"nobody",
             "amount":"10.00","currency":"EUR","test":true}
            """);

    assertThat(status(reply)).isEqualTo(404);
  }

  @Test
  void aRefundOfMoreThanThereIsIsRejectedAtShopify() {
    shop.pay(redirectUrl(shop.session("/shopify/payment", payment())));
    bridge.answers.add(Bridge.answered(200, ShopifyShop.TAKEN));
    shop.gatewayTells("CAPTURED");
    bridge.work();
    bridge.answers.add(
        Bridge.answered(200, "{\"data\":{\"refundSessionReject\":{\"userErrors\":[]}}}"));

    Json reply =
        shop.session(
            "/shopify/refund",
            """
            {"id":"r1","gid":"gid://shopify/RefundSession/r1",
             "payment_id":"u0nwmSrNntjIWozmNslK5Tlq","amount":"100.00","currency":"EUR","test":true}
            """);
    bridge.work();

    assertThat(status(reply)).isEqualTo(201);
    assertThat(new String(bridge.calls.getLast().body(), UTF_8))
        .contains("refundSessionReject")
        .contains("gid://shopify/RefundSession/r1")
        .contains("PROCESSING_ERROR");
  }

  private Delivery delivery() {
    return bridge.ledger.deliveries(ShopifyShop.ORDER).getLast();
  }
}
