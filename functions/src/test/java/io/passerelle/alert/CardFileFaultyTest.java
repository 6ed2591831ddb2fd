package io.passerelle.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CardFileFaultyTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "201806.87654321.EXP_CARDS.PDV.P.csv",
        "201806.EXP_CARDS.Company.T.csv",
        "expired.csv",
      })
  void aFileIsCalledByItsName(String name) {
    assertThat(called(name)).isEqualTo(name);
  }

  @Test
  void aCardsNumberInANameIsNotShown() {
    String number = "4970" + "100000000014";

    assertThat(called("201806.EXP_CARDS." + number + ".P.csv")).doesNotContain(number);
    assertThat(called(number + ".csv")).doesNotContain(number);
  }

  private static String called(String name) {
    return new CardFileFaulty("12345678", "Shop", name, 0, List.of(), 0).file();
  }
}
