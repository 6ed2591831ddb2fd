package io.passerelle.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.delivery.Answer.Trouble;
import io.passerelle.delivery.Attempt;
import io.passerelle.delivery.Delivery;
import io.passerelle.delivery.Delivery.State;
import io.passerelle.delivery.DeliveryId;
import io.passerelle.edge.Json;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.SiteId;
import io.passerelle.store.Change;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// After the replays: what a shop was not told is listed, and one call sends it again.
class RecoveryTest {

  private static final SiteId SHOP = new SiteId("12345678");
  private static final String SINCE = "2026-01-15T10:00:00Z";

  private final Bridge bridge = new Bridge().withShop();
  private boolean down = true;

  RecoveryTest() {
    bridge.whileSending(() -> {
      if (down) {
        bridge.answers.addFirst(Bridge.answered(503, "Maintenance"));
      }
    });
  }

  @Test
  void whatIsExhaustedIsListedCountedRecoveredAndDelivered() {
    for (int i = 1; i <= 5; i++) {
      pay("SO" + i, "AUTHORISED");
    }
    bridge.minutesPass(120);
    down = false;

    assertThat(listed("EXHAUSTED"))
        .extracting(one -> one.get("orderId").text(""))
        .containsExactly("SO1", "SO2", "SO3", "SO4", "SO5");
    Json dry = recover("\"dryRun\":true");
    assertThat(dry.get("deliveries").number()).contains(5L);
    assertThat(texts(dry, "orders")).containsExactly("SO1", "SO2", "SO3", "SO4", "SO5");
    assertThat(texts(dry, "upToDate")).isEmpty();
    bridge.work();
    assertThat(listed("EXHAUSTED")).hasSize(5);

    Json recovered = recover("\"dryRun\":false");
    bridge.work();

    assertThat(recovered).usingRecursiveComparison().isEqualTo(dry);
    assertThat(recovered.get("more").flag()).contains(false);
    assertThat(listed("EXHAUSTED")).isEmpty();
    assertThat(delivery("SO3", 0).state()).isEqualTo(State.DELIVERED);
    assertThat(delivery("SO3", 0).attempts().getLast().byHand()).isTrue();
  }

  @Test
  void aSuccessThatReadsLikeAnErrorIsListedApartAndNotRecovered() {
    down = false;
    bridge.answers.add(Bridge.answered(200, "OK-Accepted payment."));
    pay("SO1", "AUTHORISED");
    bridge.answers.add(Bridge.answered(200, "KO-An error occurred."));
    pay("SO2", "AUTHORISED");

    Json doubtful = listed("DOUBTFUL").getFirst();
    Json recovered = recover("\"dryRun\":false");

    assertThat(listed("DOUBTFUL")).hasSize(1);
    assertThat(doubtful.get("orderId").text()).contains("SO2");
    assertThat(doubtful.get("state").text()).contains("DELIVERED");
    assertThat(doubtful.get("attempts").items().getFirst().get("saysError").flag()).contains(true);
    assertThat(recovered.get("deliveries").number()).contains(0L);
  }

  @Test
  void deliveriesOfOneOrderKeepTheirOrderHoweverTheyAreWoken() {
    pay("SO1", "UNDER_VERIFICATION");
    bridge.minutesPass(120);
    pay("SO1", "AUTHORISED");
    bridge.minutesPass(120);
    bridge.calls.clear();
    down = false;

    recover("\"dryRun\":false");
    List<InMemoryQueue.Message> woken = bridge.deliveryQueue.messages().reversed();
    bridge.deliveryQueue.lose();
    woken.forEach(message -> bridge.deliver(message.body()));
    bridge.work();

    assertThat(statuses()).containsExactly("UNDER_VERIFICATION", "AUTHORISED");
  }

  @Test
  void anEarlierOneThatFailsAgainHoldsUpNoneBehindIt() {
    pay("SO1", "UNDER_VERIFICATION");
    bridge.minutesPass(120);
    pay("SO1", "AUTHORISED");
    bridge.minutesPass(120);
    bridge.calls.clear();

    recover("\"dryRun\":false");
    bridge.work();

    assertThat(statuses()).containsExactly("UNDER_VERIFICATION", "AUTHORISED");
    assertThat(listed("EXHAUSTED")).hasSize(2);
    bridge.minutesPass(60);
    assertThat(bridge.calls).hasSize(2);
  }

  @Test
  void whatALaterNotificationToldIsUpToDateAndNotSent() {
    pay("SO1", "UNDER_VERIFICATION");
    bridge.minutesPass(120);
    down = false;
    pay("SO1", "AUTHORISED");
    bridge.calls.clear();

    Json recovered = recover("\"dryRun\":false");
    bridge.work();

    assertThat(recovered.get("deliveries").number()).contains(0L);
    assertThat(texts(recovered, "upToDate")).containsExactly("SO1");
    assertThat(bridge.calls).isEmpty();
  }

  @Test
  void whatWaitsForItsQuarterHourGoesNowToo() {
    pay("SO1", "AUTHORISED");
    assertThat(listed("FAILED")).hasSize(1);
    down = false;

    recover("\"dryRun\":false");
    bridge.work();

    assertThat(delivery("SO1", 0).state()).isEqualTo(State.DELIVERED);
    assertThat(delivery("SO1", 0).wakeAt()).isEmpty();
  }

  @Test
  void onlyWhatCameSinceThenIsSent() {
    pay("SO1", "AUTHORISED");
    bridge.minutesPass(1);
    Instant since = bridge.clock.instant();
    pay("SO2", "AUTHORISED");
    bridge.minutesPass(120);

    Json dry = ask("recover", "\"since\":\"" + since + "\",\"dryRun\":true").get("body");

    assertThat(texts(dry, "orders")).containsExactly("SO2");
  }

  @Test
  void whatIsUnderWayIsNotAskedForTwice() {
    pay("SO1", "AUTHORISED");
    bridge.minutesPass(120);
    recover("\"dryRun\":false");

    Json again = recover("\"dryRun\":false");

    assertThat(again.get("deliveries").number()).contains(0L);
    assertThat(again.get("underWay").number()).contains(1L);
  }

  @Test
  void whatWasAskedForAndOnlyTheAnswerWasLostGoesAtOnceAndIsCounted() {
    pay("SO1", "AUTHORISED");
    bridge.minutesPass(120);
    down = false;
    bridge.table.beforeNextWrite(() ->
        bridge.ledger.write(
            new Change().with(delivery("SO1", 0).askedAgain(bridge.clock.instant()))));

    Json recovered = recover("\"dryRun\":false");
    bridge.work();

    assertThat(recovered.get("deliveries").number()).contains(1L);
    assertThat(recovered.get("underWay").number()).contains(0L);
    assertThat(delivery("SO1", 0).state()).isEqualTo(State.DELIVERED);
  }

  @Test
  void whatWasTriedTooOftenIsSaid() {
    pay("SO1", "AUTHORISED");
    bridge.minutesPass(120);
    Delivery delivery = delivery("SO1", 0);
    Attempt failed = delivery.attempts().getLast();
    Attempt byHand =
        new Attempt(
            failed.at(),
            failed.due(),
            true,
            503,
            failed.failure(),
            "",
            failed.location(),
            failed.timings());
    while (delivery.attempts().size() < Delivery.ATTEMPTS_MAX) {
      delivery = delivery.after(byHand, false);
    }
    bridge.ledger.write(new Change().with(delivery));

    Json recovered = recover("\"dryRun\":false");

    assertThat(recovered.get("triedTooOften").number()).contains(1L);
    assertThat(recovered.get("deliveries").number()).contains(0L);
  }

  @Test
  void anOrderWithMoreDeliveriesThanOneWriteTakesIsRecoveredToo() {
    pay("SO1", "AUTHORISED");
    pay("SO2", "AUTHORISED");
    bridge.minutesPass(120);
    Delivery first = delivery("SO1", 0);
    for (int i = 1; i <= 120; i++) {
      DeliveryId id = new DeliveryId(order("SO1"), first.id().number() + i);
      bridge.ledger.write(new Change().with(copy(first, id)));
    }
    down = false;
    Json dry = recover("\"dryRun\":true");

    Json recovered = recover("\"dryRun\":false");
    bridge.minutesPass(1);

    assertThat(dry.get("deliveries").number()).contains(122L);
    assertThat(recovered).usingRecursiveComparison().isEqualTo(dry);
    assertThat(listed("EXHAUSTED")).isEmpty();
  }

  @Test
  void manyAreSpreadSoThatAShopThatCameBackStaysUp() {
    for (int i = 0; i < 120; i++) {
      pay("SO" + i, "AUTHORISED");
    }
    bridge.deliveryQueue.lose();
    down = false;
    Instant now = bridge.clock.instant();

    recover("\"dryRun\":false");

    assertThat(bridge.deliveryQueue.messages())
        .extracting(InMemoryQueue.Message::at)
        .filteredOn(now::equals)
        .hasSize(50);
    assertThat(bridge.deliveryQueue.messages())
        .extracting(InMemoryQueue.Message::at)
        .hasSize(120)
        .allMatch(at -> !at.isAfter(now.plusSeconds(2)));
    bridge.minutesPass(1);
    assertThat(listed("FAILED")).isEmpty();
  }

  @Test
  void aRehearsalThatThereIsNoTimeForIsAskedForAgain() {
    payMany();
    int[] pages = {2};

    Json first = recover(",\"dryRun\":true", () -> pages[0]-- > 0);
    Json second =
        recover(",\"dryRun\":true,\"page\":\"" + first.get("page").text("") + "\"", () -> true);

    assertThat(first.get("more").flag()).contains(true);
    assertThat(first.get("deliveries").number()).contains(256L);
    assertThat(second.get("more").flag()).contains(false);
    assertThat(second.get("deliveries").number()).contains(44L);
    assertThat(bridge.recoveryQueue.take()).isEmpty();
  }

  @Test
  void whatThereIsNoTimeForGoesOnByItself() {
    payMany();
    down = false;

    Json first = recover("", onePage());
    Json going = ask("recovery", "\"x\":1").get("body");
    Json again = ask("recover", "\"since\":\"" + SINCE + "\"");
    bridge.minutesPass(1);
    Json gone = ask("recovery", "\"x\":1").get("body");

    assertThat(first.get("deliveries").number()).contains(256L);
    assertThat(first.get("more").flag()).contains(true);
    assertThat(first.has("page")).isFalse();
    assertThat(going.get("more").flag()).contains(true);
    assertThat(again.get("status").number()).contains(409L);
    assertThat(gone.get("more").flag()).contains(false);
    assertThat(gone.get("deliveries").number()).contains(300L);
    assertThat(gone.get("underWay").number()).contains(0L);
    assertThat(listed("FAILED")).isEmpty();
    assertThat(recover("\"dryRun\":false").get("more").flag()).contains(false);
  }

  @Test
  void aRecoveryWhoseMessageWasLostIsWokenAtAQuarterHour() {
    payMany();
    down = false;
    recover("", onePage());
    bridge.recoveryQueue.lose();

    bridge.minutesPass(30);

    assertThat(ask("recovery", "\"x\":1").get("body").get("more").flag()).contains(false);
    assertThat(listed("FAILED")).isEmpty();
  }

  @Test
  void aRecoveryThatTwoWorkersGoOnWithAsksForNothingTwice() {
    payMany();
    down = false;
    recover("", onePage());
    String message = bridge.recoveryQueue.take().orElseThrow().body();

    bridge.goOn(message);
    bridge.goOn(message);
    bridge.minutesPass(1);

    assertThat(bridge.calls).hasSize(300 + 300);
  }

  @Test
  void howARecoveryThatNeverBeganStandsIsNotFound() {
    assertThat(ask("recovery", "\"x\":1").get("status").number()).contains(404L);
  }

  private void payMany() {
    for (int i = 0; i < 300; i++) {
      pay("SO" + i, "AUTHORISED");
    }
  }

  private static BooleanSupplier onePage() {
    int[] pages = {2};
    return () -> pages[0]-- > 0;
  }

  @Test
  void aReplayThatALaterOneOvertookIsNotSent() {
    pay("SO1", "UNDER_VERIFICATION");
    pay("SO1", "AUTHORISED");
    down = false;
    bridge.calls.clear();

    bridge.operator("{\"action\":\"resend\",\"delivery\":\"" + delivery("SO1", 1).id() + "\"}");
    bridge.work();
    bridge.minutesPass(60);

    assertThat(statuses()).containsExactly("AUTHORISED");
    assertThat(delivery("SO1", 0).state()).isEqualTo(State.FAILED);
    assertThat(delivery("SO1", 0).wakeAt()).isEmpty();
    assertThat(bridge.ledger.page(order("SO1")).orElseThrow().history())
        .anyMatch(line -> line.info().startsWith("NOT SENT, rule=End of payment"));
  }

  @Test
  void aWriteThatFailsLeavesWhatWasAskedForAwake() {
    for (int i = 0; i < 3; i++) {
      pay("SO" + i, "AUTHORISED");
    }
    bridge.minutesPass(120);
    bridge.table.failAt(2, true);

    try {
      recover("\"dryRun\":false");
    } catch (RuntimeException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
    down = false;
    bridge.minutesPass(15);

    assertThat(listed("EXHAUSTED")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          deliveries | "x":1                                         | 422
          deliveries | "state":"DELIVERED"                           | 422
          deliveries | "state":"FAILED","page":"x"                   | 422
          deliveries | "state":"FAILED","since":"yesterday"          | 422
          recover    | "dryRun":true                                 | 422
          recover    | "since":"2026-01-15T10:00:00Z","dryRun":true,"page":"x" | 422
          recover    | "since":"2026-01-15T10:00:00Z","page":"FAILED;2026-01-15T10:00:00Z;0;" | 422
          recover    | "since":"2026-01-15T10:00:00Z","dryRun":true,"page":"A;b;c;d" | 422
          recover    | "since":"2026-01-15T10:00:00Z","dryRun":true,"page":"DELIVERED;2026-01-15T10:00:00Z;0;" | 422
          recover    | "since":"2026-01-15T10:00:00Z","dryRun":true,"page":"FAILED;2026-01-15T10:00:00Z;-1;" | 422
          recover    | "since":"2026-01-15T10:00:00Z","dryRun":true,"page":"FAILED;2026-01-15T10:00:00Z;9223372036854775807;" | 422
          recover    | "since":"2026-01-15T10:00:00Z","dryRun":"true" | 422
          recover    | "since":"2026-01-15T10:00:00Z","dryRun":1      | 422
          """)
  void whatCannotBeReadIsSaid(String action, String fields, long status) {
    assertThat(ask(action, fields).get("status").number()).contains(status);
  }

  @Test
  void aTroubleWithoutAnAnswerIsListedToo() {
    down = false;
    bridge.answers.add(Bridge.unanswered(Trouble.DNS, "name not found"));

    pay("SO1", "AUTHORISED");

    assertThat(listed("FAILED").getFirst().get("attempts").items().getFirst().get("error").text())
        .contains("DNS");
  }

  private void pay(String order, String status) {
    String number = "%06d".formatted(Integer.parseInt(order.substring(2)));
    bridge.notification(
        Requests.notification(
            status,
            "vads_order_id",
            order,
            "vads_trans_id",
            number,
            "vads_trans_uuid",
            "0".repeat(26) + number));
    bridge.work();
  }

  private static Delivery copy(Delivery one, DeliveryId id) {
    return new Delivery(
        id,
        one.mode(),
        one.rule(),
        one.label(),
        one.target(),
        one.event(),
        one.schedule(),
        one.state(),
        one.attempts(),
        one.due(),
        one.asked(),
        one.lease(),
        one.claims(),
        one.url(),
        0);
  }

  private List<String> statuses() {
    return bridge.calls.stream()
        .map(call -> Requests.text(call.body()).replaceAll(".*vads_trans_status=([A-Z_]*).*", "$1"))
        .toList();
  }

  private Delivery delivery(String order, int index) {
    return bridge.ledger.deliveries(order(order)).get(index);
  }

  private static OrderId order(String reference) {
    return new OrderId(SHOP, reference);
  }

  private List<Json> listed(String state) {
    return ask("deliveries", "\"state\":\"" + state + "\"").get("body").get("deliveries").items();
  }

  private Json recover(String fields) {
    return ask("recover", "\"since\":\"" + SINCE + "\"," + fields).get("body");
  }

  private Json recover(String fields, BooleanSupplier timeLeft) {
    Recovery recovery = new Recovery(bridge.ledger, bridge.wiring.recoveryCourse());
    Json request = Json.parse("{\"since\":\"" + SINCE + "\"" + fields + "}");
    return Json.parse(recovery.recover(SHOP, request, timeLeft));
  }

  private Json ask(String action, String fields) {
    return bridge.operator(
        "{\"action\":\"" + action + "\",\"siteId\":\"12345678\"," + fields + "}");
  }

  private static List<String> texts(Json json, String name) {
    return json.get(name).items().stream().map(item -> item.text("")).toList();
  }
}
