package io.passerelle.function;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.delivery.Answer.Trouble;
import io.passerelle.delivery.Attempt;
import io.passerelle.delivery.Delivery;
import io.passerelle.delivery.Delivery.State;
import io.passerelle.edge.Json;
import io.passerelle.store.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CourierTest {

  private static final Instant QUARTER = Instant.parse("2026-01-15T10:15:00Z");
  private static final Instant HALF = Instant.parse("2026-01-15T10:30:00Z");

  private final Bridge bridge = new Bridge();

  @BeforeEach
  void aShop() {
    bridge.withShop();
    bridge.clock.moveTo(Bridge.START.plusSeconds(100));
  }

  @Test
  void twoFailuresAreReplayedAtTheQuarterHoursMailedEachAndTheThirdAttemptDelivers() {
    bridge.shopAnswers(503, 503, 200);

    bridge.notification(Requests.notification("AUTHORISED"));
    bridge.work();
    assertThat(bridge.delivery().state()).isEqualTo(State.FAILED);
    assertThat(bridge.delivery().due()).contains(QUARTER);
    bridge.minutesPass(60);

    Delivery delivery = bridge.delivery();
    assertThat(delivery.state()).isEqualTo(State.DELIVERED);
    assertThat(delivery.attempts())
        .extracting(Attempt::at)
        .containsExactly(Bridge.START.plusSeconds(100), QUARTER, HALF);
    assertThat(bridge.mails).hasSize(2);
    assertThat(bridge.mails.get(0).message()).isNotEqualTo(bridge.mails.get(1).message());
    assertThat(bridge.calls).hasSize(3);
    assertThat(bridge.calls)
        .allSatisfy(call ->
            assertThat(new String(call.body(), UTF_8))
                .isEqualTo(Requests.text(Requests.notification("AUTHORISED"))));
  }

  @Test
  void afterFiveFailuresADeliveryIsExhausted() {
    bridge.shopAnswers(503, 500, 404, 403, 503, 200);

    bridge.notification(Requests.notification("AUTHORISED"));
    bridge.minutesPass(180);

    assertThat(bridge.delivery().state()).isEqualTo(State.EXHAUSTED);
    assertThat(bridge.delivery().attempts()).hasSize(5);
    assertThat(bridge.calls).hasSize(5);
    assertThat(bridge.mails).hasSize(5);
  }

  @Test
  void withoutReplayTheFirstFailureIsTheLast() {
    bridge.operator(
        """
        {"action":"saveShop","shop":{"siteId":"12345678",
        "rules":[{"kind":"END_OF_PAYMENT","replay":false,"alertEmails":"boss@shop.example"}]}}\
        """);
    bridge.shopAnswers(503);

    bridge.notification(Requests.notification("AUTHORISED"));
    bridge.minutesPass(60);

    assertThat(bridge.delivery().state()).isEqualTo(State.FAILED);
    assertThat(bridge.delivery().due()).isEmpty();
    assertThat(bridge.calls).hasSize(1);
    assertThat(bridge.mails).hasSize(1);
  }

  @Test
  void aResendByHandThatFailsIsNotReplayed() {
    bridge.shopAnswers(503, 503, 503, 503, 503, 500);
    bridge.notification(Requests.notification("AUTHORISED"));
    bridge.minutesPass(120);

    resend(bridge.delivery());
    bridge.minutesPass(60);

    assertThat(bridge.delivery().attempts()).hasSize(6);
    assertThat(bridge.delivery().attempts().getLast().byHand()).isTrue();
    assertThat(bridge.delivery().state()).isEqualTo(State.EXHAUSTED);
    assertThat(bridge.delivery().wakeAt()).isEmpty();
  }

  @Test
  void aResendByHandThatSucceedsDelivers() {
    bridge.shopAnswers(503, 503, 503, 503, 503);
    bridge.notification(Requests.notification("AUTHORISED"));
    bridge.minutesPass(120);

    resend(bridge.delivery());
    bridge.work();

    assertThat(bridge.delivery().state()).isEqualTo(State.DELIVERED);
  }

  @Test
  void aResendThatFailsLeavesThePlannedReplaysAsTheyAre() {
    bridge.shopAnswers(503, 503);
    bridge.notification(Requests.notification("AUTHORISED"));
    bridge.work();

    resend(bridge.delivery());
    bridge.work();

    assertThat(bridge.delivery().attempts()).hasSize(2);
    assertThat(bridge.delivery().due()).contains(QUARTER);
    bridge.minutesPass(15);
    assertThat(bridge.delivery().state()).isEqualTo(State.DELIVERED);
  }

  @Test
  void deliveriesOfOneOrderKeepTheirOrder() {
    bridge.shopAnswers(503, 503, 200, 200);

    bridge.notification(Requests.notification("UNDER_VERIFICATION"));
    bridge.work();
    bridge.notification(Requests.notification("AUTHORISED"));
    bridge.work();
    assertThat(bridge.calls).hasSize(1);
    bridge.minutesPass(60);

    assertThat(bridge.calls)
        .extracting(call ->
            new String(call.body(), UTF_8).replaceAll(".*vads_trans_status=([A-Z_]*).*", "$1"))
        .containsExactly(
            "UNDER_VERIFICATION", "UNDER_VERIFICATION", "UNDER_VERIFICATION", "AUTHORISED");
    assertThat(bridge.ledger.deliveries(Bridge.ORDER))
        .extracting(Delivery::state)
        .containsOnly(State.DELIVERED);
    assertThat(bridge.delivery().attempts().getLast().at()).isEqualTo(HALF);
  }

  @Test
  void aDeliveryThatCameWhileTheOneBeforeItWasUnderWayIsWokenByIt() {
    bridge.whileSending(() -> {
      bridge.whileSending(() -> {});
      bridge.notification(Requests.notification("AUTHORISED"));
      bridge.deliver(bridge.deliveryQueue.take().orElseThrow().body());
    });

    bridge.notification(Requests.notification("UNDER_VERIFICATION"));
    bridge.work();

    assertThat(bridge.calls).hasSize(2);
    assertThat(bridge.delivery().state()).isEqualTo(State.DELIVERED);
  }

  @Test
  void aDeliveryThatWaitsForAnotherTargetIsNotMistakenForTheNext() {
    bridge.operator(
        """
        {"action":"saveShop","shop":{"siteId":"12345678","rules":[
        {"kind":"END_OF_PAYMENT","label":"own","urlTest":"https://own.example/ipn"}]}}\
        """);
    bridge.shopAnswers(503, 503);
    bridge.notification(Requests.notification("UNDER_VERIFICATION"));
    bridge.work();
    bridge.notification(Requests.notification("AUTHORISED"));
    bridge.work();

    bridge.minutesPass(15);

    assertThat(bridge.ledger.deliveries(Bridge.ORDER))
        .hasSize(4)
        .allSatisfy(one -> assertThat(one.state()).isEqualTo(State.DELIVERED));
    assertThat(bridge.calls).hasSize(6);
  }

  @Test
  void twoUrlsOfOneShopDoNotWaitForEachOther() {
    bridge.operator(
        """
        {"action":"saveShop","shop":{"siteId":"12345678","rules":[
        {"kind":"END_OF_PAYMENT","label":"own","urlTest":"https://own.example/ipn"}]}}\
        """);
    bridge.shopAnswers(503, 200);

    bridge.notification(Requests.notification("AUTHORISED"));
    bridge.work();

    assertThat(bridge.calls)
        .extracting(call -> call.url())
        .containsExactly("https://shop.example/payment/lyra/ipn", "https://own.example/ipn");
    assertThat(bridge.ledger.deliveries(Bridge.ORDER))
        .extracting(Delivery::state)
        .containsExactly(State.FAILED, State.DELIVERED);
  }

  @Test
  void aDoubledMessageSendsOnce() {
    bridge.notification(Requests.notification("AUTHORISED"));
    String message = bridge.deliveryQueue.take().orElseThrow().body();

    bridge.deliver(message);
    bridge.deliver(message);

    assertThat(bridge.calls).hasSize(1);
  }

  @Test
  void aMessageThatComesWhileAWorkerHasTheDeliverySendsNothing() {
    bridge.notification(Requests.notification("AUTHORISED"));
    String message = bridge.deliveryQueue.take().orElseThrow().body();
    bridge.whileSending(() -> {
      bridge.whileSending(() -> {});
      assertThat(bridge.deliver(message)).isFalse();
    });

    bridge.deliver(message);

    assertThat(bridge.calls).hasSize(1);
    assertThat(bridge.delivery().attempts()).hasSize(1);
  }

  @Test
  void anEarlyMessageWaitsForItsTime() {
    bridge.shopAnswers(503);
    bridge.notification(Requests.notification("AUTHORISED"));
    bridge.work();
    bridge.deliveryQueue.lose();

    bridge.deliver(bridge.delivery().id().toString());

    assertThat(bridge.calls).hasSize(1);
    assertThat(bridge.deliveryQueue.messages())
        .singleElement()
        .satisfies(message -> assertThat(message.at()).isEqualTo(QUARTER));
  }

  @Test
  void aWorkerThatDiesBeforeItWritesDownIsFollowedByAnotherOnceItsLeaseIsOver() {
    bridge.notification(Requests.notification("AUTHORISED"));
    bridge.deliveryQueue.lose();
    Delivery claimed = bridge.delivery().claimed(bridge.clock.instant());
    bridge.ledger.write(new Change().with(claimed));

    bridge.deliver(claimed.id().toString());
    assertThat(bridge.calls).isEmpty();
    bridge.minutesPass(15);

    assertThat(bridge.calls).hasSize(1);
    assertThat(bridge.delivery().state()).isEqualTo(State.DELIVERED);
  }

  @Test
  void aClaimThatWasTakenAndWhoseAnswerWasLostCostsAMinuteAndNotAQuarterOfAnHour() {
    bridge.notification(Requests.notification("AUTHORISED"));
    bridge.table.beforeNextWrite(() ->
        bridge.ledger.write(new Change().with(bridge.delivery().claimed(bridge.clock.instant()))));

    bridge.work();
    bridge.clock.moveTo(bridge.clock.instant().plus(Delivery.LEASE));
    bridge.work();

    assertThat(bridge.calls).hasSize(1);
    assertThat(bridge.delivery().state()).isEqualTo(State.DELIVERED);
  }

  @Test
  void aDeliveryWhoseWorkersAlwaysDieIsGivenUp() {
    bridge.notification(Requests.notification("AUTHORISED"));
    bridge.whileSending(() -> {
      throw new IllegalStateException("the worker died");
    });

    bridge.minutesPass(24 * 60);

    assertThat(bridge.delivery().state()).isEqualTo(State.EXHAUSTED);
    assertThat(bridge.delivery().attempts()).hasSize(5);
  }

  @Test
  void aLostWakeUpIsFoundByTheSweep() {
    bridge.notification(Requests.notification("AUTHORISED"));
    bridge.deliveryQueue.lose();

    bridge.minutesPass(14);
    assertThat(bridge.calls).hasSize(1);

    assertThat(bridge.delivery().state()).isEqualTo(State.DELIVERED);
  }

  @ParameterizedTest
  @CsvSource({"1, false", "1, true", "2, false", "2, true", "3, false", "3, true"})
  void whicheverWriteFailsTheEndIsTheSame(int write, boolean takesEffect) {
    bridge.shopAnswers(503);
    bridge.notification(Requests.notification("AUTHORISED"));
    bridge.table.failAt(write, takesEffect);

    bridge.minutesPass(60);

    Delivery delivery = bridge.delivery();
    assertThat(delivery.state()).isEqualTo(State.DELIVERED);
    assertThat(delivery.attempts()).hasSize(2);
    assertThat(delivery.wakeAt()).isEmpty();
    assertThat(bridge.mails).hasSizeBetween(1, 2);
  }

  @Test
  void aTroubleWithoutAnAnswerIsAFailureToo() {
    bridge.answers.add(Bridge.unanswered(Trouble.TIMEOUT, "no full answer in time"));

    bridge.notification(Requests.notification("AUTHORISED"));
    bridge.work();

    Attempt attempt = bridge.delivery().attempts().getFirst();
    assertThat(attempt.status()).isZero();
    assertThat(attempt.failure()).contains("TIMEOUT");
    assertThat(bridge.page().history().getLast().operation()).isEqualTo("Alert e-mail");
  }

  @Test
  void aShopThatSaysInWordsThatItRefusedIsDeliveredAndAlerted() {
    bridge.answers.add(Bridge.answered(200, "Bad request received."));

    bridge.notification(Requests.notification("AUTHORISED"));
    bridge.work();

    assertThat(bridge.delivery().state()).isEqualTo(State.DELIVERED);
    assertThat(bridge.mails).hasSize(1);
  }

  @Test
  void anAddressThatWasCorrectedServesTheReplayToo() {
    bridge.shopAnswers(404);
    bridge.notification(Requests.notification("AUTHORISED"));
    bridge.work();
    bridge.operator(
        """
        {"action":"saveShop","shop":{"siteId":"12345678",
        "connection":{"platform":"odoo","url":"https://right.example","app":"lyra"}}}\
        """);

    bridge.minutesPass(15);

    assertThat(bridge.calls.getLast().url()).isEqualTo("https://right.example/payment/lyra/ipn");
  }

  @Test
  void theHistoryIsInTheGatewaysOwnWords() {
    bridge.shopAnswers(503);
    bridge.notification(Requests.notification("AUTHORISED"));
    bridge.work();
    bridge.minutesPass(15);

    assertThat(bridge.page().history())
        .extracting(line -> line.operation() + " | " + line.info())
        .anyMatch(line ->
            line.equals(
                "Notification URL call | SENT, rule=End of payment, duration=~1.4s,"
                    + " response=OK-Accepted payment."))
        .anyMatch(line ->
            line.equals(
                "Notification URL call | FAILED, rule=End of payment, duration=~1.4s,"
                    + " error=MAINTENANCE HTTP 503, response=Maintenance,"
                    + " next=2026-01-15T10:15:00Z"));
  }

  @Test
  void whatFailsInABatchComesAgainAlone() {
    bridge.notification(Requests.notification("AUTHORISED"));
    String good = bridge.delivery().id().toString();

    Json answer =
        Bridge.run(new DeliveryFunction(bridge.wiring), Requests.sqs("not a delivery", good, ""));

    assertThat(answer.get("batchItemFailures").items())
        .extracting(item -> item.get("itemIdentifier").text(""))
        .containsExactlyInAnyOrder("message-0", "message-2");
    assertThat(bridge.delivery().state()).isEqualTo(State.DELIVERED);
  }

  @Test
  void aWorkerThatEndsInAnErrorIsNotTakenForDone() {
    bridge.notification(Requests.notification("AUTHORISED"));
    bridge.whileSending(() -> {
      throw new StackOverflowError();
    });

    assertThat(bridge.deliver(bridge.delivery().id().toString())).isTrue();
  }

  @Test
  void aDeliveryThatIsUnderWayIsNotResentByHand() {
    bridge.notification(Requests.notification("AUTHORISED"));
    bridge.whileSending(
        () -> assertThat(resend(bridge.delivery()).get("status").number()).contains(409L));

    bridge.work();

    assertThat(bridge.delivery().attempts()).hasSize(1);
    assertThat(bridge.delivery().state()).isEqualTo(State.DELIVERED);
  }

  @Test
  void whatWasOvertakenIsNotResent() {
    bridge.shopAnswers(503, 503, 503, 503, 503);
    bridge.notification(Requests.notification("UNDER_VERIFICATION"));
    bridge.minutesPass(120);
    bridge.notification(Requests.notification("AUTHORISED"));
    bridge.work();
    List<Delivery> deliveries = bridge.ledger.deliveries(Bridge.ORDER);

    Json refused = resend(deliveries.getFirst());
    Json again = resend(deliveries.getLast());

    assertThat(refused.get("status").number()).contains(409L);
    assertThat(again.get("status").number()).contains(200L);
    assertThat(Duration.between(Bridge.START, bridge.clock.instant())).isPositive();
  }

  @Test
  void whatWasResentAndDeliveredIsNotTakenBackByTheReplayOfAnEarlierOne() {
    bridge.shopAnswers(503);
    bridge.notification(Requests.notification("UNDER_VERIFICATION"));
    bridge.work();
    bridge.notification(Requests.notification("AUTHORISED"));
    bridge.work();

    resend(bridge.ledger.deliveries(Bridge.ORDER).getLast());
    bridge.work();
    bridge.minutesPass(60);

    assertThat(bridge.calls).hasSize(2);
    assertThat(Requests.text(bridge.calls.getLast().body())).contains("AUTHORISED");
    assertThat(bridge.ledger.deliveries(Bridge.ORDER)).allMatch(one -> one.wakeAt().isEmpty());
  }

  private Json resend(Delivery delivery) {
    return bridge.operator("{\"action\":\"resend\",\"delivery\":\"" + delivery.id() + "\"}");
  }
}
