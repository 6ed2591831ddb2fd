package io.passerelle.payment;

import static io.passerelle.payment.TransactionState.AUTHORISED;
import static io.passerelle.payment.TransactionState.CAPTURED;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.payment.OperationRequest.By;
import io.passerelle.payment.Transition.Moved;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RemainingTest {

  private static final Instant NOW = Instant.parse("2026-01-15T10:00:00Z");

  private final Order paid =
      moved(
          Order.starting(
              Telling.ORDER, Mode.TEST, new Start(Telling.attempt("A"), Telling.AMOUNT, NOW)),
          Telling.of("A", CAPTURED));

  @Test
  void whatAnotherRequestIsStillToTakeIsNotLeft() {
    OperationRequest first = refund("first", 250);

    assertThat(foresee(paid, refund("second", 1001), first)).contains(Refusal.TOO_MUCH);
    assertThat(foresee(paid, refund("second", 1000), first)).isEmpty();
  }

  @Test
  void whatACallHasTakenIsCountedOnceThoughItsAnswerIsStillOnItsWay() {
    OperationRequest calling = calling("first", 250);
    Order credited = moved(paid, credit("C", 250));

    assertThat(foresee(credited, refund("second", 1000), calling)).isEmpty();
    assertThat(foresee(credited, refund("second", 1001), calling)).contains(Refusal.TOO_MUCH);
  }

  @Test
  void aCreditThatWasKnownBeforeTheCallIsNotTheCalls() {
    OperationRequest calling = calling("first", 250, "C");
    Order credited = moved(paid, credit("C", 250));

    assertThat(foresee(credited, refund("second", 750), calling)).isEmpty();
    assertThat(foresee(credited, refund("second", 751), calling)).contains(Refusal.TOO_MUCH);
  }

  private static Optional<Refusal> foresee(
      Order order, OperationRequest asked, OperationRequest other) {
    return Remaining.foresee(order, asked, List.of(other));
  }

  private static OperationRequest calling(String key, long cents, String... known) {
    Deed.Refund call = new Deed.Refund("A", euros(cents), euros(cents));
    return refund(key, cents).calling(new Step(call, NOW, Set.of(known), euros(0), "worker"));
  }

  private static OperationRequest refund(String key, long cents) {
    return OperationRequest.of(
        new OperationId(Telling.ORDER, key),
        Wish.REFUND,
        Optional.of(euros(cents)),
        Currency.EUR,
        By.PLATFORM,
        Map.of(),
        NOW);
  }

  private static Telling credit(String uuid, long cents) {
    return Telling.of(uuid, AUTHORISED)
        .part(Telling.attempt("A"), 1, euros(cents))
        .operation(Operation.CREDIT);
  }

  private static Order moved(Order order, Telling telling) {
    return ((Moved) order.after(telling.report())).order();
  }

  private static Money euros(long cents) {
    return Money.of(cents, Currency.EUR);
  }
}
