package io.passerelle.cardfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.payment.CardNumbers;
import io.passerelle.payment.Seed;
import java.time.LocalDate;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CardNumbersTest {

  private static final LocalDate EXPIRY = LocalDate.of(2026, 1, 31);

  @ParameterizedTest(name = "{index}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          4970100000000055                 | XXXX0055
          A 4970 1000 0000 0055 B          | A XXXX0055 B
          A 4970-1000-0000-0055            | A XXXX0055
          4970.1000.0000.0055              | XXXX0055
          x4970100000000055y               | xXXXX0055y
          ４９７０１０００００００００５５ | XXXX0055
          6304000000000000000              | XXXX0000
          4970100000000055  59701003000018 | XXXX0018
          4970100000000055, 59701003000018 | XXXX0055, XXXX0018
          123456789012                     | 123456789012
          UNTIL=20251231T235959Z           | UNTIL=20251231T235959Z
          BYMONTHDAY=11,12,13,14,15,16,17  | BYMONTHDAY=11,12,13,14,15,16,17
          """)
  void aTextKeepsTheLastFourDigitsOfANumberAndNoMore(String text, String kept) {
    assertThat(CardNumbers.cut(text)).isEqualTo(kept);
    assertThat(CardNumbers.cut(kept)).isEqualTo(kept);
  }

  @ParameterizedTest(name = "{index}")
  @ValueSource(
      strings = {
        "4970100000000055",
        "REC_4970100000000055",
        "4970-1000-0000-0055",
        "4970100000000055@e-mail.com",
        "378282246310005",
        "2223000048400011"
      })
  void anIdThatIsACardsNumberIsRefused(String id) {
    assertThat(CardNumbers.isIn(id)).isTrue();
    assertThatThrownBy(() -> new ExpiringCard(id, "", "", EXPIRY))
        .isInstanceOfSatisfying(
            InvalidRecord.class,
            invalid -> assertThat(invalid.fault()).isEqualTo(Fault.CARD_NUMBER))
        .hasMessage("token holds what looks like a card's number");
  }

  @ParameterizedTest(name = "{index}")
  @ValueSource(
      strings = {
        "4970100000000056",
        "20180501123456789",
        "0cbb70b84970100000000055",
        "+33612345678@e-mail.com",
        "4766113933f945c88bab9324ca08d990"
      })
  void anIdThatOnlyHasManyDigitsStaysAsItIs(String id) {
    assertThat(new ExpiringCard(id, "", "", EXPIRY).token()).isEqualTo(id);
  }

  @Test
  void noTokenThatTheGatewayMakesIsTakenForACardsNumber() {
    RandomGenerator random =
        RandomGeneratorFactory.of("L64X128MixRandom").create(Seed.of(CardNumbersTest.class));

    for (int i = 0; i < 20_000; i++) {
      String token = String.format("%016x%016x", random.nextLong(), random.nextLong());
      assertThat(CardNumbers.isIn(token)).as(token).isFalse();
    }
  }

  @Test
  void aTextOfNothingButDigitsIsCutWithoutEnd() {
    assertThat(CardNumbers.cut("4".repeat(Subscription.RULE_MAX))).isEqualTo("XXXX4444");
    assertThat(CardNumbers.cut("4 - ".repeat(250))).isEqualTo("XXXX4444 - ");
  }

  @Test
  void aCardIsPrintedWithoutWhoItsHolderIs() {
    ExpiringCard card = new ExpiringCard("t1", "Axel Kant", "kant@e-mail.com", EXPIRY);

    assertThat(card).hasToString("ExpiringCard[token=t1, expiry=2026-01-31]");
    assertThat(new CompanyDetail(card, 1).toString()).doesNotContain("Kant", "kant");
  }

  @Test
  void textsAreOnOneLineAndWithoutSigns() {
    ExpiringCard card = new ExpiringCard(" t1 ", "Axel\tKant\r\nx\u0000", " \uD800é ", EXPIRY);

    assertThat(card.token()).isEqualTo("t1");
    assertThat(card.holder()).isEqualTo("Axel Kant  x");
    assertThat(card.email()).isEqualTo("\uFFFDé");
  }
}
