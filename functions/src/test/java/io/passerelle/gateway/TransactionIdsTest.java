package io.passerelle.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.passerelle.payment.AttemptId;
import java.util.BitSet;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransactionIdsTest {

  @ParameterizedTest
  @CsvSource({
    "1, 899999",
    "2, 899998",
    "899999, 000001",
    "900000, 000000",
    "900001, a00000",
    "900002, a00001",
    "900036, a0000z",
    "1573020576, zzzzzz",
  })
  void theCountersValueNamesTheTransaction(long number, String id) {
    assertThat(TransactionIds.of(number)).isEqualTo(id);
  }

  @Test
  void noTwoOfADayHaveTheSameWhateverTheCaseAndAllAreLegal() {
    BitSet digits = new BitSet();
    BitSet letters = new BitSet();
    for (int number = 1; number <= 1_200_000; number++) {
      String id = TransactionIds.of(number).toLowerCase(Locale.ROOT);
      if (!AttemptId.isValid(id)) {
        assertThat(id).as("id of " + number).hasSize(6);
      }
      if (Character.isDigit(id.charAt(0))) {
        digits.set(Integer.parseInt(id));
      } else {
        letters.set(Math.toIntExact(Long.parseLong(id, 36) - Long.parseLong("a00000", 36)));
      }
    }

    assertThat(digits.cardinality() + letters.cardinality()).isEqualTo(1_200_000);
  }

  @Test
  void theFirstNineHundredThousandAreDigitsBelowTheRangeThatTheGatewayKeepsForItself() {
    for (int number = 1; number <= 900_000; number += 7) {
      assertThat(Integer.parseInt(TransactionIds.of(number))).isBetween(0, 899_999);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, 1_573_020_577L, Long.MAX_VALUE})
  void noOtherNumberHasAnId(long number) {
    assertThatIllegalArgumentException().isThrownBy(() -> TransactionIds.of(number));
  }
}
