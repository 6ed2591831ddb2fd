package io.passerelle.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.passerelle.payment.Transition.Moved;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScheduleTest {

  private static final Instant NOW = Instant.parse("2026-01-15T23:30:00Z");
  private static final Money TOTAL = Telling.AMOUNT;
  private static final Instalments PARTS =
      new Instalments(TOTAL, Money.of(TOTAL.minorUnits() - 300, TOTAL.currency()), 3, 30);

  @Test
  void aPaymentAtOnceHasNoSchedule() {
    assertThat(Schedule.of(order(Optional.empty()))).isEmpty();
  }

  @Test
  void partsOfWhichNothingWasToldAreThereWithDayAndAmount() {
    Schedule schedule = Schedule.of(order(Optional.of(PARTS))).orElseThrow();

    assertThat(schedule.parts())
        .extracting(
            Schedule.Part::sequence,
            Schedule.Part::due,
            part -> part.amount().minorUnits(),
            Schedule.Part::state)
        .containsExactly(
            tuple(1, LocalDate.parse("2026-01-15"), TOTAL.minorUnits() - 300, Optional.empty()),
            tuple(2, LocalDate.parse("2026-02-14"), 150L, Optional.empty()),
            tuple(3, LocalDate.parse("2026-03-16"), 150L, Optional.empty()));
  }

  @Test
  void eachPartHasTheStateThatWasToldOfIt() {
    Order order = order(Optional.of(PARTS));
    order = told(order, Telling.of("1", TransactionState.CAPTURED).attempt(Telling.attempt("A")));
    order =
        told(
            order,
            Telling.of("2", TransactionState.REFUSED)
                .part(Telling.attempt("A"), 2, Money.of(150, TOTAL.currency())));

    assertThat(Schedule.of(order).orElseThrow().parts())
        .extracting(Schedule.Part::state)
        .containsExactly(
            Optional.of(TransactionState.CAPTURED),
            Optional.of(TransactionState.REFUSED),
            Optional.empty());
  }

  @Test
  void theScheduleIsThatOfTheAttemptThatWasPaid() {
    Order order = order(Optional.of(PARTS));
    order = told(order, Telling.of("1", TransactionState.AUTHORISED).attempt(Telling.attempt("A")));
    Start later = new Start(Telling.attempt("B"), TOTAL, NOW.plusSeconds(60));
    order =
        order.starts(Mode.TEST, later) instanceof Checkout.Started(Order started) ? started : order;

    assertThat(order.starts()).hasSize(2);
    assertThat(Schedule.of(order)).isPresent();
  }

  @Test
  void ofSeveralThatWereNotPaidTheLatestCounts() {
    Order order = order(Optional.of(PARTS));
    Start later = new Start(Telling.attempt("B"), TOTAL, NOW.plusSeconds(60));
    order =
        order.starts(Mode.TEST, later) instanceof Checkout.Started(Order started) ? started : order;

    assertThat(Schedule.of(order)).isEmpty();
  }

  private static Order told(Order order, Telling telling) {
    return order.after(telling.report()) instanceof Moved(Order next, var _) ? next : order;
  }

  private static Order order(Optional<Instalments> parts) {
    Start start = new Start(Telling.attempt("A"), TOTAL, NOW).in(parts);
    return Order.starting(Telling.ORDER, Mode.TEST, start);
  }
}
