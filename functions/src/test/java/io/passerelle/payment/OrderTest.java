package io.passerelle.payment;

import static io.passerelle.payment.TransactionState.ABANDONED;
import static io.passerelle.payment.TransactionState.AUTHORISED;
import static io.passerelle.payment.TransactionState.CANCELLED;
import static io.passerelle.payment.TransactionState.CAPTURED;
import static io.passerelle.payment.TransactionState.INITIAL;
import static io.passerelle.payment.TransactionState.REFUSED;
import static io.passerelle.payment.TransactionState.UNDER_VERIFICATION;
import static io.passerelle.payment.TransactionState.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.payment.Transition.Flagged;
import io.passerelle.payment.Transition.Moved;
import io.passerelle.payment.Transition.Overtaken;
import io.passerelle.payment.Transition.Repeated;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OrderTest {

  private static final Instant NOW = Instant.parse("2026-01-15T10:00:00Z");
  private static final Money MORE = Money.of(1500, Currency.EUR);
  private static final Money LESS = Money.of(1000, Currency.EUR);

  private final Order started =
      Order.starting(
          Telling.ORDER, Mode.TEST, new Start(Telling.attempt("A"), Telling.AMOUNT, NOW));

  @Test
  void aSecondPaidAttemptIsADoublePaymentAndToldOnce() {
    Order paid = moved(started, Telling.of("A", AUTHORISED).report());

    Moved twice = (Moved) paid.after(Telling.of("B", AUTHORISED).report());
    Moved captured = (Moved) twice.order().after(Telling.of("B", CAPTURED).report());
    Moved thrice = (Moved) captured.order().after(Telling.of("C", AUTHORISED).report());

    assertThat(twice.notices()).containsExactly(Notice.DOUBLE_PAYMENT);
    assertThat(twice.order().paidAttempts()).isEqualTo(2);
    assertThat(captured.notices()).isEmpty();
    assertThat(thrice.notices()).containsExactly(Notice.DOUBLE_PAYMENT);
    assertThat(thrice.order().isPaid()).isTrue();
  }

  @Test
  void aDoublePaymentThatAlsoContradictsAnEarlierReportIsToldAsBoth() {
    Order paid = moved(started, Telling.of("A", AUTHORISED).report());
    Order refused = moved(paid, Telling.of("B", REFUSED).report());

    Moved both = (Moved) refused.after(Telling.of("B", AUTHORISED).report());

    assertThat(both.notices())
        .containsExactlyInAnyOrder(Notice.DOUBLE_PAYMENT, Notice.CONTRADICTION);
  }

  @Test
  void aRefusalAfterAPaymentOfTheSameTransactionIsAContradictionAndToldOnce() {
    Order paid = moved(started, Telling.of("A", AUTHORISED).report());

    Overtaken refused = (Overtaken) paid.after(Telling.of("A", REFUSED).report());
    Transition again = refused.order().after(Telling.of("A", REFUSED).report());

    assertThat(refused.notices()).containsExactly(Notice.CONTRADICTION);
    assertThat(refused.order().isPaid()).isTrue();
    assertThat(again).isInstanceOf(Repeated.class);
  }

  @Test
  void aContradictionIsSeenWhateverCameBetween() {
    Order refused = moved(started, Telling.of("A", REFUSED).report());
    Order cancelled = moved(refused, Telling.of("A", CANCELLED).report());

    Overtaken authorised = (Overtaken) cancelled.after(Telling.of("A", AUTHORISED).report());

    assertThat(authorised.notices()).containsExactly(Notice.CONTRADICTION);
  }

  @Test
  void aCaptureAfterACancellationIsPaidAndAContradiction() {
    Order cancelled = moved(started, Telling.of("A", CANCELLED).report());

    Moved captured = (Moved) cancelled.after(Telling.of("A", CAPTURED).report());

    assertThat(captured.notices()).containsExactly(Notice.CONTRADICTION);
    assertThat(captured.order().state()).isEqualTo(OrderState.PAID);
  }

  @Test
  void anotherAmountIsKeptAsideAndSettlesNothing() {
    Report report = Telling.of("A", AUTHORISED).amount(MORE).report();

    Flagged flagged = (Flagged) started.after(report);
    Transition again = flagged.order().after(report);

    assertThat(flagged.notice()).isEqualTo(Notice.AMOUNT_DIFFERS);
    assertThat(flagged.order().isPaid()).isFalse();
    assertThat(flagged.order().transactions()).isEmpty();
    assertThat(again).isEqualTo(new Repeated(Optional.of(Notice.AMOUNT_DIFFERS)));
  }

  @Test
  void anotherCurrencyIsKeptAsideAndSettlesNothing() {
    Report report = Telling.of("A", AUTHORISED).amount(Money.of(1250, Currency.USD)).report();

    Flagged flagged = (Flagged) started.after(report);

    assertThat(flagged.notice()).isEqualTo(Notice.CURRENCY_DIFFERS);
    assertThat(flagged.order().isPaid()).isFalse();
  }

  @Test
  void theOtherModeIsKeptAsideAndSettlesNothing() {
    Report report = Telling.of("A", AUTHORISED).mode(Mode.PRODUCTION).report();

    Flagged flagged = (Flagged) started.after(report);

    assertThat(flagged.notice()).isEqualTo(Notice.MODE_DIFFERS);
    assertThat(flagged.order().isPaid()).isFalse();
  }

  @Test
  void aRefundOfPartOfTheAmountIsNoMismatchButOneInAnotherCurrencyIs() {
    Order paid = moved(started, Telling.of("A", CAPTURED).report());
    Telling refund = Telling.of("B", AUTHORISED).operation(Operation.CREDIT);

    Order refunded = moved(paid, refund.amount(Money.of(400, Currency.EUR)).report());
    Flagged flagged = (Flagged) paid.after(refund.amount(Money.of(400, Currency.USD)).report());

    assertThat(refunded.state()).isEqualTo(OrderState.PARTIALLY_REFUNDED);
    assertThat(flagged.notice()).isEqualTo(Notice.CURRENCY_DIFFERS);
  }

  @Test
  void underAConversionPaymentAndRefundAreComparedInTheCurrencyThatMoved() {
    Money dollars = Money.of(1400, Currency.USD);
    Order paid = moved(started, Telling.of("A", CAPTURED).effective(dollars).report());

    Report refund =
        Telling.of("B", AUTHORISED).operation(Operation.CREDIT).effective(dollars).report();

    assertThat(paid.state()).isEqualTo(OrderState.PAID);
    assertThat(moved(paid, refund).state()).isEqualTo(OrderState.REFUNDED);
  }

  @Test
  void aReducedAmountMovesTheTransactionAndALargerOneIsPast() {
    Order paid = moved(started, Telling.of("A", AUTHORISED).report());

    Order reduced = moved(paid, Telling.of("A", AUTHORISED).effective(LESS).report());
    Transition larger = reduced.after(Telling.of("A", AUTHORISED).report());

    assertThat(reduced.transactions().values())
        .extracting(Transaction::effective)
        .containsExactly(LESS);
    assertThat(larger).isEqualTo(new Overtaken(reduced, Set.of()));
  }

  @Test
  void thePartsOfAPaymentInInstalmentsAreOneAttempt() {
    AttemptId attempt = Telling.attempt("A");
    Order order = started;
    for (int part = 1; part <= 4; part++) {
      Money share = Telling.AMOUNT.split(4).get(part - 1);
      order =
          moved(order, Telling.of("uuid" + part, AUTHORISED).part(attempt, part, share).report());
    }

    assertThat(order.state()).isEqualTo(OrderState.PAID);
    assertThat(order.paidAttempts()).isEqualTo(1);
    assertThat(order.transactions()).hasSize(4);
  }

  @Test
  void aRefusedLaterInstalmentLeavesTheOrderPaid() {
    AttemptId attempt = Telling.attempt("A");
    Order first = moved(started, Telling.of("u1", AUTHORISED).part(attempt, 1, LESS).report());

    Order second = moved(first, Telling.of("u2", REFUSED).part(attempt, 2, LESS).report());

    assertThat(second.state()).isEqualTo(OrderState.PAID);
  }

  @Test
  void twoPaymentsOfAttemptsWithoutANameAreTwo() {
    AttemptId unnamed = AttemptId.unnamed(Telling.DAY);
    Order once = moved(started, Telling.of("u1", AUTHORISED).attempt(unnamed).report());

    Moved twice = (Moved) once.after(Telling.of("u2", AUTHORISED).attempt(unnamed).report());
    Moved part = (Moved) once.after(Telling.of("u3", AUTHORISED).part(unnamed, 2, LESS).report());

    assertThat(twice.notices()).containsExactly(Notice.DOUBLE_PAYMENT);
    assertThat(part.notices()).isEmpty();
  }

  @Test
  void aVerificationHasNoAmountToDiffer() {
    Report verification =
        Telling.of("A", TransactionState.ACCEPTED)
            .operation(Operation.VERIFICATION)
            .amount(Money.of(0, Currency.USD))
            .report();

    assertThat(moved(started, verification).state()).isEqualTo(OrderState.VERIFIED);
  }

  @Test
  void anUnknownWordIsKeptToldAndNeverTakenForSuccess() {
    Report report = Telling.of("A", UNKNOWN).word("BRAND_NEW").report();

    Flagged flagged = (Flagged) started.after(report);

    assertThat(flagged.notice()).isEqualTo(Notice.UNKNOWN_STATUS);
    assertThat(flagged.order().state()).isEqualTo(OrderState.UNKNOWN);
    assertThat(flagged.order().transactions()).containsKey("A");
    assertThat(moved(flagged.order(), Telling.of("A", AUTHORISED).report()).isPaid()).isTrue();
  }

  @Test
  void anAbandonWithoutATransactionIsKnownByItsAttempt() {
    Order abandoned = moved(started, Telling.of("A", ABANDONED).reportWithoutUuid());

    Transition again = abandoned.after(Telling.of("A", ABANDONED).reportWithoutUuid());
    Order paid = moved(abandoned, Telling.of("A", AUTHORISED).report());

    assertThat(again).isInstanceOf(Repeated.class);
    assertThat(paid.state()).isEqualTo(OrderState.PAID);
  }

  @Test
  void anAbandonedAttemptAtTheAmountThatItStartedWithIsNoMismatch() {
    Start second = new Start(Telling.attempt("B"), MORE, NOW);
    Order changed = ((Checkout.Started) started.starts(Mode.TEST, second)).order();

    Order abandoned = moved(changed, Telling.of("A", ABANDONED).report());
    Transition paid = changed.after(Telling.of("A", AUTHORISED).report());
    Transition stranger = changed.after(Telling.of("C", ABANDONED).report());

    assertThat(abandoned.state()).isEqualTo(OrderState.ABANDONED);
    assertThat(paid).isInstanceOf(Flagged.class);
    assertThat(stranger).isInstanceOf(Flagged.class);
  }

  @Test
  void anAdoptedOrderTakesTheAmountOfItsFurthestPayment() {
    Report refused = Telling.of("A", REFUSED).amount(LESS).report();
    Report paid = Telling.of("B", AUTHORISED).report();

    Order one = moved(moved(Order.adopted(refused, NOW), refused), paid);
    Order other = moved(moved(Order.adopted(paid, NOW), paid), refused);

    assertThat(one).isEqualTo(other);
    assertThat(one.amount()).isEqualTo(Telling.AMOUNT);
    assertThat(one.state()).isEqualTo(OrderState.PAID);
    assertThat(one.startedHere()).isFalse();
  }

  @Test
  void anAdoptedOrderTakesTheLargerOfTwoAmountsOfOneEventWhicheverCameFirst() {
    Report less = Telling.of("A", AUTHORISED).amount(LESS).effective(LESS).report();
    Report more = Telling.of("A", AUTHORISED).effective(LESS).report();

    Order one = after(moved(Order.adopted(less, NOW), less), more);
    Order other = after(moved(Order.adopted(more, NOW), more), less);

    assertThat(one).isEqualTo(other);
    assertThat(one.amount()).isEqualTo(Telling.AMOUNT);
  }

  @Test
  void anAdoptedOrderThatIsKnownByARefundFirstLearnsItsAmountFromThePayment() {
    Report refund = Telling.of("B", AUTHORISED).operation(Operation.CREDIT).amount(LESS).report();
    Report payment = Telling.of("A", CAPTURED).report();

    Order refunded = moved(Order.adopted(refund, NOW), refund);
    Order both = moved(refunded, payment);

    assertThat(refunded.isPaid()).isFalse();
    assertThat(refunded.amount()).isEqualTo(LESS);
    assertThat(both.amount()).isEqualTo(Telling.AMOUNT);
    assertThat(both.state()).isEqualTo(OrderState.PARTIALLY_REFUNDED);
  }

  @Test
  void aTestChangesNoAdoptedOrderOfProduction() {
    Report first = Telling.of("A", REFUSED).mode(Mode.PRODUCTION).report();
    Order adopted = moved(Order.adopted(first, NOW), first);

    Flagged flagged = (Flagged) adopted.after(Telling.of("B", AUTHORISED).report());

    assertThat(flagged.notice()).isEqualTo(Notice.MODE_DIFFERS);
    assertThat(flagged.order().isPaid()).isFalse();
  }

  @Test
  void realMoneyMakesANewOrderOfOneThatIsKnownFromTestsAlone() {
    Report test = Telling.of("A", AUTHORISED).report();
    Report real = Telling.of("B", REFUSED).mode(Mode.PRODUCTION).report();

    Order order = moved(moved(Order.adopted(test, NOW), test), real);

    assertThat(order.mode()).isEqualTo(Mode.PRODUCTION);
    assertThat(order.isPaid()).isFalse();
    assertThat(order.transactions()).containsOnlyKeys("B");
    assertThat(((Flagged) order.after(test)).notice()).isEqualTo(Notice.MODE_DIFFERS);
  }

  @Test
  void aCheckoutOfTestIsNotPaidByRealMoney() {
    Report real = Telling.of("A", AUTHORISED).mode(Mode.PRODUCTION).report();

    assertThat(((Flagged) started.after(real)).order().isPaid()).isFalse();
  }

  @Test
  void theSameCheckoutTwiceIsOnePayment() {
    assertThat(started.starts(Mode.TEST, new Start(Telling.attempt("A"), Telling.AMOUNT, NOW)))
        .isInstanceOf(Checkout.Again.class);
  }

  @Test
  void theSameAttemptWithAnotherAmountIsRefused() {
    assertThat(started.starts(Mode.TEST, new Start(Telling.attempt("A"), MORE, NOW)))
        .isEqualTo(new Checkout.Refused(Notice.AMOUNT_DIFFERS));
  }

  @Test
  void anotherAttemptMayAskForAnotherAmountUntilTheOrderIsPaid() {
    Start second = new Start(Telling.attempt("B"), MORE, NOW);
    Order paid = moved(started, Telling.of("A", AUTHORISED).report());

    Order unpaid = ((Checkout.Started) started.starts(Mode.TEST, second)).order();
    Order afterwards = ((Checkout.Started) paid.starts(Mode.TEST, second)).order();

    assertThat(unpaid.amount()).isEqualTo(MORE);
    assertThat(unpaid.starts()).hasSize(2);
    assertThat(afterwards.amount()).isEqualTo(Telling.AMOUNT);
    assertThat(afterwards.isPaid()).isTrue();
  }

  @Test
  void aFirstCheckoutInProductionForgetsTheTestsButNotTheVersion() {
    Order tested = moved(Versioned.of(started, 7), Telling.of("A", AUTHORISED).report());
    Start start = new Start(Telling.attempt("B"), MORE, NOW);

    Order real = ((Checkout.Started) tested.starts(Mode.PRODUCTION, start)).order();

    assertThat(real.mode()).isEqualTo(Mode.PRODUCTION);
    assertThat(real.isPaid()).isFalse();
    assertThat(real.amount()).isEqualTo(MORE);
    assertThat(real.transactions()).isEmpty();
    assertThat(real.version()).isEqualTo(7);
  }

  @Test
  void aTestNeverTakesThePlaceOfARealOrder() {
    Start start = new Start(Telling.attempt("A"), Telling.AMOUNT, NOW);
    Order real = Order.starting(Telling.ORDER, Mode.PRODUCTION, start);

    assertThat(real.starts(Mode.TEST, new Start(Telling.attempt("B"), MORE, NOW)))
        .isEqualTo(new Checkout.Refused(Notice.MODE_DIFFERS));
  }

  @Test
  void anAdoptedOrderThatIsThenStartedHereIsCheckedFromThenOn() {
    Report first = Telling.of("A", REFUSED).amount(LESS).report();
    Order adopted = moved(Order.adopted(first, NOW), first);

    Start start = new Start(Telling.attempt("B"), Telling.AMOUNT, NOW);
    Order begun = ((Checkout.Started) adopted.starts(Mode.TEST, start)).order();

    assertThat(begun.startedHere()).isTrue();
    assertThat(begun.after(Telling.of("B", AUTHORISED).amount(LESS).report()))
        .isInstanceOf(Flagged.class);
    assertThat(moved(begun, Telling.of("B", AUTHORISED).report()).isPaid()).isTrue();
  }

  @Test
  void theLatestStartsAreKept() {
    Order order = started;
    for (int i = 0; i < 3 * Order.STARTS_MAX; i++) {
      AttemptId attempt = new AttemptId(Telling.DAY, "%06d".formatted(i));
      Start start = new Start(attempt, Telling.AMOUNT, NOW);
      order = ((Checkout.Started) order.starts(Mode.TEST, start)).order();
    }

    assertThat(order.starts()).hasSize(Order.STARTS_MAX);
    assertThat(order.starts().getLast().attempt().transactionId()).isEqualTo("000149");
  }

  @Test
  void anOrderHasALimitedNumberOfTransactionsAndStillMovesThoseThatItHas() {
    Order full = started;
    for (int i = 0; i < Order.TRANSACTIONS_MAX; i++) {
      full = moved(full, Telling.of("t" + i, INITIAL).report());
    }

    Flagged oneMore = (Flagged) full.after(Telling.of("late", AUTHORISED).report());

    assertThat(oneMore.notice()).isEqualTo(Notice.TOO_MANY_TRANSACTIONS);
    assertThat(oneMore.order().transactions()).hasSize(Order.TRANSACTIONS_MAX);
    assertThat(moved(full, Telling.of("t0", AUTHORISED).report()).isPaid()).isTrue();
  }

  @Test
  void anOrderHasALimitedNumberOfFlags() {
    Order order = started;
    for (int i = 0; i < 2 * Order.FLAGS_MAX; i++) {
      Transition transition = order.after(Telling.of("w", UNKNOWN).word("WORD_" + i).report());
      order = transition instanceof Flagged(Order next, var _) ? next : order;
    }

    assertThat(order.flags()).hasSize(Order.FLAGS_MAX);
  }

  @Test
  void aRefundThatTheAcquirerChecksAlreadyCountsAndALaterRefusalTakesItBack() {
    Order paid = moved(started, Telling.of("A", CAPTURED).report());
    Telling checked = Telling.of("B", UNDER_VERIFICATION).operation(Operation.CREDIT);
    Telling refused = Telling.of("B", REFUSED).operation(Operation.CREDIT);

    Order refunded = moved(paid, checked.report());
    Order back = moved(refunded, refused.report());

    assertThat(refunded.state()).isEqualTo(OrderState.REFUNDED);
    assertThat(back.state()).isEqualTo(OrderState.PAID);
  }

  private static Order moved(Order order, Report report) {
    return ((Moved) order.after(report)).order();
  }

  private static Order after(Order order, Report report) {
    return switch (order.after(report)) {
      case Moved moved -> moved.order();
      case Overtaken overtaken -> overtaken.order();
      case Flagged flagged -> flagged.order();
      case Repeated repeated -> order;
    };
  }
}
