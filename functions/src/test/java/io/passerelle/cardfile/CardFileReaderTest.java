package io.passerelle.cardfile;

import static io.passerelle.cardfile.CardFiles.COMPANY;
import static io.passerelle.cardfile.CardFiles.SHOP;
import static io.passerelle.cardfile.CardFiles.problems;
import static io.passerelle.cardfile.CardFiles.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.cardfile.CardFiles.Reading;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CardFileReaderTest {

  @Test
  void theGuidesExampleOfAShopIsReadWhole() {
    Reading reading = read(SHOP, CardFiles.SHOP_EXAMPLE);

    Subscription subscription =
        new Subscription(
            "REC_91ca494b80d338a67ef06f3450b845cf",
            "0/12",
            "RRULE:FREQ=MONTHLY;COUNT=12;BYMONTHDAY=15",
            Optional.of(LocalDate.of(2018, 5, 1)),
            OptionalLong.of(2000),
            OptionalLong.empty(),
            OptionalInt.of(0));
    ExpiringCard card =
        new ExpiringCard(
            "91ca494b80d338a67ef06f3450b845cf",
            "Dupont Durant",
            "Durant@e-mail.com",
            LocalDate.of(2018, 6, 30));
    LocalDateTime at = LocalDateTime.of(2018, 6, 22, 16, 24, 16);
    assertThat(reading.entries()).containsExactly(new Found(2, new ShopDetail(card, subscription)));
    assertThat(reading.summary())
        .isEqualTo(
            new Summary(
                1, 0, false, Optional.of(at), Optional.of(new Trailer(1, OptionalInt.of(1), at))));
    assertThat(reading.summary().isSound()).isTrue();
  }

  @Test
  void theGuidesExampleOfACompanyIsReportedForItsTrailerAndItsDetailsAreUsed() {
    Reading reading = read(COMPANY, CardFiles.COMPANY_EXAMPLE);

    ExpiringCard first =
        new ExpiringCard(
            "0cbb70b8f9634f2ebdb10674a8e3af4f",
            "Dupont Durant",
            "Durant@e-mail.com",
            LocalDate.of(2018, 7, 22));
    ExpiringCard second =
        new ExpiringCard(
            "86d73ae99c38423fbba535d04acd2314",
            "Axel Kant",
            "kant@e-mail.com",
            LocalDate.of(2018, 7, 22));
    assertThat(reading.entries())
        .containsExactly(
            new Found(2, new CompanyDetail(first, 0)),
            new Found(3, new CompanyDetail(second, 0)),
            new Problem(4, "count", Fault.OTHER_COUNT));
    assertThat(reading.summary().used()).isEqualTo(2);
    assertThat(reading.summary().isSound()).isFalse();
    assertThat(reading.summary().refused()).isFalse();
  }

  @Test
  void eachLayoutIsReadWithQuotesAndWithout() {
    String quoted =
        CardFiles.COMPANY_EXAMPLE.replaceAll("([^;\n]+)", "\"$1\"").replace("\"6\"", "\"2\"");
    String bare =
        CardFiles.SHOP_EXAMPLE.replace(";COUNT=12;BYMONTHDAY=15", ",COUNT=12").replace("\"", "");

    assertThat(read(COMPANY, quoted).summary().isSound()).isTrue();
    assertThat(read(COMPANY, quoted).details())
        .isEqualTo(read(COMPANY, CardFiles.COMPANY_EXAMPLE).details());
    assertThat(read(SHOP, bare).summary().isSound()).isTrue();
    assertThat(read(SHOP, bare).details()).hasSize(1);
  }

  @Test
  void theHeaderOfAShopIsReadInTheOrderOfTheGuidesTableToo() {
    String tabled = CardFiles.SHOP_EXAMPLE.replace("\"P\";\"87654321\"", "\"87654321\";\"P\"");

    assertThat(read(SHOP, tabled)).isEqualTo(read(SHOP, CardFiles.SHOP_EXAMPLE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r", "\n\n", "\r\n \t\r\n"})
  void linesMayEndInAnyOfTheWays(String end) {
    String text = "\uFEFF" + CardFiles.SHOP_EXAMPLE.replace("\n", end);

    Reading reading = read(SHOP, text);

    assertThat(reading.summary()).isEqualTo(read(SHOP, CardFiles.SHOP_EXAMPLE).summary());
    assertThat(reading.details()).hasSize(1);
  }

  @Test
  void aTrailerNeedsNoLineEndAndADetailDoes() {
    String file = CardFiles.company("02;t1;A;a@b.fr;20260131;0\n");

    assertThat(problems(COMPANY, file.stripTrailing())).isEmpty();
    assertThat(problems(COMPANY, file.substring(0, file.indexOf("\n01"))))
        .containsExactly(new Problem(2, "", Fault.UNENDED), new Problem(2, "", Fault.NO_TRAILER));
  }

  @Test
  void quotesHoldWhatDividesFieldsAndDoubledQuotes() {
    Reading reading =
        read(
            COMPANY,
            CardFiles.company("\"02\";t1;\"Dupont; dit \"\"D\"\"\";\"\";20260131;\"12\"\n"));

    assertThat(reading.summary().isSound()).isTrue();
    assertThat(reading.details())
        .containsExactly(
            new CompanyDetail(
                new ExpiringCard("t1", "Dupont; dit \"D\"", "", LocalDate.of(2026, 1, 31)), 12));
  }

  @Test
  void aTokenWithSeveralSubscriptionsIsCountedOnce() {
    String detail = CardFiles.SHOP_EXAMPLE.lines().skip(1).findFirst().orElseThrow() + "\n";
    String twice = CardFiles.shop(detail + detail.replace("REC_9", "REC_8"), 2, 1);
    String wrong = CardFiles.shop(detail + detail.replace("REC_9", "REC_8"), 2, 2);

    assertThat(problems(SHOP, twice)).isEmpty();
    assertThat(problems(SHOP, wrong)).containsExactly(new Problem(4, "tokens", Fault.OTHER_TOKENS));
  }
}
