package io.passerelle.function;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.delivery.Delivery;
import io.passerelle.edge.Json;
import io.passerelle.payment.OrderState;
import io.passerelle.shop.Session;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A payment in three parts, from the buyer's leaving to the last part: 49.90 EUR, half at once.
class InstalmentPaymentTest {

  private final Bridge bridge = new Bridge();
  private final Checkouts checkouts = new Checkouts(bridge);

  @BeforeEach
  void theBuyerLeaves() {
    bridge.operator(
        """
        {"action": "saveShop", "shop": {"siteId": "12345678", "testKey": "1122334455667788",
         "connection": {"platform": "none", "url": "https://shop.example/ipn"},
         "settings": {"instalments": [{"code": "3x", "firstPercent": 50}]},
         "rules": [{"kind": "INSTALMENT_REFUSED", "emails": "boss@shop.example"},
                   {"kind": "BATCH_AUTHORISATION"}]}}\
        """);
    checkouts.add(Checkouts.session("3x", Session.Kind.SALE, "fr", Map.of()));
    checkouts.pay();
  }

  @Test
  void theShopHearsOfTheFirstPartAndNotOfLaterOnesWhichAreRecorded() {
    told(1, "AUTHORISED", "2495", "PAY");
    told(2, "AUTHORISED", "1247", "BATCH_AUTO");
    told(3, "AUTHORISED", "1248", "BATCH_AUTO");

    assertThat(bridge.calls).hasSize(1);
    assertThat(new String(bridge.calls.getFirst().body(), UTF_8))
        .contains("vads_sequence_number=1", "vads_effective_amount=2495");
    assertThat(bridge.order().state()).isEqualTo(OrderState.PAID);
    assertThat(bridge.order().paidAttempts()).isEqualTo(1);
    assertThat(schedule())
        .containsExactly("1 2495 AUTHORISED", "2 1247 AUTHORISED", "3 1248 AUTHORISED");
    assertThat(bridge.mails).isEmpty();
  }

  @Test
  void aLaterPartThatIsRefusedIsMailedToTheMerchantAndTakesNothingBack() {
    told(1, "CAPTURED", "2495", "PAY");
    told(2, "REFUSED", "1247", "BATCH_AUTO");

    assertThat(bridge.mails)
        .singleElement()
        .satisfies(mail -> {
          assertThat(mail.to()).containsExactly("boss@shop.example");
          assertThat(Mime.text(mail)).contains("SO0042-1", "12,47");
        });
    assertThat(bridge.ledger.deliveries(Bridge.ORDER))
        .extracting(Delivery::target)
        .containsExactly("PLATFORM");
    assertThat(bridge.order().state()).isEqualTo(OrderState.PAID);
    assertThat(schedule()).containsExactly("1 2495 CAPTURED", "2 1247 REFUSED", "3 1248 PLANNED");
  }

  @Test
  void aFirstPartThatIsRefusedIsThePaymentsRefusalAndNoInstalments() {
    told(1, "REFUSED", "2495", "PAY");

    assertThat(bridge.calls).hasSize(1);
    assertThat(bridge.mails).isEmpty();
    assertThat(bridge.order().state()).isEqualTo(OrderState.REFUSED);
    assertThat(schedule()).containsExactly("1 2495 REFUSED", "2 1247 DROPPED", "3 1248 DROPPED");
  }

  @Test
  void aModulesPaymentInPartsHasItsScheduleToo() {
    bridge.checkout(
        Requests.paymentForm(
            "vads_order_id",
            "SO0043",
            "vads_trans_id",
            "360001",
            "vads_payment_config",
            "MULTI:first=2000;count=2;period=15"));

    Json order =
        bridge
            .operator("{\"action\":\"order\",\"siteId\":\"12345678\",\"orderId\":\"SO0043\"}")
            .get("body");

    assertThat(order.get("instalments").items())
        .extracting(part -> part.get("amount").number().orElseThrow())
        .containsExactly(2_000L, 2_990L);
  }

  private void told(int sequence, String status, String effective, String source) {
    bridge.notification(
        Requests.notification(
            status,
            "vads_trans_id",
            "899999",
            "vads_trans_uuid",
            Integer.toString(sequence).repeat(32),
            "vads_sequence_number",
            Integer.toString(sequence),
            "vads_effective_amount",
            effective,
            "vads_url_check_src",
            source));
    bridge.work();
  }

  private List<String> schedule() {
    return bridge
        .operator("{\"action\":\"order\",\"siteId\":\"12345678\",\"orderId\":\"SO0042-1\"}")
        .get("body")
        .get("instalments")
        .items()
        .stream()
        .map(part ->
            part.get("sequence").number().orElseThrow()
                + " "
                + part.get("amount").number().orElseThrow()
                + " "
                + part.get("status").text(""))
        .toList();
  }
}
