package io.passerelle.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CurrencyTest {

  /// The table of the vendor's WooCommerce module (`Sdk/Form/Api.php`).
  private static final String TABLE =
      """
      ARS, 032, 2
      AUD, 036, 2
      BRL, 986, 2
      CAD, 124, 2
      CHF, 756, 2
      COP, 170, 2
      CZK, 203, 2
      DKK, 208, 2
      EUR, 978, 2
      GBP, 826, 2
      HKD, 344, 2
      HUF, 348, 2
      IDR, 360, 0
      INR, 356, 2
      JPY, 392, 0
      KRW, 410, 0
      KWD, 414, 3
      MAD, 504, 2
      MXN, 484, 2
      MYR, 458, 2
      NOK, 578, 2
      NZD, 554, 2
      PEN, 604, 2
      PHP, 608, 2
      PLN, 985, 2
      RUB, 643, 2
      SEK, 752, 2
      SGD, 702, 2
      THB, 764, 2
      TND, 788, 3
      TRY, 949, 2
      TWD, 901, 2
      USD, 840, 2
      XOF, 952, 0
      XPF, 953, 0
      ZAR, 710, 2
      """;

  @ParameterizedTest
  @CsvSource(textBlock = TABLE)
  void aCurrencyIsKnownByItsLettersAndByItsDigits(String code, String numeric, int decimals) {
    Currency currency = Currency.ofCode(code).orElseThrow();

    assertThat(currency.name()).isEqualTo(code);
    assertThat(currency.numeric()).isEqualTo(numeric);
    assertThat(currency.decimals()).isEqualTo(decimals);
    assertThat(Currency.ofNumeric(numeric)).contains(currency);
  }

  @Test
  void noOtherCurrencyIsKnown() {
    assertThat(Arrays.stream(Currency.values()).map(Enum::name))
        .containsExactlyInAnyOrderElementsOf(
            TABLE.lines().map(line -> line.substring(0, 3)).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"CNY", "KHR", "eur", "", "EUR ", "978"})
  void aCurrencyWhoseDecimalsAreDisputedOrThatIsUnknownIsRefusedByItsLetters(String code) {
    assertThat(Currency.ofCode(code)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"156", "116", "36", "0978", "", "EUR", "٩٧٨"})
  void aCurrencyWhoseDecimalsAreDisputedOrThatIsUnknownIsRefusedByItsDigits(String numeric) {
    assertThat(Currency.ofNumeric(numeric)).isEmpty();
  }
}
