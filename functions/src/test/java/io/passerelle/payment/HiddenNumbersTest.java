package io.passerelle.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Of a card's number the last four digits are shown, and whatever only looks like one stays.
class HiddenNumbersTest {

  @ParameterizedTest(name = "{index}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          4970100000000055                       | XXXX0055
          paid with 4970 1000 0000 0055 06/2028  | paid with XXXX0055 06/2028
          4970100000000055 06 2028               | XXXX0055 06 2028
          vads_card_number=4970-1000-0000-0055&x | vads_card_number=XXXX0055&x
          {"pan":"4970100000000055"}             | {"pan":"XXXX0055"}
          3782 822463 10005                      | XXXX0005
          497010XXXXXX0055                       | XXXX0055
          4970 10XX XXXX 0055                    | XXXX0055
          4970-10**-****-0055, 06/2028           | XXXX0055, 06/2028
          4970••••••••0055                       | XXXX0055
          a 497010xxxxxx0055 b 497010XXXXXX0014  | a XXXX0055 b XXXX0014
          """)
  void ofACardsNumberTheLastFourDigitsAreShown(String text, String shown) {
    assertThat(CardNumbers.hidden(text)).isEqualTo(shown);
    assertThat(CardNumbers.hidden(shown)).isEqualTo(shown);
  }

  @ParameterizedTest(name = "{index}")
  @ValueSource(
      strings = {
        "XXXXXXXXXXXX0055",
        "4970100000000056",
        "1768471200000",
        "SIRET 45251785700028",
        "+4915112345678",
        "2026-01-15T10:00:00Z#2N#3",
        "0cbb70b84970100000000055",
        "20260115103000001234",
        "VISA 0055, 06/2028",
        "order 4 of 12, 49.90 EUR"
      })
  void whatIsNoCardsNumberStaysAsItIs(String text) {
    assertThat(CardNumbers.hidden(text)).isEqualTo(text);
  }

  @Test
  void namesOfHexadecimalDigitsStayAsTheyAre() {
    RandomGenerator random =
        RandomGeneratorFactory.of("L64X128MixRandom").create(Seed.of(HiddenNumbersTest.class));

    for (int i = 0; i < 20_000; i++) {
      String name = String.format("%016x%016x", random.nextLong(), random.nextLong());
      assertThat(CardNumbers.hidden("uuid=" + name + ", x")).isEqualTo("uuid=" + name + ", x");
    }
  }

  @ParameterizedTest(name = "{index}")
  @ValueSource(strings = {"4970100000000055", "4970 1000 0000 0055", "378282246310005"})
  void aValueMayBeACardsNumberAsAWhole(String value) {
    assertThat(CardNumbers.isOne(value)).isTrue();
    assertThat(CardNumbers.isOne("SO" + value)).isFalse();
    assertThat(CardNumbers.isOne(value.replaceFirst("5$", "6"))).isFalse();
  }
}
