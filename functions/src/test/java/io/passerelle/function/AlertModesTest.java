package io.passerelle.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.delivery.Delivery;
import io.passerelle.payment.OrderId;
import io.passerelle.store.DigestId;
import io.passerelle.store.Digests;
import io.passerelle.store.FailureNote;
import io.passerelle.store.HistoryLine;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertModesTest {

  private final Bridge bridge = new Bridge().withShop();

  @Test
  void aMailGoesOutForEachFailureUnlessTheRuleSaysOtherwise() {
    bridge.shopAnswers(503, 503, 200);
    pay("SO1");

    bridge.minutesPass(45);

    assertThat(subjects()).hasSize(2).allMatch(subject -> subject.contains("SO1"));
  }

  @Test
  void onChangeAMailGoesOutForEachChangeAlone() {
    alerts("CHANGE");
    bridge.shopAnswers(503, 503, 404, 404, 200, 200);
    pay("SO1");

    bridge.minutesPass(60);
    pay("SO2");
    bridge.work();

    assertThat(subjects())
        .satisfiesExactly(
            first -> assertThat(first).contains("HTTP 503"),
            second -> assertThat(second).contains("HTTP 404"),
            third -> assertThat(third).contains("répond de nouveau"));
    assertThat(bridge.rows.rows()).noneMatch(row -> row.key().partition().startsWith("DIGEST#"));
  }

  @Test
  void onChangeOneExhaustedDeliveryIsToldAndTheNextIsNot() {
    alerts("CHANGE");
    bridge.shopAnswers(503, 503, 503, 503, 503, 503, 503, 503, 503, 503);
    pay("SO1");
    pay("SO2");

    bridge.minutesPass(75);

    assertThat(subjects())
        .satisfiesExactly(
            first -> assertThat(first).contains("nouvel essai"),
            second -> assertThat(second).contains("aucun autre essai automatique"));
  }

  @Test
  void theOrderOfAMailOnChangeWasRecordedWithItHoweverManyFailAtOnce() {
    alerts("CHANGE");
    for (int i = 0; i < 12; i++) {
      bridge.answers.add(Bridge.answered(503, "Maintenance"));
      bridge.notification(Requests.notification("AUTHORISED", named("SO" + i)));
    }
    String[] all =
        bridge.deliveryQueue.messages().stream()
            .map(InMemoryQueue.Message::body)
            .toArray(String[]::new);
    bridge.deliveryQueue.lose();

    Bridge.run(new DeliveryFunction(bridge.wiring), Requests.sqs(all));
    bridge.work();

    assertThat(subjects()).hasSize(1);
    for (int i = 0; i < 12; i++) {
      assertThat(delivery("SO" + i).attempts()).hasSize(1);
    }
  }

  @Test
  void aDigestTellsAnHourInOneMailInAThreadOfItsOwn() {
    alerts("DIGEST");
    bridge.shopAnswers(503, 404, 200, 503, 503, 503, 503);
    pay("SO1");
    pay("SO2");

    bridge.workUntil(Instant.parse("2026-01-15T10:59:00Z"));
    assertThat(bridge.mails).isEmpty();
    bridge.workUntil(Instant.parse("2026-01-15T11:15:00Z"));

    assertThat(bridge.mails).hasSize(1);
    String text = Mime.text(bridge.mails.getFirst());
    assertThat(subjects().getFirst()).contains("5 alerte(s) sur 2 commande(s)");
    assertThat(text)
        .contains("4 x boutique en maintenance, règle : End of payment")
        .contains("1 x page introuvable (404), règle : End of payment")
        .contains("SO1 : boutique en maintenance ; transmise entre-temps")
        .contains("2026-01-15 10:00 - 11:00 UTC");
    assertThat(bridge.mails.getFirst().message()).contains("In-Reply-To: <digest.");
    assertThat(history("SO2")).anyMatch(line -> line.info().startsWith("digest of 2026-01-15T10"));
  }

  @Test
  void anHourWithoutFailuresHasNoDigest() {
    alerts("DIGEST");
    pay("SO1");

    bridge.minutesPass(150);

    assertThat(bridge.mails).isEmpty();
  }

  @Test
  void aDigestThatTheMailServerDoesNotTakeIsSentLater() {
    alerts("DIGEST");
    bridge.shopAnswers(503);
    pay("SO1");
    bridge.mailServerAnswers.addAll(List.of(false, false));

    bridge.minutesPass(120);

    assertThat(bridge.mails).hasSize(1);
  }

  @Test
  void aDigestOfWhichTheFirstWriteWasLostIsSentOnce() {
    alerts("DIGEST");
    bridge.shopAnswers(503);
    pay("SO1");
    bridge.table.failAt(3, true);

    bridge.minutesPass(120);

    assertThat(bridge.mails).hasSize(1);
  }

  @Test
  void aDeliveryThatWasMendedAfterAFailureIsNotWaitingAnyMore() {
    alerts("DIGEST");
    bridge.shopAnswers(503, 200);
    pay("SO1");

    bridge.minutesPass(75);

    Digests digests = new Digests(bridge.rows);
    DigestId id = DigestId.of(Bridge.ORDER.siteId(), Bridge.START, List.of("boss@shop.example"));
    assertThat(digests.notes(id)).extracting(FailureNote::isTold).containsExactly(true, false);
    assertThat(Mime.text(bridge.mails.getFirst()))
        .contains("En attente d'un essai automatique : 0")
        .contains("SO1 : boutique en maintenance ; transmise entre-temps");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"OFTEN\"", "\"each\"", "7", "\"\"", "null", "[]"})
  void aModeThatThereIsNotIsRefusedByName(String mode) {
    var answer =
        bridge.operator(
            "{\"action\":\"saveShop\",\"shop\":{\"siteId\":\"12345678\",\"rules\":[{\"kind\":"
                + "\"END_OF_PAYMENT\",\"alerts\":"
                + mode
                + "}]}}");

    if (mode.equals("null")) {
      assertThat(answer.get("status").number()).contains(200L);
    } else {
      assertThat(answer.get("status").number()).contains(422L);
      assertThat(answer.get("body").get("error").text("")).contains("rules[0].alerts");
    }
  }

  @Test
  void theModeIsReadBack() {
    alerts("CHANGE");

    var shop = bridge.operator("{\"action\":\"shop\",\"siteId\":\"12345678\"}").get("body");

    assertThat(shop.get("rules").items().getFirst().get("alerts").text("")).isEqualTo("CHANGE");
  }

  private void alerts(String mode) {
    bridge.operator(
        """
        {"action": "saveShop", "shop": {"siteId": "12345678", "rules": [{"kind": "END_OF_PAYMENT",
         "alertEmails": "boss@shop.example", "alerts": "%s"}]}}
        """
            .formatted(mode));
  }

  private void pay(String order) {
    bridge.notification(Requests.notification("AUTHORISED", named(order)));
    bridge.work();
  }

  /// Another order is another transaction.
  static String[] named(String order) {
    String number = "%06d".formatted(Math.floorMod(order.hashCode(), 899_999));
    String uuid = "%032x".formatted(order.hashCode() & 0xffffffffL);
    return new String[] {"vads_order_id", order, "vads_trans_id", number, "vads_trans_uuid", uuid};
  }

  private List<String> subjects() {
    return bridge.mails.stream().map(Mime::subject).toList();
  }

  private List<HistoryLine> history(String order) {
    return bridge.ledger.page(id(order)).orElseThrow().history();
  }

  private Delivery delivery(String order) {
    return bridge.ledger.deliveries(id(order)).getLast();
  }

  private static OrderId id(String order) {
    return new OrderId(Bridge.ORDER.siteId(), order);
  }
}
