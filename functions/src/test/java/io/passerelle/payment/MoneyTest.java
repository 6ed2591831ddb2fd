package io.passerelle.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {

  @ParameterizedTest
  @CsvSource({
    "EUR, 1, 100",
    "EUR, 1.0, 100",
    "EUR, 12.50, 1250",
    "EUR, 0.01, 1",
    "EUR, 0, 0",
    "EUR, 12.5000, 1250",
    "EUR, 0012.50, 1250",
    "EUR, 9999999999.99, 999999999999",
    "JPY, 100, 100",
    "JPY, 100.0, 100",
    "JPY, 999999999999, 999999999999",
    "KWD, 1.005, 1005",
    "KWD, 1, 1000",
    "KWD, 999999999.999, 999999999999",
    "IDR, 25000, 25000",
  })
  void aDecimalAmountIsReadExactly(Currency currency, String decimal, long minorUnits) {
    assertThat(Money.parse(decimal, currency)).isEqualTo(Money.of(minorUnits, currency));
  }

  @ParameterizedTest
  @CsvSource({
    "EUR, 1.005",
    "EUR, 1e3",
    "EUR, -1",
    "EUR, +1",
    "EUR, 1.",
    "EUR, .5",
    "EUR, '1,50'",
    "EUR, ' 1'",
    "EUR, ''",
    "EUR, 0x10",
    "EUR, NaN",
    "EUR, ١٢",
    "EUR, 10000000000.00",
    "EUR, 1000000000000",
    "EUR, 99999999999999999999",
    "JPY, 1.5",
    "JPY, 1000000000000",
    "KWD, 1.0005",
    "KWD, 1000000000.000",
  })
  void anAmountThatWouldBeRoundedOrMisreadIsRefused(Currency currency, String decimal) {
    assertThatIllegalArgumentException().isThrownBy(() -> Money.parse(decimal, currency));
  }

  @ParameterizedTest
  @CsvSource({"EUR, 1250, 12.50", "EUR, 5, 0.05", "JPY, 100, 100", "KWD, 1005, 1.005"})
  void anAmountIsWrittenWithItsCurrencysDecimals(Currency currency, long minor, String decimal) {
    assertThat(Money.of(minor, currency).decimal()).isEqualTo(decimal);
    assertThat(Money.of(minor, currency)).hasToString(decimal + " " + currency);
  }

  @Test
  void amountsOfOneCurrencyAreReckonedTogether() {
    Money twelve = Money.of(1250, Currency.EUR);
    Money half = Money.of(50, Currency.EUR);

    assertThat(twelve.plus(half)).isEqualTo(Money.of(1300, Currency.EUR));
    assertThat(twelve.minus(half)).isEqualTo(Money.of(1200, Currency.EUR));
    assertThat(twelve.minus(twelve)).isEqualTo(Money.of(0, Currency.EUR));
    assertThat(twelve).isGreaterThan(half);
  }

  @Test
  void amountsOfTwoCurrenciesAreNeverReckonedTogether() {
    Money euros = Money.of(100, Currency.EUR);
    Money dollars = Money.of(100, Currency.USD);

    assertThatIllegalArgumentException().isThrownBy(() -> euros.plus(dollars));
    assertThatIllegalArgumentException().isThrownBy(() -> euros.minus(dollars));
    assertThatIllegalArgumentException().isThrownBy(() -> euros.compareTo(dollars));
    assertThat(euros).isNotEqualTo(dollars);
  }

  @Test
  void anAmountHasTwelveDigitsAtMostAndIsNeverNegative() {
    Money most = Money.of(Money.MINOR_UNITS_MAX, Currency.EUR);
    Money one = Money.of(1, Currency.EUR);

    assertThat(Money.MINOR_UNITS_MAX).isEqualTo(999_999_999_999L);
    assertThatIllegalArgumentException().isThrownBy(() -> most.plus(one));
    assertThatIllegalArgumentException().isThrownBy(() -> one.minus(most));
    assertThatIllegalArgumentException().isThrownBy(() -> Money.of(-1, Currency.EUR));
    assertThatIllegalArgumentException().isThrownBy(() -> Money.of(Long.MAX_VALUE, Currency.EUR));
  }

  @ParameterizedTest
  @CsvSource({
    "20000, 1, '20000'",
    "10000, 3, '3333,3333,3334'",
    "9000, 3, '3000,3000,3000'",
    "1001, 4, '250,250,250,251'",
    "2, 4, '0,0,0,2'",
    "0, 2, '0,0'",
  })
  void theLastPartCarriesTheRemainder(long minorUnits, int parts, String expected) {
    List<Long> shares =
        Money.of(minorUnits, Currency.EUR).split(parts).stream().map(Money::minorUnits).toList();

    assertThat(shares)
        .isEqualTo(
            expected
                .lines()
                .flatMap(line -> List.of(line.split(",", -1)).stream())
                .map(Long::valueOf)
                .toList());
  }

  @Test
  void thePartsOfASplitAlwaysAddUp() {
    long seed = Seed.of(MoneyTest.class);
    SplittableRandom random = new SplittableRandom(seed);

    for (int i = 0; i < 10_000; i++) {
      Money whole = Money.of(random.nextLong(Money.MINOR_UNITS_MAX + 1), Currency.EUR);
      List<Money> parts = whole.split(random.nextInt(1, 60));

      assertThat(parts.stream().reduce(Money::plus)).as("seed " + seed).contains(whole);
    }
  }

  @Test
  void aSplitIntoNoPartsIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Telling.AMOUNT.split(0));
  }
}
