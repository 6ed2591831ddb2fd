package io.passerelle.function;

import static io.passerelle.function.ShopifyShop.status;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.delivery.Delivery;
import io.passerelle.edge.Form;
import io.passerelle.edge.Json;
import io.passerelle.edge.Secret;
import io.passerelle.payment.Mode;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.SiteId;
import io.passerelle.shop.shopify.HostedSigner;
import java.net.URLEncoder;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class HostedPaymentFunctionTest {

  private static final HostedSigner SIGNER = new HostedSigner(Requests.KEY);
  private static final OrderId ORDER = new OrderId(new SiteId("34567890"), "19783");

  private static final Map<String, String> CHECKOUT =
      Map.of(
          "x_account_id", "34567890",
          "x_amount", "49.90",
          "x_currency", "EUR",
          "x_reference", "19783",
          "x_test", "true",
          "x_url_callback", "https://cart.example/callback",
          "x_url_cancel", "https://cart.example/cancel",
          "x_url_complete", "https://cart.example/complete",
          "x_shop_name", "Épicerie Zoé");

  private final ShopifyShop shop = new ShopifyShop("{\"platform\":\"shopify\"}");
  private final Bridge bridge = shop.bridge;

  @Test
  void aBuyerWithASignedCheckoutGoesOnToPay() {
    Json reply = checkout(CHECKOUT);

    assertThat(status(reply)).isEqualTo(303);
    assertThat(reply.get("headers").get("location").text("")).startsWith("/pay/");
    assertThat(shop.pay(reply.get("headers").get("location").text("")).get("body").text(""))
        .contains("https://secure.lyra.com/vads-payment/");
  }

  @Test
  void aCheckoutThatWasChangedIsA401() {
    Map<String, String> fields = SIGNER.signed(CHECKOUT);
    fields.put("x_amount", "0.01");

    assertThat(status(post("/shopify/hosted", form(fields)))).isEqualTo(401);
    assertThat(bridge.stored()).noneMatch(row -> row.key().partition().startsWith("TOKEN#"));
  }

  @Test
  void theCartIsCalledBackAndItsBuyerComesBackWithTheSameFields() {
    String url = checkout(CHECKOUT).get("headers").get("location").text("");
    shop.pay(url);
    bridge.answers.add(Bridge.answered(500, ""));
    bridge.answers.add(Bridge.answered(200, ""));

    tell("AUTHORISED");
    bridge.work();
    assertThat(delivery().due()).contains(java.time.Instant.parse("2026-01-15T10:15:00Z"));
    bridge.minutesPass(15);
    Json back = shop.pay(url);

    assertThat(bridge.calls).hasSize(2);
    assertThat(bridge.calls.getLast().url()).isEqualTo("https://cart.example/callback");
    Map<String, String> told = Form.parse(bridge.calls.getLast().body()).fields();
    assertThat(told).containsEntry("x_result", "completed").containsEntry("x_amount", "49.90");
    assertThat(SIGNER.isSigned(told)).isTrue();
    String location = back.get("headers").get("location").text("");
    assertThat(location).startsWith("https://cart.example/complete?");
    assertThat(
            SIGNER.isSigned(
                Form.parse(location.substring(location.indexOf('?') + 1).getBytes(UTF_8)).fields()))
        .isTrue();
  }

  @Test
  void aRefundIsTakenAndItsResultComesByTheCallback() {
    shop.pay(checkout(CHECKOUT).get("headers").get("location").text(""));
    tell("CAPTURED");
    bridge.work();
    Map<String, String> fields = new TreeMap<>(CHECKOUT);
    fields.put("x_transaction_type", "refund");
    fields.put("x_amount", "100.00");
    fields.put("x_url_callback", "https://cart.example/refunds");

    Json reply = post("/shopify/hosted/refund", json(SIGNER.signed(fields)));
    bridge.work();

    assertThat(status(reply)).isEqualTo(200);
    assertThat(ShopifyShop.body(reply).get("x_result").text()).contains("pending");
    assertThat(bridge.calls.getLast().url()).isEqualTo("https://cart.example/refunds");
    assertThat(Form.parse(bridge.calls.getLast().body()).fields())
        .containsEntry("x_transaction_type", "refund")
        .containsEntry("x_result", "failed");
  }

  @Test
  void aRefundThatIsNotSignedIsA401() {
    Map<String, String> fields = SIGNER.signed(CHECKOUT);
    fields.put("x_amount", "1.00");

    assertThat(status(post("/shopify/hosted/refund", json(fields)))).isEqualTo(401);
  }

  /// The test key is in many hands; real money is moved with the other key alone.
  @Test
  void aRefundThatIsSignedAsATestMovesNoRealMoney() {
    Map<String, String> real = live();
    shop.pay(post("/shopify/hosted", form(real)).get("headers").get("location").text(""));
    assertThat(bridge.ledger.order(ORDER).orElseThrow().mode()).isEqualTo(Mode.PRODUCTION);
    Map<String, String> fields = new TreeMap<>(CHECKOUT);
    fields.put("x_transaction_type", "refund");

    Json reply = post("/shopify/hosted/refund", json(SIGNER.signed(fields)));

    assertThat(status(reply)).isEqualTo(404);
    assertThat(bridge.ledger.operations(ORDER)).isEmpty();
  }

  /// A shop that takes live payments, and its checkout signed with the live key.
  private Map<String, String> live() {
    bridge.operator(
        """
        {"action":"saveShop","shop":{"siteId":"34567890","mode":"PRODUCTION",
         "productionKey":"8877665544332211","productionRestPassword":"prodpassword_of_own"}}
        """);
    Map<String, String> fields = new TreeMap<>(CHECKOUT);
    fields.put("x_test", "false");
    return new HostedSigner(Secret.of("8877665544332211")).signed(fields);
  }

  private Json checkout(Map<String, String> fields) {
    return post("/shopify/hosted", form(SIGNER.signed(fields)));
  }

  private Json post(String path, String body) {
    String type = body.startsWith("{") ? "application/json" : "application/x-www-form-urlencoded";
    return Bridge.run(
        new HostedPaymentFunction(bridge.wiring),
        ShopifyShop.event("POST", path, "", Map.of("content-type", type), body));
  }

  private void tell(String status) {
    String id =
        bridge.ledger.order(ORDER).orElseThrow().starts().getLast().attempt().transactionId();
    bridge.notification(
        Requests.notification(
            status, "vads_site_id", "34567890", "vads_order_id", "19783", "vads_trans_id", id));
  }

  private Delivery delivery() {
    return bridge.ledger.deliveries(ORDER).getLast();
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static String json(Map<String, String> fields) {
    return Json.object(json -> {
      for (Map.Entry<String, String> field : fields.entrySet()) {
        json.writeStringField(field.getKey(), field.getValue());
      }
    });
  }
}
