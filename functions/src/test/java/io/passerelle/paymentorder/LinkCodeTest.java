package io.passerelle.paymentorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkCodeTest {

  @ParameterizedTest
  @CsvSource({
    "00000000000000000000, 0000000000000000",
    "ffffffffffffffffffff, zzzzzzzzzzzzzzzz",
    "00000000000000000001, 0000000000000001",
    "80000000000000000000, g000000000000000",
    "00443214c74254b635cf, 0123456789abcdef"
  })
  void allEightyBitsAreInTheCode(String bytes, String code) {
    assertThat(LinkCode.of(HexFormat.of().parseHex(bytes)).text()).isEqualTo(code);
    assertThat(new LinkCode(code).bytes()).isEqualTo(HexFormat.of().parseHex(bytes));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "000000000000000",
        "00000000000000000",
        "000000000000000l",
        "000000000000000I",
        "000000000000000/",
        "é000000000000000"
      })
  void nothingElseIsACode(String text) {
    assertThat(LinkCode.isPossible(text)).isFalse();
    assertThatIllegalArgumentException().isThrownBy(() -> new LinkCode(text));
  }

  @Test
  void aCodeIsNotToldInALog() {
    assertThat(new LinkCode("0123456789abcdef").toString()).doesNotContain("0123");
  }
}
