package io.passerelle.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.alert.Alert;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.SiteId;
import io.passerelle.store.Change;
import io.passerelle.store.DigestId;
import io.passerelle.store.DigestMailing;
import io.passerelle.store.Mailing;
import io.passerelle.store.MailingId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MailCapsTest {

  private static final int FAILURES = 10_000;
  private static final String EVERY_RULE =
      """
      {"action": "saveShop", "shop": {"siteId": "12345678", "rules": [{"kind": "END_OF_PAYMENT",
       "alertEmails": "boss@shop.example", "replay": false}]}}
      """;

  @Test
  void moreDigestsThanOnePageHoldsAreAllWoken() {
    Bridge bridge = new Bridge();
    for (int i = 0; i < 1_100; i++) {
      SiteId siteId = new SiteId(Integer.toString(10_000_000 + i));
      DigestId id = DigestId.of(siteId, Bridge.START, List.of("boss@shop.example"));
      bridge.wiring.digests().want(DigestMailing.of(id, "Shop", List.of(), "fr", "UTC"));
    }
    bridge.clock.moveTo(Bridge.START.plus(Duration.ofHours(2)));

    bridge.sweep();

    assertThat(bridge.mailQueue.messages())
        .extracting(InMemoryQueue.Message::body)
        .doesNotHaveDuplicates()
        .hasSize(1_100);
  }

  @Test
  void aStormOfOneShopSendsNoMoreMailsThanItsHourMayHaveAndTheDigestTellsEveryFailure() {
    Bridge bridge = new Bridge(Map.of("ALERT_MAILS_PER_HOUR", "20")).withShop();
    bridge.operator(EVERY_RULE);
    var notified = new GatewayNotificationFunction(bridge.wiring);
    var deliveries = new DeliveryFunction(bridge.wiring);
    var mails = new MailFunction(bridge.wiring);

    for (int i = 0; i < FAILURES; i++) {
      bridge.clock.moveTo(Bridge.START.plus(Duration.ofMillis(350L * i)));
      bridge.answers.add(Bridge.answered(i % 2 == 0 ? 503 : 404, "Maintenance"));
      byte[] form =
          Requests.notification(
              "AUTHORISED",
              "vads_order_id",
              "SO" + i,
              "vads_trans_id",
              "%06d".formatted(i),
              "vads_trans_uuid",
              "%032x".formatted(i));
      Bridge.run(notified, Requests.ipn(form));
      bridge.deliveryQueue.take().ifPresent(one -> deliveries.handle(one.body()));
      bridge.mailQueue.take().ifPresent(one -> mails.handle(one.body()));
    }
    bridge.workUntil(Instant.parse("2026-01-15T11:45:00Z"));

    assertThat(bridge.mails).hasSize(21);
    String digest = Mime.text(bridge.mails.getLast());
    assertThat(Mime.subject(bridge.mails.getLast()))
        .contains("10000 alerte(s) sur 10000 commande(s)");
    assertThat(digest)
        .contains("5000 x boutique en maintenance", "5000 x page introuvable (404)")
        .contains("Autres commandes : 9950");
    for (int i = 0; i < FAILURES; i++) {
      OrderId order = new OrderId(Bridge.ORDER.siteId(), "SO" + i);
      assertThat(bridge.ledger.page(order).orElseThrow().history())
          .as("SO" + i)
          .anyMatch(line -> line.info().startsWith("FAILED"))
          .anyMatch(line -> line.operation().equals("Alert e-mail"));
    }
  }

  @Test
  void whatIsLeftOverFromAnEarlierHourIsInTheDigestOfTheHourThatHadNoPlace() {
    Bridge bridge = new Bridge(Map.of("ALERT_MAILS_PER_HOUR", "1")).withShop();
    List<String> orders = List.of("SO1", "SO2", "SO3");
    orders.forEach(order -> flag(bridge, order));
    bridge.mailServerAnswers.addAll(List.of(false, false, false, false));

    bridge.workUntil(Instant.parse("2026-01-15T14:15:00Z"));

    assertThat(orders)
        .allSatisfy(
            order -> assertThat(bridge.mails).filteredOn(mail -> tells(mail, order)).hasSize(1));
  }

  @Test
  void aMailThatIsTriedAgainInItsHourKeepsItsPlace() {
    Bridge bridge = new Bridge(Map.of("ALERT_MAILS_PER_HOUR", "1")).withShop();
    flag(bridge, "SO1");
    bridge.mailServerAnswers.addAll(List.of(false, false));

    bridge.minutesPass(45);

    assertThat(bridge.mails).hasSize(1);
    assertThat(Mime.subject(bridge.mails.getFirst())).contains("SO1");
  }

  @Test
  void oneShopsStormLeavesAnotherShopItsMails() {
    Bridge bridge = new Bridge(Map.of("ALERT_MAILS_PER_HOUR", "1")).withShop();
    for (int i = 0; i < 5; i++) {
      flag(bridge, "SO" + i);
    }
    write(bridge, new OrderId(new SiteId("99999999"), "SO9"));

    bridge.minutesPass(30);

    assertThat(bridge.mails).hasSize(2).anyMatch(mail -> Mime.subject(mail).contains("SO9"));
  }

  @Test
  void whatIsLeftToADigestTakesNoTimeOfAnotherShopsMail() {
    Bridge bridge =
        new Bridge(Map.of("ALERT_MAILS_PER_HOUR", "1", "MAILS_PER_SECOND", "1")).withShop();
    for (int i = 0; i < 60; i++) {
      flag(bridge, "SO" + i);
    }
    bridge.sweep();
    bridge.work();
    OrderId other = new OrderId(new SiteId("99999999"), "SO99");
    write(bridge, other);
    bridge.sweep();

    bridge.work();
    bridge.clock.moveTo(Bridge.START.plusSeconds(2));
    bridge.work();

    assertThat(bridge.mails).anyMatch(mail -> Mime.subject(mail).contains("SO99"));
  }

  @Test
  void noMoreMailsGoInOneSecondThanTheDeploymentMaySend() {
    Bridge bridge =
        new Bridge(Map.of("ALERT_MAILS_PER_HOUR", "1000", "MAILS_PER_SECOND", "3")).withShop();
    for (int i = 0; i < 10; i++) {
      flag(bridge, "SO" + i);
    }
    bridge.sweep();

    for (int second = 0; second < 12; second++) {
      int before = bridge.mails.size();
      bridge.clock.moveTo(Bridge.START.plusSeconds(second));
      bridge.work();
      assertThat(bridge.mails.size() - before).as("second " + second).isLessThanOrEqualTo(3);
    }

    assertThat(bridge.mails).hasSize(10);
  }

  private static boolean tells(Bridge.Sent mail, String order) {
    return Mime.subject(mail).contains(order) || Mime.text(mail).contains(order + " :");
  }

  private static void flag(Bridge bridge, String order) {
    write(bridge, new OrderId(Bridge.ORDER.siteId(), order));
  }

  private static void write(Bridge bridge, OrderId order) {
    Alert alert =
        new Alert.PaymentFlagged(
            order.siteId().value(), "Shop", order.reference(), Alert.Kind.CONTRADICTION, "x");
    MailingId id = new MailingId(order, "m");
    bridge.ledger.write(
        new Change()
            .with(
                Mailing.of(
                    id, alert, List.of("boss@shop.example"), "fr", "UTC", bridge.clock.instant())));
  }
}
