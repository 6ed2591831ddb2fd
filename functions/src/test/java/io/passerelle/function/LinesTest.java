package io.passerelle.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.payment.AttemptId;
import io.passerelle.payment.Currency;
import io.passerelle.payment.EventKind;
import io.passerelle.payment.Mode;
import io.passerelle.payment.Money;
import io.passerelle.payment.Operation;
import io.passerelle.payment.Order;
import io.passerelle.payment.Report;
import io.passerelle.payment.TransactionState;
import io.passerelle.payment.Transition.Moved;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinesTest {

  @ParameterizedTest
  @CsvSource({
    "UNDER_VERIFICATION, AUTHORISED_TO_VALIDATE, true",
    "UNDER_VERIFICATION, AUTHORISED, true",
    "UNDER_VERIFICATION, REFUSED, true",
    "AUTHORISED_TO_VALIDATE, AUTHORISED, true",
    "UNDER_VERIFICATION, WAITING_AUTHORISATION, false",
    "AUTHORISED, CAPTURED, false",
  })
  void whatAskingFindsIsNewsWhereSomebodyWaitsForIt(
      TransactionState known, TransactionState found, boolean news) {
    Order before = after(Order.adopted(report(known), Bridge.START), known);

    Order after = after(before, found);

    assertThat(Lines.isNews(before, after)).isEqualTo(news);
  }

  private static Order after(Order order, TransactionState state) {
    return order.after(report(state)) instanceof Moved(Order moved, var _) ? moved : order;
  }

  private static Report report(TransactionState state) {
    Money money = Money.of(4_990, Currency.EUR);
    return new Report(
        Bridge.ORDER,
        Mode.TEST,
        Optional.of("0123456789abcdef0123456789abcdef"),
        new AttemptId(LocalDate.parse("2026-01-15"), "360000"),
        Operation.DEBIT,
        1,
        state,
        state.name(),
        money,
        money,
        EventKind.END_OF_PAYMENT);
  }
}
