package io.passerelle.card;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.payment.SiteId;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CardSubscriptionTest {

  private static final String YEARLY = "RRULE:FREQ=MONTHLY;COUNT=12;BYMONTHDAY=15";

  @ParameterizedTest
  @CsvSource({
    "0, 12, 0/12, false",
    "11, 12, 11/12, false",
    "12, 12, 12/12, true",
    "13, 12, 13/12, true",
    "7, , 7, false",
    "999, 1000, 999, false",
    "1000, , '', false",
  })
  void theLastPaymentEndsIt(int paid, Integer total, String counter, boolean over) {
    OptionalInt all = total == null ? OptionalInt.empty() : OptionalInt.of(total);

    CardSubscription one = subscription(paid, all, "");

    assertThat(one.counter()).isEqualTo(counter);
    assertThat(one.isOver()).isEqualTo(over);
  }

  @ParameterizedTest
  @CsvSource({
    "RRULE:FREQ=MONTHLY;COUNT=12;BYMONTHDAY=15, 12",
    "COUNT=3, 3",
    "RRULE:FREQ=DAILY;XCOUNT=3, ",
    "RRULE:FREQ=DAILY, ",
  })
  void aRuleSaysHowManyThereAre(String rule, Integer total) {
    CardSubscription one = subscription(0, OptionalInt.empty(), rule);

    assertThat(one.total()).isEqualTo(total == null ? OptionalInt.empty() : OptionalInt.of(total));
  }

  @Test
  void whatIsToldLaterAddsAndTakesNothingAway() {
    CardSubscription whole =
        new CardSubscription(
            new SiteId("12345678"),
            "REC_1",
            0,
            OptionalInt.empty(),
            YEARLY,
            Optional.of(LocalDate.of(2026, 1, 15)),
            OptionalLong.of(2_000),
            OptionalLong.of(500),
            OptionalInt.of(2));
    CardSubscription third = subscription(3, OptionalInt.empty(), "");

    assertThat(whole.and(third))
        .isEqualTo(third.and(whole))
        .extracting(CardSubscription::counter, CardSubscription::amount, CardSubscription::rule)
        .containsExactly("3/12", OptionalLong.of(2_000), YEARLY);
  }

  @ParameterizedTest(name = "{index}")
  @CsvSource({"Abonnement de 4970100000000055", "4970100000000055", "un texte", "RRULE:<b>"})
  void aTextThatIsNoRuleIsNotKept(String text) {
    assertThat(subscription(1, OptionalInt.empty(), text).rule()).isEmpty();
  }

  private static CardSubscription subscription(int paid, OptionalInt total, String rule) {
    return new CardSubscription(
        new SiteId("12345678"),
        "REC_1",
        paid,
        total,
        rule,
        Optional.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalInt.empty());
  }
}
