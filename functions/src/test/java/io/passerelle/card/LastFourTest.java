package io.passerelle.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LastFourTest {

  @ParameterizedTest(name = "{index}")
  @ValueSource(
      strings = {
        "0114",
        " 0114 ",
        "XXXXXXXXXXXX0114",
        "497010XXXXXX0114",
        "****0114",
        "•••• 0114",
        "4970100000000114",
        "4970 1000 0000 0114",
        "4970-1000-0000-0114"
      })
  void whateverComesBeforeTheLastFourDigitsIsLetGo(String text) {
    assertThat(LastFour.of(text)).contains(new LastFour("0114"));
    assertThat(LastFour.of(text).orElseThrow().toString()).doesNotContain("4970");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "114", "XXXX", "0114X", "011", "０１１４"})
  void whatDoesNotEndInFourDigitsIsNone(String text) {
    assertThat(LastFour.of(text)).isEmpty();
  }

  @Test
  void aTextThatIsTooLongIsNone() {
    assertThat(LastFour.of("X".repeat(100) + "0114")).isEmpty();
  }

  @Test
  void thereIsNoPlaceForMore() {
    assertThatThrownBy(() -> new LastFour("4970100000000114"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
