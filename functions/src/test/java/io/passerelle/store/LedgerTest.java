package io.passerelle.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.passerelle.alert.Alert;
import io.passerelle.aws.InMemoryTable;
import io.passerelle.aws.Table;
import io.passerelle.delivery.Attempt;
import io.passerelle.delivery.Delivery;
import io.passerelle.delivery.DeliveryId;
import io.passerelle.delivery.FailureClass;
import io.passerelle.delivery.Finding;
import io.passerelle.delivery.RuleKind;
import io.passerelle.delivery.Rules;
import io.passerelle.delivery.Timings;
import io.passerelle.delivery.Verdict;
import io.passerelle.payment.AttemptId;
import io.passerelle.payment.Currency;
import io.passerelle.payment.Instalments;
import io.passerelle.payment.Mode;
import io.passerelle.payment.Money;
import io.passerelle.payment.Operation;
import io.passerelle.payment.Order;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.SiteId;
import io.passerelle.payment.Start;
import io.passerelle.payment.Telling;
import io.passerelle.payment.TransactionState;
import io.passerelle.payment.Transition;
import io.passerelle.payment.Transition.Flagged;
import io.passerelle.payment.Transition.Moved;
import io.passerelle.payment.Transition.Overtaken;
import io.passerelle.payment.Versioned;
import io.passerelle.store.HistoryLine.Received;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerTest {

  private static final Instant NOW = Instant.parse("2026-01-15T10:00:00.123456789Z");
  private static final OrderId ORDER = Telling.ORDER;

  private final InMemoryTable table = new InMemoryTable();
  private final Ledger ledger = new Ledger(table, TestKeyset.keys());

  @Test
  void anOrderIsReadBackWithAllThatIsKnownOfIt() {
    Order order = rich();

    ledger.write(new Change().with(order));

    Order read = ledger.order(ORDER).orElseThrow();
    assertThat(read).isEqualTo(Versioned.of(order, 1));
    assertThat(read.state()).isEqualTo(order.state());
  }

  @ParameterizedTest
  @ValueSource(strings = {"SO0042-1", "S/2026#001|é 🍓", "#", "|", "ORDER#1#2", "a b", "%2F"})
  void anOrdersReferenceMayHoldWhatKeysAreMadeOf(String reference) {
    OrderId id = new OrderId(new SiteId("12345678"), reference);
    Start start = new Start(Telling.attempt("A"), Telling.AMOUNT, NOW);
    Delivery delivery = delivery(id, 100);
    MailingId mail = new MailingId(id, NOW + "#2N#1#DOUBLE_PAYMENT");

    ledger.write(
        new Change()
            .with(Order.starting(id, Mode.TEST, start))
            .with(delivery)
            .with(mailing(mail, flagged(id)))
            .taking(start.attempt(), id, NOW));

    assertThat(ledger.order(id)).isPresent();
    assertThat(ledger.orderOf(id.siteId(), start.attempt())).contains(reference);
    assertThat(dueDeliveries(NOW)).containsExactly(delivery.id());
    assertThat(dueMailings(NOW)).containsExactly(mail);
    assertThat(DeliveryId.parse(delivery.id().toString())).isEqualTo(delivery.id());
    assertThat(MailingId.parse(mail.toString())).isEqualTo(mail);
  }

  @Test
  void ordersOfTwoShopsWithOneReferenceAreTwo() {
    OrderId other = new OrderId(new SiteId("87654321"), ORDER.reference());
    ledger.write(new Change().with(rich()));

    assertThat(ledger.order(other)).isEmpty();
    assertThat(ledger.page(other)).isEmpty();
  }

  @Test
  void aChangeIsWrittenWholeOrNotAtAll() {
    Order order = rich();
    ledger.write(new Change().with(order));

    assertThatExceptionOfType(Table.Stale.class)
        .isThrownBy(() -> ledger.write(new Change().with(delivery(ORDER, 100)).with(order)));

    assertThat(ledger.deliveries(ORDER)).isEmpty();
  }

  @Test
  void everyByteThatWasReceivedIsReadBack() {
    byte[] all = new byte[256];
    IntStream.range(0, 256).forEach(i -> all[i] = (byte) i);
    HistoryLine line =
        new HistoryLine(
            ORDER,
            "1#é",
            NOW,
            "op",
            "E_COMMERCE",
            "info\n🍓",
            Optional.of(new Received("FORM", all)));

    ledger.write(new Change().with(line));

    HistoryLine read = ledger.line(ORDER, "1#é").orElseThrow();
    assertThat(read.received().orElseThrow().bytes()).isEqualTo(all);
    assertThat(read.received().orElseThrow().format()).isEqualTo("FORM");
    assertThat(read.at()).isEqualTo(NOW);
    assertThat(read.info()).isEqualTo("info\n🍓");
  }

  @Test
  void aLineOfHistoryIsWrittenOnceAndNeverChanged() {
    HistoryLine line = new HistoryLine(ORDER, "1", NOW, "op", "origin", "info");
    ledger.write(new Change().with(line));

    assertThatExceptionOfType(Table.Stale.class)
        .isThrownBy(() -> ledger.write(new Change().with(line)));
  }

  @Test
  void aDeliveryIsReadBackWithItsAttempts() {
    Attempt failed =
        new Attempt(
            NOW,
            NOW.minusSeconds(1),
            false,
            503,
            Optional.of("MAINTENANCE"),
            "Fermé\n🍓",
            Optional.empty(),
            new Timings(1, 2, 3, 4, 5));
    Attempt redirected =
        new Attempt(
            NOW,
            NOW,
            true,
            302,
            Optional.of("OTHER"),
            "",
            Optional.of("https://shop.example/login"),
            Timings.total(7));
    Delivery delivery =
        delivery(ORDER, 100)
            .claimed(NOW)
            .after(failed, false)
            .askedAgain(NOW)
            .after(redirected, false);

    ledger.write(new Change().with(delivery));

    assertThat(ledger.deliveries(ORDER)).containsExactly(delivery.written());
    assertThat(ledger.deliveries(ORDER).getFirst().attempts()).containsExactly(failed, redirected);
  }

  @Test
  void aDeliveryWithAllItsAttemptsFitsARowWhateverTheShopAnswered() {
    String answer = "\u4e2d".repeat(2_000);
    Attempt failed =
        new Attempt(
            NOW,
            NOW,
            true,
            503,
            Optional.of("SERVER_5XX"),
            answer,
            Optional.of("\u00e9".repeat(2_000)),
            Timings.total(7));
    Delivery delivery = delivery(ORDER, 100);
    while (delivery.attempts().size() < Delivery.ATTEMPTS_MAX) {
      delivery = delivery.after(failed, false);
    }

    ledger.write(new Change().with(delivery));

    Delivery read = ledger.deliveries(ORDER).getFirst();
    assertThat(read.attempts()).hasSize(Delivery.ATTEMPTS_MAX);
    assertThat(read.attempts().getLast()).isEqualTo(failed);
  }

  @Test
  void deliveriesAreReadInTheOrderInWhichTheyMustBeMade() {
    for (long number : List.of(1_000L, 100L, 9_900L, 200L, 99_999_999_999L)) {
      ledger.write(new Change().with(delivery(ORDER, number)));
    }

    assertThat(ledger.deliveries(ORDER))
        .extracting(one -> one.id().number())
        .containsExactly(100L, 200L, 1_000L, 9_900L, 99_999_999_999L);
  }

  @Test
  void aDeliveryIsDueFromTheMomentItWantsToBeMadeUntilItIsSettled() {
    Delivery fresh = delivery(ORDER, 100);
    ledger.write(new Change().with(fresh));
    Delivery settled = fresh.written().claimed(NOW).after(delivered(), false);

    List<DeliveryId> before = dueDeliveries(NOW.minusSeconds(1));
    List<DeliveryId> now = dueDeliveries(NOW);
    ledger.write(new Change().with(settled));

    assertThat(before).isEmpty();
    assertThat(now).containsExactly(fresh.id());
    assertThat(dueDeliveries(NOW.plusSeconds(9_000))).isEmpty();
  }

  @Test
  void whatIsDueIsSpreadOverAFewBucketsAndFoundInAll() {
    Set<String> buckets = ConcurrentHashMap.newKeySet();
    for (int i = 0; i < 200; i++) {
      OrderId id = new OrderId(new SiteId("12345678"), "SO" + i);
      buckets.add(DueBuckets.deliveries(id));
      ledger.write(new Change().with(delivery(id, 100)));
    }

    assertThat(buckets).hasSize(DueBuckets.BUCKETS);
    assertThat(dueDeliveries(NOW)).hasSize(200);
    assertThat(dueMailings(NOW)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Alert.Kind.class)
  void aMailOfAFlaggedPaymentIsReadBack(Alert.Kind kind) {
    Alert alert =
        new Alert.PaymentFlagged("12345678", "Boutique d'Été", "SO0042-1", kind, "AUTHORISED");

    assertThat(readBack(alert)).isEqualTo(alert);
  }

  @ParameterizedTest
  @EnumSource(FailureClass.class)
  void aMailOfAFailedDeliveryIsReadBack(FailureClass failure) {
    Alert answered =
        new Alert.DeliveryFailed(
            "12345678",
            "Boutique d'Été",
            "SO0042-1",
            "End of payment",
            "https://shop.example/ipn",
            2,
            5,
            new Verdict.Failed(failure, OptionalInt.of(503), Optional.empty()),
            true,
            "Fermé 🍓",
            Optional.of(NOW),
            Optional.of("https://console.example/orders/1"),
            true);
    Alert unanswered =
        new Alert.DeliveryFailed(
            "12345678",
            "",
            "SO0042-1",
            "",
            "",
            5,
            5,
            new Verdict.Failed(failure, OptionalInt.empty(), Optional.of(Finding.RESET)),
            false,
            "",
            Optional.empty(),
            Optional.empty(),
            false);

    assertThat(readBack(answered)).isEqualTo(answered);
    assertThat(readBack(unanswered)).isEqualTo(unanswered);
  }

  @Test
  void aMailIsReadBackWithItsTriesAndLease() {
    MailingId id = new MailingId(ORDER, "m");
    Mailing claimed = mailing(id, flagged(ORDER)).claimed(NOW);

    ledger.write(new Change().with(claimed));

    Mailing read = ledger.mailing(id).orElseThrow();
    assertThat(read.tries()).isEqualTo(1);
    assertThat(read.lease()).contains(NOW.plus(Mailing.LEASE));
    assertThat(read.to()).containsExactly("boss@shop.example", "staff@shop.example");
    assertThat(read.language()).isEqualTo("fr");
    assertThat(read.zone()).isEqualTo("Europe/Paris");
    assertThat(read.createdAt()).isEqualTo(NOW);
    assertThat(read.version()).isEqualTo(1);
  }

  @Test
  void aMailThatWasSentOrGivenUpIsNotDueAnyMore() {
    MailingId id = new MailingId(ORDER, "m");
    Mailing mailing = mailing(id, flagged(ORDER));
    for (int i = 0; i < Mailing.TRIES_MAX - 1; i++) {
      mailing = mailing.claimed(NOW).failed(NOW);
      assertThat(mailing.due()).isPresent();
    }

    assertThat(mailing.claimed(NOW).failed(NOW).due()).isEmpty();
    assertThat(mailing.claimed(NOW).sent().due()).isEmpty();
  }

  @Test
  void aTransactionIdIsTakenOnceWhateverItsCase() {
    AttemptId attempt = new AttemptId(Telling.DAY, "abCD12");
    ledger.write(new Change().taking(attempt, ORDER, NOW));

    AttemptId otherCase = new AttemptId(Telling.DAY, "ABcd12");
    AttemptId otherDay = new AttemptId(Telling.DAY.plusDays(1), "abCD12");

    assertThatExceptionOfType(Table.Stale.class)
        .isThrownBy(() -> ledger.write(new Change().taking(otherCase, ORDER, NOW)));
    assertThat(ledger.orderOf(ORDER.siteId(), otherCase)).contains(ORDER.reference());
    assertThat(ledger.orderOf(ORDER.siteId(), otherDay)).isEmpty();
    assertThat(ledger.orderOf(new SiteId("87654321"), attempt)).isEmpty();
  }

  @Test
  void noTwoWorkersGetTheSameTransactionNumber() {
    Set<Long> numbers = ConcurrentHashMap.newKeySet();
    LocalDate day = Telling.DAY;
    try (ExecutorService workers = Executors.newFixedThreadPool(16)) {
      for (int i = 0; i < 2_000; i++) {
        workers.execute(() -> numbers.add(ledger.nextTransaction(ORDER.siteId(), day)));
      }
    }

    assertThat(numbers).hasSize(2_000).contains(1L, 2_000L);
    assertThat(ledger.nextTransaction(ORDER.siteId(), day.plusDays(1))).isEqualTo(1);
    assertThat(ledger.nextTransaction(new SiteId("87654321"), day)).isEqualTo(1);
  }

  @Test
  void aPageHoldsTheOrderItsHistoryByTimeAndItsDeliveries() {
    ledger.write(
        new Change()
            .with(rich())
            .with(new HistoryLine(ORDER, "1#late", NOW.plusSeconds(2), "b", "o", "i"))
            .with(new HistoryLine(ORDER, "2#early", NOW, "a", "o", "i"))
            .with(delivery(ORDER, 100))
            .with(mailing(new MailingId(ORDER, "m"), flagged(ORDER))));

    OrderPage page = ledger.page(ORDER).orElseThrow();

    assertThat(page.history()).extracting(HistoryLine::operation).containsExactly("a", "b");
    assertThat(page.deliveries()).hasSize(1);
  }

  private Alert readBack(Alert alert) {
    MailingId id = new MailingId(ORDER, "m" + alert.hashCode());
    ledger.write(new Change().with(mailing(id, alert)));
    return ledger.mailing(id).orElseThrow().alert();
  }

  private static Mailing mailing(MailingId id, Alert alert) {
    List<String> to = List.of("boss@shop.example", "staff@shop.example");
    return Mailing.of(id, alert, to, "fr", "Europe/Paris", NOW);
  }

  private static Alert flagged(OrderId id) {
    return new Alert.PaymentFlagged(
        id.siteId().value(), "Shop", id.reference(), Alert.Kind.DOUBLE_PAYMENT, "AUTHORISED");
  }

  private static Delivery delivery(OrderId id, long number) {
    return Delivery.of(
        new DeliveryId(id, number),
        Mode.TEST,
        Rules.none().of(RuleKind.END_OF_PAYMENT),
        Delivery.PLATFORM,
        "line#1",
        "https://shop.example/payment/lyra/ipn",
        NOW);
  }

  private static Attempt delivered() {
    return new Attempt(
        NOW, NOW, false, 200, Optional.empty(), "OK", Optional.empty(), Timings.total(12));
  }

  private static Order rich() {
    Order order =
        Order.starting(
            ORDER,
            Mode.TEST,
            new Start(
                Telling.attempt("A"),
                Telling.AMOUNT,
                NOW,
                Optional.of(Telling.attempt("Z")),
                Optional.of(new Instalments(Telling.AMOUNT, Money.of(100, Currency.EUR), 3, 30))));
    List<Telling> tellings =
        List.of(
            Telling.of("A", TransactionState.REFUSED),
            Telling.of("A", TransactionState.CANCELLED),
            Telling.of("B", TransactionState.AUTHORISED).effective(Money.of(1400, Currency.USD)),
            Telling.of("C", TransactionState.UNKNOWN).word("NEW \"é\""),
            Telling.of("D", TransactionState.CAPTURED).operation(Operation.CREDIT),
            Telling.of("E", TransactionState.AUTHORISED).mode(Mode.PRODUCTION),
            Telling.of("F", TransactionState.ABANDONED).attempt(AttemptId.unnamed(Telling.DAY)));
    List<Transition> transitions = new ArrayList<>();
    for (Telling telling : tellings) {
      Transition transition = order.after(telling.report());
      transitions.add(transition);
      order =
          switch (transition) {
            case Moved(Order next, var _) -> next;
            case Overtaken(Order next, var _) -> next;
            case Flagged(Order next, var _) -> next;
            case Transition.Repeated _ -> order;
          };
    }
    assertThat(transitions).hasSize(tellings.size());
    return order;
  }

  private List<DeliveryId> dueDeliveries(Instant until) {
    List<DeliveryId> due = new ArrayList<>();
    ledger.eachDueDelivery(until, () -> true, due::addAll);
    return due;
  }

  private List<MailingId> dueMailings(Instant until) {
    List<MailingId> due = new ArrayList<>();
    ledger.eachDueMailing(until, () -> true, due::addAll);
    return due;
  }
}
