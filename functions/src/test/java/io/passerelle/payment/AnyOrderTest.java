package io.passerelle.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.payment.Transition.Flagged;
import io.passerelle.payment.Transition.Moved;
import io.passerelle.payment.Transition.Overtaken;
import io.passerelle.payment.Transition.Repeated;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The same reports lead to the same order, in whatever order they come and however often.
class AnyOrderTest {

  private static final Instant NOW = Instant.parse("2026-01-15T10:00:00Z");
  private static final int ROUNDS = 1_500;
  private static final int SHUFFLES = 4;

  private final long seed = Seed.of(AnyOrderTest.class);
  private final Random random = new Random(seed);

  @Test
  void theOrderOfArrivalAndRepetitionsDoNotMatter() {
    for (int round = 0; round < ROUNDS; round++) {
      List<Report> reports = reports(true);
      Order before = started();
      Order expected = told(before, reports);
      for (int i = 0; i < SHUFFLES; i++) {
        assertThat(told(before, shuffledWithRepetitions(reports)))
            .as("seed %d, round %d, %s", seed, round, reports)
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void neitherDoTheyForAnOrderThatWasNotStartedHere() {
    for (int round = 0; round < ROUNDS; round++) {
      List<Report> reports = reports(false);
      Order expected = told(Order.adopted(reports.getFirst(), NOW), reports);
      for (int i = 0; i < SHUFFLES; i++) {
        List<Report> shuffled = shuffledWithRepetitions(reports);
        assertThat(told(Order.adopted(shuffled.getFirst(), NOW), shuffled))
            .as("seed %d, round %d, %s", seed, round, reports)
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void noRefusalAbandonOrExpiryTakesBackAPayment() {
    List<TransactionState> lost =
        List.of(
            TransactionState.REFUSED,
            TransactionState.ABANDONED,
            TransactionState.EXPIRED,
            TransactionState.ERROR,
            TransactionState.NOT_CREATED);
    for (int round = 0; round < ROUNDS; round++) {
      Order order = told(started(), reports(true));
      if (!order.isPaid()) {
        continue;
      }
      List<Report> losses = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        losses.add(telling(lost.get(random.nextInt(lost.size()))).report());
      }

      assertThat(told(order, losses).isPaid()).as("seed " + seed).isTrue();
    }
  }

  /// At most as many as an order keeps, so that no limit is met.
  private List<Report> reports(boolean sameMode) {
    List<Report> reports = new ArrayList<>();
    int count = random.nextInt(1, 12);
    for (int i = 0; i < count; i++) {
      Telling telling = telling(anyState());
      if (sameMode && random.nextInt(20) == 0) {
        telling = telling.mode(Mode.PRODUCTION);
      }
      reports.add(telling.report());
    }
    return reports;
  }

  /// A transaction has one attempt and one operation all its life; its state, and what it moves,
  /// may be told as anything.
  private Telling telling(TransactionState state) {
    String uuid = List.of("A", "B", "C", "D", "V").get(random.nextInt(5));
    Operation operation =
        switch (uuid) {
          case "D" -> Operation.CREDIT;
          case "V" -> Operation.VERIFICATION;
          default -> Operation.DEBIT;
        };
    Currency currency = random.nextInt(15) == 0 ? Currency.USD : Currency.EUR;
    Money amount = random.nextInt(6) == 0 ? Money.of(990, currency) : Money.of(1250, currency);
    Telling telling = Telling.of(uuid, state).operation(operation).amount(amount);
    if (random.nextInt(4) == 0) {
      telling = telling.effective(Money.of(random.nextInt(1, 4) * 300L, Currency.EUR));
    }
    if (state == TransactionState.UNKNOWN && random.nextBoolean()) {
      telling = telling.word("NEW_WORD");
    }
    return telling;
  }

  private TransactionState anyState() {
    TransactionState[] states = TransactionState.values();
    return states[random.nextInt(states.length)];
  }

  private List<Report> shuffledWithRepetitions(List<Report> reports) {
    List<Report> shuffled = new ArrayList<>(reports);
    for (Report report : reports) {
      Collections.nCopies(random.nextInt(3), report).forEach(shuffled::add);
    }
    Collections.shuffle(shuffled, random);
    return shuffled;
  }

  private static Order started() {
    Start start = new Start(Telling.attempt("A"), Telling.AMOUNT, NOW);
    return Order.starting(Telling.ORDER, Mode.TEST, start);
  }

  private static Order told(Order before, List<Report> reports) {
    Order order = before;
    for (Report report : reports) {
      order =
          switch (order.after(report)) {
            case Moved(Order next, var _) -> next;
            case Overtaken(Order next, var _) -> next;
            case Flagged(Order next, var _) -> next;
            case Repeated _ -> order;
          };
    }
    return order;
  }
}
