package io.passerelle.payment;

import static io.passerelle.payment.TransactionState.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.payment.Transition.Flagged;
import io.passerelle.payment.Transition.Moved;
import io.passerelle.payment.Transition.Overtaken;
import io.passerelle.payment.Transition.Repeated;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Every order in which the reports of several attempts, a cancellation and a refund can come, and
/// not a sample of them.
///
/// What is known after some of the reports must not depend on how they came. So it is enough to go
/// through the sets of reports, each reached from every set that has one less: by induction that is
/// every permutation, and a report that comes again must leave its set's order as it is. Two
/// attempts with every build; three with `-Dattempts=3`.
class EveryOrderTest {

  private static final Instant NOW = Instant.parse("2026-01-15T10:00:00Z");
  private static final int ATTEMPTS = Integer.getInteger("attempts", 2);
  private static final List<String> NAMES = List.of("A", "B", "C");

  /// What one attempt lives through, in the words of the gateway.
  private static final List<List<TransactionState>> LIVES =
      List.of(
          List.of(ABANDONED),
          List.of(REFUSED),
          List.of(AUTHORISED),
          List.of(AUTHORISED, CAPTURED),
          List.of(INITIAL, AUTHORISED, CANCELLED),
          List.of(UNDER_VERIFICATION, REFUSED),
          List.of(AUTHORISED_TO_VALIDATE, EXPIRED),
          List.of(AUTHORISED, CAPTURE_FAILED),
          List.of(WAITING_FOR_PAYMENT, CAPTURED));

  private static final List<List<TransactionState>> REFUNDS =
      List.of(
          List.of(), List.of(REFUSED), List.of(AUTHORISED, CAPTURED), List.of(INITIAL, CANCELLED));

  private record Step(Report report, int transaction, int age) {}

  private long transitions;
  private int lives;

  @Test
  void theReportsOfSeveralAttemptsARefundAndACancellationLeadToOneEndHoweverTheyCome() {
    attempts(List.of());

    System.out.printf(
        "EveryOrderTest: %d lives of up to %d attempts, %d transitions%n",
        lives, ATTEMPTS, transitions);
    assertThat(transitions).isGreaterThan(40_000);
  }

  /// All choices of lives, the order among the attempts aside, each with every refund.
  private void attempts(List<Integer> chosen) {
    if (!chosen.isEmpty()) {
      REFUNDS.forEach(refund -> explore(steps(chosen, refund)));
    }
    if (chosen.size() < ATTEMPTS) {
      int first = chosen.isEmpty() ? 0 : chosen.getLast();
      for (int life = first; life < LIVES.size(); life++) {
        List<Integer> more = new ArrayList<>(chosen);
        more.add(life);
        attempts(more);
      }
    }
  }

  private static List<Step> steps(List<Integer> chosen, List<TransactionState> refund) {
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < chosen.size(); i++) {
      List<TransactionState> life = LIVES.get(chosen.get(i));
      for (int age = 0; age < life.size(); age++) {
        Telling telling = Telling.of(NAMES.get(i), life.get(age));
        boolean made = life.get(age) != ABANDONED; // The gateway makes no transaction of a leaver.
        steps.add(new Step(made ? telling.report() : telling.reportWithoutUuid(), i, age));
      }
    }
    for (int age = 0; age < refund.size(); age++) {
      Telling telling = Telling.of("R", refund.get(age)).operation(Operation.CREDIT);
      steps.add(new Step(telling.report(), chosen.size(), age));
    }
    return steps;
  }

  private void explore(List<Step> steps) {
    lives++;
    List<Order> known = new ArrayList<>();
    known.add(started());
    for (int set = 1; set < 1 << steps.size(); set++) {
      List<Order> ends = new ArrayList<>();
      for (int i = 0; i < steps.size(); i++) {
        if ((set & 1 << i) != 0) {
          ends.add(after(known.get(set ^ 1 << i), steps.get(i)));
        }
      }
      Order end = ends.getFirst();
      List<Step> told = told(steps, set);
      if (!ends.stream().allMatch(end::equals)
          || !told.stream().allMatch(step -> after(end, step).equals(end))) {
        throw new AssertionError("it matters how these come: " + told);
      }
      check(end, told);
      known.add(end);
    }
  }

  private Order after(Order order, Step step) {
    transitions++;
    return switch (order.after(step.report())) {
      case Moved(Order next, var _) -> next;
      case Overtaken(Order next, var _) -> next;
      case Flagged(Order next, var _) -> next;
      case Repeated _ -> order;
    };
  }

  private static List<Step> told(List<Step> steps, int set) {
    return IntStream.range(0, steps.size())
        .filter(i -> (set & 1 << i) != 0)
        .mapToObj(steps::get)
        .toList();
  }

  /// What must hold whatever the order: reckoned here from the latest that was told of each life.
  private static void check(Order order, List<Step> told) {
    List<Report> latest =
        told.stream()
            .filter(step ->
                told.stream()
                    .noneMatch(other ->
                        other.transaction() == step.transaction() && other.age() > step.age()))
            .map(Step::report)
            .toList();
    long paid =
        latest.stream()
            .filter(report -> report.operation() == Operation.DEBIT)
            .filter(report -> report.state().standing() == Standing.PAID)
            .count();
    boolean refunded =
        latest.stream()
            .filter(report -> report.operation() == Operation.CREDIT)
            .anyMatch(report -> report.state().standing() == Standing.PAID);
    boolean holds =
        order.isPaid() == paid > 0
            && order.paidAttempts() == paid
            && (order.state() == OrderState.PAID) == (paid > 0 && !refunded)
            && (order.state() == OrderState.REFUNDED) == (paid == 1 && refunded);
    if (!holds) {
      throw new AssertionError(order.state() + " after " + told);
    }
  }

  private static Order started() {
    Start start = new Start(Telling.attempt("A"), Telling.AMOUNT, NOW);
    return Order.starting(Telling.ORDER, Mode.TEST, start);
  }
}
