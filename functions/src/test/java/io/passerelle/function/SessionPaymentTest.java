package io.passerelle.function;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.payment.OrderState;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What becomes of a checkout after its buyer has left, and what the shop hears of it.
class SessionPaymentTest {

  private final Bridge bridge = new Bridge();
  private final Checkouts checkouts = new Checkouts(bridge);

  @BeforeEach
  void theBuyerLeaves() {
    bridge.operator(
        """
        {"action": "saveShop", "shop": {"siteId": "12345678", "testKey": "1122334455667788",
         "connection": {"platform": "none", "url": "https://shop.example/ipn"}}}\
        """);
    checkouts.add(Checkouts.session());
    checkouts.pay();
  }

  @ParameterizedTest
  @CsvSource({"AUTHORISED, PAID", "REFUSED, REFUSED"})
  void aPaymentThatPayPalChecksIsPendingUntilTheBatchSettlesIt(String settled, OrderState state) {
    told("UNDER_VERIFICATION", "PAY");
    OrderState before = bridge.order().state();
    told(settled, "BATCH");

    assertThat(before).isEqualTo(OrderState.PENDING);
    assertThat(bridge.order().state()).isEqualTo(state);
    assertThat(heard()).containsExactly("UNDER_VERIFICATION", settled);
  }

  @ParameterizedTest
  @CsvSource({"ABANDONED, ABANDONED", "EXPIRED, EXPIRED", "NOT_CREATED, ABANDONED"})
  void aBuyerWhoLeftOrWhoseTenMinutesAreOverIsToldToTheShopAndMayPayAgain(
      String status, OrderState state) {
    bridge.clock.moveTo(Bridge.START.plusSeconds(600));
    told(status, "PAY");

    assertThat(bridge.order().state()).isEqualTo(state);
    assertThat(heard()).containsExactly(status);
    assertThat(Checkouts.inputs(checkouts.pay())).containsEntry("vads_trans_id", "899998");
  }

  @Test
  void aLateRefusalOfAnEarlierAttemptTakesNothingBack() {
    bridge.clock.moveTo(Bridge.START.plusSeconds(30));
    checkouts.pay();
    told("AUTHORISED", "PAY", "vads_trans_id", "899998");
    told("REFUSED", "PAY", "vads_trans_uuid", "b".repeat(32));

    assertThat(bridge.order().state()).isEqualTo(OrderState.PAID);
    assertThat(heard()).containsExactly("AUTHORISED");
  }

  private void told(String status, String source, String... changes) {
    String[] all = new String[changes.length + 4];
    all[0] = "vads_trans_id";
    all[1] = "899999";
    all[2] = "vads_url_check_src";
    all[3] = source;
    System.arraycopy(changes, 0, all, 4, changes.length);
    bridge.notification(Requests.notification(status, all));
    bridge.work();
  }

  private List<String> heard() {
    return bridge.calls.stream()
        .map(
            call -> new String(call.body(), UTF_8).replaceAll(".*vads_trans_status=(\\w+).*", "$1"))
        .toList();
  }
}
