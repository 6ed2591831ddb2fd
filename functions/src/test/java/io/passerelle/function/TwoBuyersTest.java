package io.passerelle.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.edge.Json;
import io.passerelle.payment.OrderState;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Several who would pay the same: one does, and where the gateway lets two, the merchant is told.
class TwoBuyersTest {

  private static final String FIRST = "11111111111111111111111111111111";
  private static final String SECOND = "22222222222222222222222222222222";
  private static final String THIRD = "33333333333333333333333333333333";

  private final Bridge bridge = new Bridge();
  private final Links links = new Links(bridge).withSettings("{}");

  @Test
  void afterARefusalTheSameBrowserGoesOnAtOnceAndAnotherIsAskedFirst() {
    String code = links.made();
    Links.Browser phone = links.browser(code);
    Links.Browser desktop = links.browser(code);
    phone.leave();
    told("REFUSED", "899999", FIRST);

    assertThat(Links.body(phone.open())).doesNotContain("name=\"again\"");
    assertThat(Links.body(desktop.open())).contains("autre navigateur", "name=\"again\"");
    Json click = desktop.click();
    assertThat(click.get("statusCode").number()).contains(409L);
    assertThat(bridge.order().starts()).hasSize(1);

    Json confirmed = desktop.send("again=1");

    assertThat(Checkouts.inputs(confirmed)).containsEntry("vads_trans_id", "899998");
    assertThat(Links.body(phone.open())).contains("Paiement en cours");
  }

  @Test
  void onceTheFirstPageIsSurelyClosedAnotherIsNotAsked() {
    String code = links.made();
    links.browser(code).leave();
    told("REFUSED", "899999", FIRST);
    bridge.clock.moveTo(Bridge.START.plus(Duration.ofMinutes(20)));

    assertThat(links.browser(code).leave()).containsEntry("vads_trans_id", "899998");
  }

  @Test
  void whoGivesUpLetsAnotherPayAtOnce() {
    String code = links.made();
    links.browser(code).leave();
    told("ABANDONED", "899999", "");

    assertThat(links.browser(code).leave()).containsEntry("vads_trans_id", "899998");
  }

  /// The gateway lets a refused buyer try again on its own page, which nothing here can close.
  @Test
  void whereBothPayAllTheSameItIsFlaggedAndTheMerchantIsMailed() {
    bridge.operator(
        """
        {"action": "saveShop", "shop": {"siteId": "12345678", "rules": [{"kind": "END_OF_PAYMENT",
         "alertEmails": "boss@shop.example"}]}}\
        """);
    String code = links.made();
    links.browser(code).leave();
    told("REFUSED", "899999", FIRST);
    Links.Browser second = links.browser(code);
    second.open();
    second.send("again=1");

    told("AUTHORISED", "899998", SECOND);
    told("AUTHORISED", "899999", THIRD);
    bridge.work();

    assertThat(bridge.order().state()).isEqualTo(OrderState.PAID);
    assertThat(bridge.page().history().toString()).contains("DOUBLE_PAYMENT");
    assertThat(bridge.mails).hasSize(1);
    assertThat(bridge.mails.getFirst().to()).containsExactly("boss@shop.example");
    assertThat(Mails.text(bridge.mails.getFirst())).contains("SO0042-1");
    assertThat(Links.body(links.browser(code).open())).contains("Déjà payé");
  }

  @Test
  void anAttemptThatIsStillOpenHoldsTheLinkEvenAfterALaterOneWasRefused() {
    String code = links.made();
    Links.Browser browser = links.browser(code);
    browser.leave();
    bridge.clock.moveTo(Bridge.START.plus(Duration.ofMinutes(1)));
    browser.send("again=1");
    told("REFUSED", "899998", FIRST);

    assertThat(Links.body(links.browser(code).open())).contains("Paiement en cours");
    assertThat(Links.body(browser.open())).contains("name=\"again\"");
  }

  @Test
  void aBuyerWhoLeavesWhileTheMerchantRewritesPaysWhatIsAskedNow() {
    String code = links.made();
    Links.Browser buyer = links.browser(code);
    buyer.open();
    bridge.table.beforeNextWrite(
        () -> links.update("\"do\":\"MODIFY_AND_RESEND\",\"amount\":8000"));

    Json click = buyer.click();

    assertThat(click.get("statusCode").number()).contains(409L);
    assertThat(Links.body(click)).contains("80,00").doesNotContain("vads_amount");
    assertThat(bridge.ledger.order(Bridge.ORDER)).isEmpty();
    assertThat(buyer.leave()).containsEntry("vads_amount", "8000");
  }

  private void told(String status, String transaction, String uuid) {
    bridge.notification(
        Requests.notification(
            status,
            "vads_trans_id",
            transaction,
            "vads_trans_uuid",
            uuid,
            "vads_ext_info_platform",
            "payment_order"));
  }
}
