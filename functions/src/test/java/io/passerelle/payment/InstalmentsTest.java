package io.passerelle.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstalmentsTest {

  private static final long AMOUNT_MAX = 10_000_000;

  /// The gateway's own example is 20000 with 10000 first (form guide, field `vads_payment_config`);
  /// 100 EUR with 50 % first is that of the Shopify module's guide.
  @ParameterizedTest
  @CsvSource({
    "20000, 4, 50, '10000 3333 3333 3334'",
    "10000, 3, 50, '5000 2500 2500'",
    "10000, 3, 0, '3333 3333 3334'",
    "10000, 4, 0,  '2500 2500 2500 2500'",
    "10003, 4, 0,  '2500 2501 2501 2501'",
    "9999,  2, 0,  '4999 5000'",
    "101,   2, 50, '50 51'",
    "199,   2, 1,  '1 198'",
    "100,   2, 99, '99 1'",
    "3,     3, 0,  '1 1 1'",
    "11,    4, 0,  '2 3 3 3'",
    "12,    4, 0,  '3 3 3 3'",
    "999999999999, 3, 33, '329999999999 335000000000 335000000000'",
  })
  void anAmountIsSplitAsTheGatewaySplitsIt(long amount, int count, int percent, String expected) {
    Instalments instalments =
        option(count, percent).split(Money.of(amount, Currency.EUR)).orElseThrow();

    assertThat(
            IntStream.rangeClosed(1, count)
                .mapToObj(part -> Long.toString(instalments.part(part).minorUnits())))
        .containsExactly(expected.split(" "));
  }

  @Test
  void thePartsOfEveryAmountOfTheUsualOptionsAddUpToIt() {
    List<InstalmentOption> options =
        List.of(option(2, 0), option(3, 0), option(4, 0), option(3, 50), option(4, 33));
    for (InstalmentOption option : options) {
      long wrong = 0;
      for (long amount = 1; amount <= AMOUNT_MAX; amount++) {
        long first = option.first(amount);
        long sum = 0;
        for (int part = 1; part <= option.count(); part++) {
          sum += Instalments.part(amount, first, option.count(), part);
        }
        wrong += sum == amount ? 0 : 1;
      }

      assertThat(wrong).as(option.toString()).isZero();
    }
  }

  @Test
  void thePartsOfEveryOptionAddUpToTheAmount() {
    SplittableRandom random = new SplittableRandom(Seed.of(InstalmentsTest.class));
    long[] some = random.longs(200, 1, AMOUNT_MAX + 1).toArray();
    for (int count = Instalments.COUNT_MIN; count <= Instalments.COUNT_MAX; count++) {
      for (int percent = 0; percent <= 99; percent++) {
        InstalmentOption option = option(count, percent);
        LongStream amounts = LongStream.concat(LongStream.rangeClosed(1, 300), Arrays.stream(some));

        assertThat(amounts.filter(amount -> isWrong(option, amount)).toArray())
            .as(option.toString())
            .isEmpty();
      }
    }
  }

  /// Where it is offered: no part is nothing, all parts but first and last are equal, the last has
  /// less than one unit for each part more, and the sum is the amount. Where it is not: the amount
  /// is too small.
  private static boolean isWrong(InstalmentOption option, long amount) {
    Money total = new Money(amount, Currency.EUR);
    var split = option.split(total);
    if (split.isEmpty()) {
      return amount >= option.count() * 100L;
    }
    Instalments instalments = split.get();
    long sum = instalments.first().minorUnits();
    long each = instalments.part(2).minorUnits();
    boolean wrong = sum < 1 || each < 1;
    for (int part = 2; part <= option.count(); part++) {
      long minorUnits = instalments.part(part).minorUnits();
      long more = minorUnits - each;
      wrong |= part < option.count() ? more != 0 : more < 0 || more >= option.count() - 1;
      sum += minorUnits;
    }
    return wrong || sum != amount;
  }

  @ParameterizedTest
  @CsvSource({
    "9999,  false",
    "10000, true",
    "50000, true",
    "50001, false",
  })
  void anOptionIsOfferedFromItsLeastToItsMost(long amount, boolean offered) {
    InstalmentOption option =
        new InstalmentOption(
            "3x",
            true,
            "3 times",
            3,
            30,
            OptionalInt.empty(),
            OptionalLong.of(10_000),
            OptionalLong.of(50_000));

    assertThat(option.isOffered(Money.of(amount, Currency.EUR))).isEqualTo(offered);
  }

  @ParameterizedTest
  @CsvSource({"0, false", "1, false", "2, false", "3, true"})
  void anAmountThatDoesNotReachForAllPartsIsNotOffered(long amount, boolean offered) {
    assertThat(option(3, 0).isOffered(Money.of(amount, Currency.JPY))).isEqualTo(offered);
  }

  @Test
  void aFirstPartThatWouldBeNothingIsNotOffered() {
    InstalmentOption option = option(3, 1);

    assertThat(option.isOffered(Money.of(99, Currency.EUR))).isFalse();
    assertThat(option.isOffered(Money.of(100, Currency.EUR))).isTrue();
  }

  @Test
  void anOptionThatIsSwitchedOffIsNotOffered() {
    InstalmentOption off =
        new InstalmentOption(
            "3x",
            false,
            "",
            3,
            30,
            OptionalInt.empty(),
            OptionalLong.empty(),
            OptionalLong.empty());

    assertThat(off.isOffered(Money.of(10_000, Currency.EUR))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"1, 2026-01-31", "2, 2026-03-02", "3, 2026-04-01"})
  void aPartIsDueAnIntervalAfterTheOneBefore(int part, LocalDate due) {
    Instalments instalments = option(3, 0).split(Money.of(9_000, Currency.EUR)).orElseThrow();

    assertThat(instalments.due(part, LocalDate.parse("2026-01-31"))).isEqualTo(due);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4, -1})
  void thereIsNoPartBeyondTheLast(int part) {
    Instalments instalments = option(3, 0).split(Money.of(9_000, Currency.EUR)).orElseThrow();

    assertThatIllegalArgumentException().isThrownBy(() -> instalments.part(part));
  }

  @ParameterizedTest
  @CsvSource({
    "9000, 3000, 1, 30",
    "9000, 3000, 25, 30",
    "9000, 3000, 3, 0",
    "9000, 3000, 3, 366",
    "9000, 0, 3, 30",
    "9000, 9000, 2, 30",
    "9000, 8999, 3, 30",
    "9000, 9001, 2, 30",
  })
  void aPlanThatTheGatewayWouldRefuseCannotBeMade(long total, long first, int count, int days) {
    Money whole = Money.of(total, Currency.EUR);
    Money part = Money.of(first, Currency.EUR);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Instalments(whole, part, count, days));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 100})
  void aFirstPartHasOneToNinetyNinePercent(int percent) {
    assertThatIllegalArgumentException().isThrownBy(() -> option(3, percent));
  }

  /// Equal parts where `percent` is 0.
  private static InstalmentOption option(int count, int percent) {
    return new InstalmentOption(
        count + "x",
        true,
        count + " times",
        count,
        30,
        percent == 0 ? OptionalInt.empty() : OptionalInt.of(percent),
        OptionalLong.empty(),
        OptionalLong.empty());
  }
}
