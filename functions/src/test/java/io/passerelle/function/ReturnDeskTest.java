package io.passerelle.function;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.edge.Form;
import io.passerelle.edge.Reply;
import io.passerelle.edge.Secret;
import io.passerelle.gateway.FormSigner;
import io.passerelle.payment.Report;
import io.passerelle.shop.ReturnTarget;
import io.passerelle.shop.Returning;
import io.passerelle.shop.Session;
import io.passerelle.shop.WayBack;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Platforms whose buyers go back only once the platform was told.
class ReturnDeskTest {

  private static final ReturnTarget TOLD_FIRST =
      returning ->
          returning.told()
              ? new WayBack.To(Checkouts.SHOP)
              : new WayBack.Wait("https://shop.example/late");

  private final Bridge bridge = new Bridge();
  private final Checkouts checkouts = new Checkouts(bridge);
  private final List<Returning> asked = new ArrayList<>();

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

  @Test
  void theBuyerWaitsUntilThePlatformWasTold() {
    String unheard = back("AUTHORISED", "899999", 0).body();
    bridge.notification(Requests.notification("AUTHORISED", "vads_trans_id", "899999"));
    String untold = back("AUTHORISED", "899999", 1).body();
    bridge.work();
    String told = back("AUTHORISED", "899999", 2).body();

    assertThat(unheard).contains("Un instant", "content=\"2;url=?again\"");
    assertThat(untold).contains("Paiement accepté", "content=\"2;url=?again\"");
    assertThat(told).contains("Paiement accepté", Checkouts.SHOP).doesNotContain("http-equiv");
  }

  @Test
  void aTellingThatWasTriedInVainIsEnough() {
    bridge.shopAnswers(503);
    bridge.notification(Requests.notification("AUTHORISED", "vads_trans_id", "899999"));
    bridge.work();

    assertThat(back("AUTHORISED", "899999", 0).body()).contains(Checkouts.SHOP);
  }

  @Test
  void whatWasToldOfAnEarlierAttemptIsNotEnough() {
    bridge.notification(Requests.notification("REFUSED", "vads_trans_id", "899999"));
    bridge.work();
    checkouts.pay();

    assertThat(back("REFUSED", "899999", 0).body()).contains(Checkouts.SHOP);
    assertThat(back("AUTHORISED", "899998", 0).body()).contains("content=\"2;url=?again\"");
  }

  @Test
  void whoHasWaitedLongEnoughGetsALink() {
    assertThat(back("AUTHORISED", "899999", 20).body())
        .contains("Paiement en attente", "href=\"https://shop.example/late\"")
        .doesNotContain("http-equiv");
  }

  @Test
  void aPlatformWithAPageOfItsOwnGetsItsBuyerAtOnce() {
    bridge.notification(Requests.notification("REFUSED", "vads_trans_id", "899999"));
    bridge.work();

    Reply reply =
        back(
            new ReturnTarget() {
              @Override
              public WayBack wayBack(Returning returning) {
                return TOLD_FIRST.wayBack(returning);
              }

              @Override
              public boolean isAtOnce() {
                return true;
              }
            },
            "REFUSED",
            "899999",
            0);

    assertThat(reply.status()).isEqualTo(303);
    assertThat(reply.headers()).containsEntry("location", Checkouts.SHOP);
  }

  @Test
  void aPlatformIsAskedWithWhatItMayWantToKnow() {
    bridge.notification(Requests.notification("REFUSED", "vads_trans_id", "899999"));

    back("REFUSED", "899999", 0);

    assertThat(asked)
        .singleElement()
        .satisfies(returning -> {
          assertThat(returning.outcome()).isEqualTo(Returning.Outcome.REFUSED);
          assertThat(returning.told()).isFalse();
          assertThat(returning.order()).contains(bridge.order());
          assertThat(returning.connection().field("url")).contains("https://shop.example/ipn");
        });
  }

  private Reply back(String status, String transaction, int turn) {
    return back(
        returning -> {
          asked.add(returning);
          return TOLD_FIRST.wayBack(returning);
        },
        status,
        transaction,
        turn);
  }

  private Reply back(ReturnTarget target, String status, String transaction, int turn) {
    Session session = Checkouts.session();
    Form form =
        Form.parse(
            Checkouts.signed(status, "vads_trans_id", transaction, "vads_trans_uuid", "-")
                .getBytes(UTF_8));
    Report told =
        FormSigner.verify(form, List.of(FormSigner.hmacSha256(Secret.of("1122334455667788"))))
            .notification()
            .latest();
    return new ReturnDesk(bridge.ledger, _ -> target)
        .reply(
            new ReturnDesk.Arrival(
                session,
                bridge.wiring.shops().find(session.order().siteId()).orElseThrow().shop(),
                BuyerWords.in("fr"),
                bridge.ledger.order(session.order()),
                Optional.of(told),
                turn,
                "?again"));
  }
}
