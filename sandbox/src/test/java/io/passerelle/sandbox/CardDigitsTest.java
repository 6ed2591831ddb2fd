package io.passerelle.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CardDigitsTest {

  @ParameterizedTest(name = "{index}")
  @ValueSource(
      strings = {
        "4970100000000055",
        "4970 1000 0000 0055",
        "4970-1000-0000-0055",
        "4970+1000+0000+0055",
        "4970%201000%200000%200055",
        "497010XXXXXX0055",
        "4970 10** **** 0055",
      })
  void aNumberIsFoundAsItStandsAndInBase64(String number) {
    assertThat(CardDigits.in("here", "a " + number + " b").toString()).contains("here");
    for (String before : new String[] {"", "x", "xy", "xyz"}) {
      byte[] bytes = (before + number).getBytes(UTF_8);

      assertThat(CardDigits.in("p", Base64.getEncoder().encodeToString(bytes))).isNotEmpty();
      assertThat(CardDigits.in("p", "q" + Base64.getUrlEncoder().encodeToString(bytes)))
          .isNotEmpty();
    }
  }

  @Test
  void fourDigitsAreNothing() {
    assertThat(CardDigits.in("here", "CB 0055 XXXXXXXXXXXX0055 XXXX0055 000000055 497010"))
        .isEmpty();
  }
}
