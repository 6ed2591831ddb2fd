package io.passerelle.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.delivery.Delivery;
import io.passerelle.edge.Json;
import io.passerelle.function.RefundingGateway.Fault;
import io.passerelle.function.RefundingGateway.Made;
import io.passerelle.payment.Currency;
import io.passerelle.payment.Money;
import io.passerelle.payment.OperationId;
import io.passerelle.payment.OperationRequest;
import io.passerelle.payment.OperationRequest.By;
import io.passerelle.payment.OperationRequest.State;
import io.passerelle.payment.OrderState;
import io.passerelle.payment.Refusal;
import io.passerelle.payment.Transaction;
import io.passerelle.payment.Wish;
import io.passerelle.store.HistoryLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Refunds, cancellations and captures from the asking to the end, with all that a gateway answers.
class OperationFunctionTest {

  private static final String UUID = "0123456789abcdef0123456789abcdef";

  private final Bridge bridge = new Bridge().withShop();
  private final RefundingGateway gateway = new RefundingGateway();

  OperationFunctionTest() {
    bridge.asksGateway(gateway::answer);
  }

  private Made paid(String status) {
    bridge.checkout(Requests.paymentForm());
    bridge.notification(Requests.notification(status));
    bridge.work();
    return gateway.pays("SO0042-1", UUID, status, 4_990);
  }

  private OperationRequest ask(String key, Wish wish, long amount) {
    return ask(key, wish, amount, By.OPERATOR);
  }

  private OperationRequest ask(String key, Wish wish, long amount, By by) {
    return Performing.operations(bridge.wiring)
        .ask(
            new OperationId(Bridge.ORDER, key),
            wish,
            amount == 0 ? Optional.empty() : Optional.of(Money.of(amount, Currency.EUR)),
            by,
            Map.of());
  }

  private OperationRequest request(String key) {
    return bridge.ledger.operation(new OperationId(Bridge.ORDER, key)).orElseThrow();
  }

  private List<String> infos() {
    return bridge.page().history().stream().map(HistoryLine::info).toList();
  }

  @Test
  void aRefundIsMadeAndTheOrderKnowsIt() {
    paid("CAPTURED");

    assertThat(ask("r1", Wish.REFUND, 1_000).state()).isEqualTo(State.ASKED);
    bridge.work();

    assertThat(gateway.writes)
        .containsExactly(
            "Transaction/CancelOrRefund {\"uuid\":\""
                + UUID
                + "\",\"amount\":1000,\"currency\":\"EUR\",\"resolutionMode\":\"REFUND_ONLY\","
                + "\"comment\":\"REFUND r1\"}");
    assertThat(request("r1").state()).isEqualTo(State.DONE);
    assertThat(request("r1").done()).isEqualTo(Money.of(1_000, Currency.EUR));
    assertThat(bridge.order().state()).isEqualTo(OrderState.PARTIALLY_REFUNDED);
    assertThat(infos())
        .contains("ASKED, amount=10.00 EUR, key=r1", "DONE, amount=10.00 EUR, key=r1")
        .anyMatch(info -> info.startsWith("CALLING, refund=10.00 EUR, transaction=" + UUID));
    assertThat(mailed()).isZero();
  }

  @Test
  void theLaterNotificationOfTheSameRefundChangesNothing() {
    paid("CAPTURED");
    ask("r1", Wish.REFUND, 1_000);
    bridge.work();
    int deliveries = bridge.page().deliveries().size();

    Json reply =
        bridge.notification(
            Requests.notification(
                "AUTHORISED",
                "vads_trans_uuid",
                UUID + "-1",
                "vads_operation_type",
                "CREDIT",
                "vads_trans_id",
                "930244",
                "vads_effective_amount",
                "1000",
                "vads_url_check_src",
                "MERCH_BO"));

    assertThat(reply.get("body").text()).contains("OK-Refund, order is already up to date.");
    assertThat(bridge.page().deliveries()).hasSize(deliveries);
    assertThat(bridge.order().state()).isEqualTo(OrderState.PARTIALLY_REFUNDED);
  }

  @Test
  void aRefundFromTheGatewaysBackOfficeCountsAgainstTheRest() {
    paid("CAPTURED");
    Made credit = new Made("bo", "SO0042-1", "CREDIT", UUID, 1);
    credit.amount = 4_000;
    gateway.add(credit);
    bridge.notification(
        Requests.notification(
            "AUTHORISED",
            "vads_trans_uuid",
            "bo",
            "vads_operation_type",
            "CREDIT",
            "vads_trans_id",
            "930244",
            "vads_effective_amount",
            "4000",
            "vads_url_check_src",
            "MERCH_BO"));
    assertThat(bridge.order().state()).isEqualTo(OrderState.PARTIALLY_REFUNDED);

    OperationRequest tooMuch = ask("r1", Wish.REFUND, 991);
    ask("r2", Wish.REFUND, 990);
    bridge.work();

    assertThat(tooMuch.why()).contains(Refusal.TOO_MUCH);
    assertThat(request("r2").state()).isEqualTo(State.DONE);
    assertThat(bridge.order().state()).isEqualTo(OrderState.REFUNDED);
  }

  /// A whole refund that a person made in the back office, and of which nothing was told.
  @Test
  void whatWasRefundedInTheBackOfficeIsDoneAlready() {
    paid("CAPTURED");
    Made credit = new Made("bo", "SO0042-1", "CREDIT", UUID, 1);
    credit.amount = 4_990;
    gateway.add(credit);

    ask("r1", Wish.REFUND, 4_990);
    bridge.work();

    assertThat(gateway.writes).isEmpty();
    assertThat(request("r1").state()).isEqualTo(State.DONE);
    assertThat(bridge.order().state()).isEqualTo(OrderState.REFUNDED);
  }

  @Test
  void theSameRequestTenTimesAtOnceIsOneRefund() throws Exception {
    paid("CAPTURED");
    List<Callable<State>> asking = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      asking.add(() -> ask("r1", Wish.REFUND, 1_000).state());
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(10)) {
      threads.invokeAll(asking);
    }
    String message = bridge.operationQueue.take().orElseThrow().body();

    try (ExecutorService threads = Executors.newFixedThreadPool(10)) {
      List<Callable<Boolean>> workers = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        workers.add(() -> bridge.perform(message));
      }
      threads.invokeAll(workers);
    }
    bridge.work();
    ask("r1", Wish.REFUND, 1_000);
    bridge.work();

    assertThat(gateway.writes).hasSize(1);
    assertThat(gateway.refunded(UUID)).isEqualTo(1_000);
    assertThat(request("r1").state()).isEqualTo(State.DONE);
  }

  @Test
  void ofTwoRefundsAtOnceThatTogetherExceedTheRestOneIsRefused() throws Exception {
    paid("CAPTURED");
    List<Callable<OperationRequest>> asking =
        List.of(() -> ask("r1", Wish.REFUND, 3_000), () -> ask("r2", Wish.REFUND, 3_000));
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      threads.invokeAll(asking);
    }
    bridge.work();

    assertThat(List.of(request("r1").state(), request("r2").state()))
        .containsExactlyInAnyOrder(State.DONE, State.REFUSED);
    assertThat(gateway.refunded(UUID)).isEqualTo(3_000);
  }

  @Test
  void theSameKeyForSomethingElseIsNotTaken() {
    paid("CAPTURED");
    ask("r1", Wish.REFUND, 1_000);

    Json other =
        bridge.operator(
            "{\"action\":\"refund\",\"siteId\":\"12345678\",\"orderId\":\"SO0042-1\","
                + "\"key\":\"r1\",\"amount\":2000}");

    assertThat(other.get("status").number()).contains(409L);
  }

  @ParameterizedTest
  @CsvSource({
    "CANCEL,  0,    AUTHORISED,             CANCELLED,  4990, CANCELLED",
    "REFUND,  0,    AUTHORISED,             CANCELLED,  4990, CANCELLED",
    "REFUND,  1000, AUTHORISED,             AUTHORISED, 3990, PAID",
    "CAPTURE, 0,    AUTHORISED_TO_VALIDATE, AUTHORISED, 4990, PAID",
    "CAPTURE, 3000, AUTHORISED_TO_VALIDATE, AUTHORISED, 3000, PAID",
    "MODIFY,  3000, AUTHORISED,             AUTHORISED, 3000, PAID",
  })
  void whatIsNotCapturedIsCancelledModifiedOrValidated(
      Wish wish, long amount, String before, String status, long left, OrderState state) {
    Made made = paid(before);

    ask("o1", wish, amount);
    bridge.work();

    assertThat(request("o1").state()).isEqualTo(State.DONE);
    assertThat(made.status).isEqualTo(status);
    assertThat(made.amount).isEqualTo(left);
    assertThat(bridge.order().state()).isEqualTo(state);
    assertThat(bridge.order().flags()).isEmpty();
    Transaction known = Objects.requireNonNull(bridge.order().transactions().get(UUID));
    assertThat(known.effective().minorUnits()).isEqualTo(left);
  }

  /// Every code of the reference, met by the call that would refund.
  @ParameterizedTest
  @CsvSource({
    "PSP_104, DONE,    ''",
    "PSP_105, DONE,    ''",
    "PSP_083, REFUSED, CHARGEBACK",
    "PSP_100, REFUSED, NOT_OFFERED",
    "PSP_101, REFUSED, BY_ISSUER",
    "ACQ_001, REFUSED, BY_ISSUER",
    "PSP_510, REFUSED, TOO_MUCH",
    "PSP_511, REFUSED, TOO_MUCH",
    "INT_905, REFUSED, BAD_CREDENTIALS",
    "INT_009, REFUSED, BAD_CALL",
    "INT_015, REFUSED, BAD_CALL",
    "INT_030, REFUSED, BAD_CALL",
    "INT_064, REFUSED, BAD_CALL",
    "INT_069, REFUSED, BAD_CALL",
    "INT_901, REFUSED, BAD_CALL",
    "INT_902, REFUSED, BAD_CALL",
    "INT_777, REFUSED, BAD_CALL",
    "PSP_015, REFUSED, BY_GATEWAY",
    "PSP_023, REFUSED, BY_GATEWAY",
    "PSP_030, REFUSED, BY_GATEWAY",
    "PSP_031, REFUSED, BY_GATEWAY",
    "PSP_032, REFUSED, BY_GATEWAY",
    "PSP_108, REFUSED, BY_GATEWAY",
    "PSP_109, REFUSED, BY_GATEWAY",
    "PSP_136, REFUSED, BY_GATEWAY",
    "PSP_203, REFUSED, BY_GATEWAY",
    "PSP_526, REFUSED, BY_GATEWAY",
    "PSP_536, REFUSED, BY_GATEWAY",
    "PSP_539, REFUSED, BY_GATEWAY",
    "PSP_563, REFUSED, BY_GATEWAY",
    "PSP_610, REFUSED, BY_GATEWAY",
    "PSP_1000, REFUSED, BY_GATEWAY",
    "PSP_777, REFUSED, BY_GATEWAY",
    "CLIENT_1, REFUSED, BY_GATEWAY",
  })
  void aCodeThatSaysForCertainEndsTheRequest(String code, State end, String why) {
    paid("CAPTURED");
    gateway.faults.add(code);

    ask("r1", Wish.REFUND, 1_000, By.PLATFORM);
    bridge.work();

    assertThat(request("r1").state()).isEqualTo(end);
    assertThat(request("r1").why().map(Enum::name).orElse("")).isEqualTo(why);
    assertThat(request("r1").detail()).isEqualTo(code);
    assertThat(gateway.writes).hasSize(1);
    assertThat(told("r1")).hasSize(1);
    assertThat(mailed()).isEqualTo(end == State.REFUSED ? 1 : 0);
    assertThat(bridge.operationQueue.take()).isEmpty();
  }

  /// Codes after which the payment is looked at once more, or the gateway is given time.
  @ParameterizedTest
  @CsvSource({"PSP_099", "PSP_106", "PSP_075", "PSP_076", "PSP_011", "PSP_503", "PSP_010"})
  void aCodeThatSaysNotNowIsTriedAgain(String code) {
    paid("CAPTURED");
    gateway.faults.add(code);

    ask("r1", Wish.REFUND, 1_000);
    bridge.work();
    bridge.minutesPass(2);

    assertThat(request("r1").state()).isEqualTo(State.DONE);
    assertThat(gateway.writes).hasSize(2);
    assertThat(gateway.refunded(UUID)).isEqualTo(1_000);
    assertThat(mailed()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"PSP_011, BY_GATEWAY, 2", "PSP_503, BY_GATEWAY, 2"})
  void aStateThatTheGatewayInsistsOnIsARefusal(String code, Refusal why, int calls) {
    paid("CAPTURED");
    gateway.faults.addAll(List.of(code, code, code));

    ask("r1", Wish.REFUND, 1_000);
    bridge.minutesPass(60);

    assertThat(request("r1").why()).contains(why);
    assertThat(gateway.writes).hasSize(calls);
  }

  @Test
  void aPaymentThatWasCapturedMeanwhileIsRefundedInsteadOfCancelled() {
    Made made = paid("AUTHORISED");
    gateway.faults.add("PSP_075");
    bridge.asksGateway(outgoing -> {
      var answer = gateway.answer(outgoing);
      if (outgoing.url().endsWith("CancelOrRefund")) {
        made.status = "CAPTURED";
      }
      return answer;
    });

    ask("r1", Wish.CANCEL, 0);
    bridge.work();

    assertThat(request("r1").state()).isEqualTo(State.DONE);
    assertThat(gateway.refunded(UUID)).isEqualTo(4_990);
    assertThat(bridge.order().state()).isEqualTo(OrderState.REFUNDED);
  }

  @ParameterizedTest
  @EnumSource(names = {"TOO_MANY", "NO_NAME"})
  void whatWasCertainlyNotTakenIsAskedForAgainLater(Fault fault) {
    paid("CAPTURED");
    gateway.faults.addAll(List.of(fault, fault, fault));

    ask("r1", Wish.REFUND, 1_000);
    bridge.minutesPass(60);

    assertThat(request("r1").state()).isEqualTo(State.DONE);
    assertThat(gateway.refunded(UUID)).isEqualTo(1_000);
  }

  @Test
  void aGatewayThatHasNoTimeForADayRefusesInTheEnd() {
    paid("CAPTURED");
    for (int i = 0; i < 100; i++) {
      gateway.faults.add("PSP_099");
    }

    ask("r1", Wish.REFUND, 1_000, By.PLATFORM);
    bridge.workUntil(Bridge.START.plus(Duration.ofHours(27)));

    assertThat(request("r1").why()).contains(Refusal.UNAVAILABLE);
    assertThat(gateway.writes.size()).isBetween(10, 40);
    assertThat(told("r1")).hasSize(1);
    assertThat(mailed()).isEqualTo(1);
  }

  /// The answer is lost and the refund was made: reading shows it, and nothing is called again.
  @ParameterizedTest
  @EnumSource(names = {"LOST_AFTER", "HTML_AFTER", "UNAVAILABLE_AFTER"})
  void aLostAnswerIsReadAndNotAskedForAgain(Fault fault) {
    paid("CAPTURED");
    gateway.faults.add(fault);

    ask("r1", Wish.REFUND, 1_000);
    bridge.work();
    assertThat(request("r1").state()).isEqualTo(State.LOST);
    bridge.minutesPass(2);

    assertThat(request("r1").state()).isEqualTo(State.DONE);
    assertThat(gateway.writes).hasSize(1);
    assertThat(bridge.order().state()).isEqualTo(OrderState.PARTIALLY_REFUNDED);
    assertThat(mailed()).isZero();
  }

  /// The codes of an unavailable gateway say nothing of what it did.
  @ParameterizedTest
  @CsvSource({
    "PSP_513",
    "PSP_514",
    "PSP_515",
    "PSP_516",
    "PSP_525",
    "PSP_538",
    "PSP_540",
    "PSP_541",
    "PSP_999",
    "ACQ_999",
    "AUTH_999"
  })
  void aRefundThatIsNotShownAQuarterHourLaterIsRefusedAndNotMadeAgain(String code) {
    paid("CAPTURED");
    gateway.faults.add(code);

    ask("r1", Wish.REFUND, 1_000, By.PLATFORM);
    bridge.minutesPass(14);
    assertThat(request("r1").state()).isEqualTo(State.LOST);
    bridge.minutesPass(31);

    assertThat(request("r1").why()).contains(Refusal.NOT_SHOWN);
    assertThat(gateway.writes).hasSize(1);
    assertThat(told("r1")).hasSize(1);
    assertThat(mailed()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"LOST_BEFORE", "UNAVAILABLE_BEFORE"})
  void aCancellationWhoseAnswerWasLostIsMadeOnceMoreAfterAQuarterHour(Fault fault) {
    Made made = paid("AUTHORISED");
    gateway.faults.add(fault);

    ask("c1", Wish.CANCEL, 0);
    bridge.minutesPass(45);

    assertThat(request("c1").state()).isEqualTo(State.DONE);
    assertThat(made.status).isEqualTo("CANCELLED");
    assertThat(gateway.writes).hasSize(2);
  }

  @Test
  void aGatewayThatCannotBeReadForADayLeavesItUncertain() {
    paid("CAPTURED");
    gateway.faults.add(Fault.LOST_BEFORE);
    ask("r1", Wish.REFUND, 1_000, By.PLATFORM);
    bridge.work();
    bridge.asksGateway(_ -> Bridge.answered(503, ""));

    bridge.workUntil(Bridge.START.plus(Duration.ofHours(27)));

    assertThat(request("r1").why()).contains(Refusal.UNCERTAIN);
    assertThat(told("r1")).hasSize(1);
    assertThat(mailed()).isEqualTo(1);
  }

  /// Another refund of the order waits until it is clear what became of the first.
  @Test
  void whileAnAnswerIsLostNoOtherRequestOfTheOrderIsMade() {
    paid("CAPTURED");
    gateway.faults.add(Fault.LOST_AFTER);
    ask("r1", Wish.REFUND, 1_000);
    bridge.work();

    ask("r2", Wish.REFUND, 1_000);
    bridge.work();
    assertThat(gateway.writes).hasSize(1);
    assertThat(request("r2").state()).isEqualTo(State.ASKED);
    bridge.minutesPass(15);

    assertThat(request("r1").state()).isEqualTo(State.DONE);
    assertThat(request("r2").state()).isEqualTo(State.DONE);
    assertThat(gateway.refunded(UUID)).isEqualTo(2_000);
  }

  @Test
  void aLostMessageIsMadeGoodByTheSweep() {
    paid("CAPTURED");
    ask("r1", Wish.REFUND, 1_000);
    bridge.operationQueue.lose();

    bridge.minutesPass(16);

    assertThat(request("r1").state()).isEqualTo(State.DONE);
  }

  @Test
  void aRefundIsToldToThePlatformThatAskedWithWhatCameOfIt() {
    paid("CAPTURED");

    ask("gid://shopify/RefundSession/1", Wish.REFUND, 6_000, By.PLATFORM);

    List<Delivery> told = told("gid://shopify/RefundSession/1");
    assertThat(told).hasSize(1);
    assertThat(OperationResults.of(told.getFirst(), bridge.ledger))
        .hasValueSatisfying(result -> {
          assertThat(result.done()).isFalse();
          assertThat(result.reason()).isEqualTo("more than is left");
          assertThat(result.key()).isEqualTo("gid://shopify/RefundSession/1");
        });
    assertThat(gateway.writes).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "refund, '\"amount\":1000',                    422",
    "refund, '\"key\":\"a b\",\"amount\":1000',    422",
    "refund, '\"key\":\"k\",\"amount\":0',         422",
    "refund, '\"key\":\"k\",\"amount\":-1',        422",
    "refund, '\"key\":\"k\",\"amount\":1.5',       422",
    "refund, '\"key\":\"k\",\"amount\":\"x\"',     422",
    "refund, '\"key\":\"k\",\"currency\":\"XXX\",\"amount\":1', 422",
    "refund, '\"key\":\"k\",\"orderId\":\"none\"', 404",
  })
  void whatAnOperatorAsksForInAWrongWayIsNotTaken(String action, String fields, long status) {
    paid("CAPTURED");
    String order = fields.contains("orderId") ? "" : ",\"orderId\":\"SO0042-1\"";

    Json answer =
        bridge.operator(
            "{\"action\":\"" + action + "\",\"siteId\":\"12345678\"" + order + "," + fields + "}");

    assertThat(answer.get("status").number()).contains(status);
    assertThat(bridge.page().operations()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"5000, EUR, TOO_MUCH", "1000, USD, CURRENCY"})
  void whatCanNeverBeIsRefusedAtOnce(long amount, String currency, String why) {
    paid("CAPTURED");

    Json answer =
        bridge.operator(
            "{\"action\":\"refund\",\"siteId\":\"12345678\",\"orderId\":\"SO0042-1\","
                + "\"key\":\"k\",\"amount\":"
                + amount
                + ",\"currency\":\""
                + currency
                + "\"}");

    Json operation = answer.get("body").get("operations").items().getFirst();
    assertThat(operation.get("state").text()).contains("REFUSED");
    assertThat(operation.get("reason").text()).contains(why);
    assertThat(bridge.operationQueue.take()).isEmpty();
    assertThat(mailed()).isZero();
  }

  private long mailed() {
    return bridge.rows.rows().stream()
        .filter(row -> row.document().contains("\"OPERATION_REFUSED\""))
        .count();
  }

  private List<Delivery> told(String key) {
    return bridge.ledger.deliveries(Bridge.ORDER).stream()
        .filter(one -> one.target().equals(Delivery.OPERATION + key))
        .toList();
  }
}
