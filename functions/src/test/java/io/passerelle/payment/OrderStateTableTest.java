package io.passerelle.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.payment.Transition.Flagged;
import io.passerelle.payment.Transition.Moved;
import io.passerelle.payment.Transition.Overtaken;
import io.passerelle.payment.Transition.Repeated;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What becomes of an order of 12.50 EUR with each report, to be read by a merchant: what was told
/// so far, what is told now, what that does, and where the order then stands. A, B and C are
/// attempts at paying; `refund` gives money back.
class OrderStateTableTest {

  private static final Instant NOW = Instant.parse("2026-01-15T10:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          |                              A INITIAL                    | moved     | PENDING
          |                              A PENDING                    | moved     | PENDING
          |                              A UNDER_VERIFICATION         | moved     | PENDING
          |                              A WAITING_AUTHORISATION      | moved     | PENDING
          |                              A WAITING_AUTHORISATION_TO_VALIDATE | moved | PENDING
          |                              A WAITING_FOR_PAYMENT        | moved     | PENDING
          |                              A CAPTURE_PENDING            | moved     | PENDING
          |                              A REFUND_TO_RETRY            | moved     | PENDING
          |                              A AUTHORISED_TO_VALIDATE     | moved     | PENDING
          |                              A PRE_AUTHORISED             | moved     | PENDING
          |                              A SUSPENDED                  | moved     | PENDING
          |                              A AUTHORISED                 | moved     | PAID
          |                              A PARTIALLY_AUTHORISED       | moved     | PAID
          |                              A ACCEPTED                   | moved     | PAID
          |                              A CAPTURED                   | moved     | PAID
          |                              A ABANDONED                  | moved     | ABANDONED
          |                              A NOT_CREATED                | moved     | ABANDONED
          |                              A EXPIRED                    | moved     | EXPIRED
          |                              A REFUSED                    | moved     | REFUSED
          |                              A ERROR                      | moved     | FAILED
          |                              A CAPTURE_FAILED             | moved     | FAILED
          |                              A CANCELLED                  | moved     | CANCELLED
          |                              A UNKNOWN                    | flagged   | UNKNOWN

          A INITIAL                    | A AUTHORISED                 | moved     | PAID
          A UNDER_VERIFICATION         | A AUTHORISED                 | moved     | PAID
          A UNDER_VERIFICATION         | A REFUSED                    | moved     | REFUSED
          A WAITING_AUTHORISATION      | A REFUSED                    | moved     | REFUSED
          A WAITING_FOR_PAYMENT        | A CAPTURED                   | moved     | PAID
          A WAITING_FOR_PAYMENT        | A EXPIRED                    | moved     | EXPIRED
          A AUTHORISED_TO_VALIDATE     | A AUTHORISED                 | moved     | PAID
          A AUTHORISED_TO_VALIDATE     | A EXPIRED                    | moved     | EXPIRED
          A AUTHORISED                 | A CAPTURED                   | moved     | PAID
          A AUTHORISED                 | A CANCELLED                  | moved     | CANCELLED
          A AUTHORISED                 | A CAPTURE_FAILED             | moved     | FAILED
          A CAPTURE_FAILED             | A CAPTURED                   | moved     | PAID

          A AUTHORISED                 | A AUTHORISED                 | repeated  | PAID
          A REFUSED                    | A REFUSED                    | repeated  | REFUSED
          A ABANDONED                  | A ABANDONED                  | repeated  | ABANDONED
          A UNKNOWN                    | A UNKNOWN                    | repeated  | UNKNOWN
          A INITIAL; A AUTHORISED      | A INITIAL                    | repeated  | PAID

          A AUTHORISED                 | A INITIAL                    | overtaken | PAID
          A AUTHORISED                 | A UNDER_VERIFICATION         | overtaken | PAID
          A AUTHORISED                 | A ABANDONED                  | overtaken | PAID
          A CAPTURED                   | A AUTHORISED                 | overtaken | PAID
          A CANCELLED                  | A AUTHORISED                 | overtaken | CANCELLED
          A REFUSED                    | A INITIAL                    | overtaken | REFUSED
          A AUTHORISED                 | A UNKNOWN                    | flagged   | PAID

          A REFUSED                    | B AUTHORISED                 | moved     | PAID
          A ABANDONED                  | B AUTHORISED                 | moved     | PAID
          A AUTHORISED                 | B REFUSED                    | moved     | PAID
          A AUTHORISED                 | B ABANDONED                  | moved     | PAID
          A AUTHORISED                 | B EXPIRED                    | moved     | PAID
          A AUTHORISED                 | B CANCELLED                  | moved     | PAID
          A AUTHORISED                 | B UNDER_VERIFICATION         | moved     | PAID
          A UNDER_VERIFICATION         | B REFUSED                    | moved     | PENDING
          A REFUSED                    | B ABANDONED                  | moved     | REFUSED
          A ABANDONED                  | B REFUSED                    | moved     | REFUSED
          A REFUSED; B UNDER_VERIFICATION | B ABANDONED               | overtaken | PENDING

          A AUTHORISED                 | B AUTHORISED                 | moved     | PAID
          A AUTHORISED; B AUTHORISED   | B CANCELLED                  | moved     | PAID
          A AUTHORISED; B AUTHORISED   | A AUTHORISED                 | repeated  | PAID

          A CAPTURED                   | C refund 400 AUTHORISED      | moved     | PARTIALLY_REFUNDED
          A CAPTURED                   | C refund 1250 AUTHORISED     | moved     | REFUNDED
          A CAPTURED                   | C refund 1250 CAPTURED       | moved     | REFUNDED
          A CAPTURED                   | C refund 1250 UNDER_VERIFICATION | moved | REFUNDED
          A CAPTURED                   | C refund 1250 REFUSED        | moved     | PAID
          A CAPTURED                   | C refund 1250 REFUND_TO_RETRY | moved    | PAID
          A CAPTURED; C refund 400 AUTHORISED | D refund 850 CAPTURED | moved    | REFUNDED
          A CAPTURED; C refund 1250 AUTHORISED | A AUTHORISED         | overtaken | REFUNDED
          |                              C refund 400 AUTHORISED      | moved     | UNKNOWN
          C refund 400 AUTHORISED      | A CAPTURED                   | moved     | PARTIALLY_REFUNDED
          A REFUSED                    | C refund 400 AUTHORISED      | moved     | REFUSED

          |                              V verification ACCEPTED      | moved     | VERIFIED
          |                              V verification REFUSED       | moved     | REFUSED
          V verification ACCEPTED      | A AUTHORISED                 | moved     | PAID
          A AUTHORISED                 | V verification ACCEPTED      | moved     | PAID
          """)
  void aReportMovesAnOrder(
      String toldBefore, String toldNow, String expectedTransition, OrderState expectedState) {
    Order before = order();
    if (toldBefore != null) {
      for (String one : toldBefore.split(";", -1)) {
        before = applied(before, before.after(report(one)));
      }
    }

    Transition transition = before.after(report(toldNow));

    assertThat(name(transition)).isEqualTo(expectedTransition);
    assertThat(applied(before, transition).state()).isEqualTo(expectedState);
  }

  private static Order order() {
    Start start = new Start(Telling.attempt("A"), Telling.AMOUNT, NOW);
    return Order.starting(Telling.ORDER, Mode.TEST, start);
  }

  /// Reads `A AUTHORISED`, `C refund 400 AUTHORISED` or `V verification ACCEPTED`.
  private static Report report(String row) {
    String[] words = row.strip().split(" ", -1);
    TransactionState state = TransactionState.valueOf(words[words.length - 1]);
    Telling telling = Telling.of(words[0], state);
    return switch (words.length == 2 ? "" : words[1]) {
      case "refund" ->
          telling
              .operation(Operation.CREDIT)
              .amount(Money.of(Long.parseLong(words[2]), Currency.EUR))
              .report();
      case "verification" ->
          telling.operation(Operation.VERIFICATION).amount(Money.of(0, Currency.EUR)).report();
      case "" -> telling.report();
      default -> throw new IllegalArgumentException(Arrays.toString(words));
    };
  }

  private static String name(Transition transition) {
    return switch (transition) {
      case Moved _ -> "moved";
      case Repeated _ -> "repeated";
      case Overtaken _ -> "overtaken";
      case Flagged _ -> "flagged";
    };
  }

  private static Order applied(Order before, Transition transition) {
    return switch (transition) {
      case Moved(Order next, var _) -> next;
      case Overtaken(Order next, var _) -> next;
      case Flagged(Order next, var _) -> next;
      case Repeated _ -> before;
    };
  }
}
