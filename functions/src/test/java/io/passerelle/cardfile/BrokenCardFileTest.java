package io.passerelle.cardfile;

import static io.passerelle.cardfile.CardFiles.COMPANY;
import static io.passerelle.cardfile.CardFiles.SHOP;
import static io.passerelle.cardfile.CardFiles.company;
import static io.passerelle.cardfile.CardFiles.problems;
import static io.passerelle.cardfile.CardFiles.read;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.cardfile.CardFiles.Reading;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What can be wrong with a file: each is found with its line, and costs no more than it must.
class BrokenCardFileTest {

  private static final String GOOD = "02;t1;Axel Kant;kant@e-mail.com;20260131;0\n";

  @ParameterizedTest(name = "{index}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          02;t2;Anna;a@b.fr;202601                     | FIELD_COUNT  | ''
          02;t2;Anna;a@b.fr;20260131;0;                | FIELD_COUNT  | ''
          02;t2;Anna;a@b.fr;202601;0                   | NO_DATE      | expiry
          02;t2;Anna;a@b.fr;20260229;0                 | NO_DATE      | expiry
          02;t2;Anna;a@b.fr;20261301;0                 | NO_DATE      | expiry
          02;t2;Anna;a@b.fr;20260001;0                 | NO_DATE      | expiry
          02;t2;Anna;a@b.fr;2026-1-1;0                 | NO_DATE      | expiry
          02;t2;Anna;a@b.fr;٢٠٢٦٠١٣١;0                 | NO_DATE      | expiry
          02;t2;Anna;a@b.fr;;0                         | MISSING      | expiry
          02;t2;Anna;a@b.fr;20260131;                  | MISSING      | subscriptions
          02;t2;Anna;a@b.fr;20260131;1000000           | NO_NUMBER    | subscriptions
          02;t2;Anna;a@b.fr;20260131;-1                | NO_NUMBER    | subscriptions
          02;;Anna;a@b.fr;20260131;0                   | MISSING      | token
          02;"t2;Anna;a@b.fr;20260131;0                | BAD_QUOTES   | ''
          02;"t2";"Anna "A" B";a@b.fr;20260131;0       | BAD_QUOTES   | ''
          02;"t2"x;Anna;a@b.fr;20260131;0              | BAD_QUOTES   | ''
          02;4970100000000055;Anna;a@b.fr;20260131;0   | CARD_NUMBER  | token
          02;t2;Anna;4970100000000055@b.fr;20260131;0  | CARD_NUMBER  | email
          """)
  void aBrokenDetailIsReportedAndTheOthersAreUsed(String line, Fault fault, String field) {
    Reading reading = read(COMPANY, company(GOOD + line + "\n" + GOOD));

    assertThat(reading.problems()).containsExactly(new Problem(3, field, fault));
    assertThat(reading.entries()).extracting(Entry::line).containsExactly(2L, 3L, 4L);
    assertThat(reading.summary().used()).isEqualTo(2);
    assertThat(reading.summary().refused()).isFalse();
  }

  @ParameterizedTest(name = "{index}")
  @CsvSource({
    "'\"0/12\"', '\"12/\"', NO_COUNTER, counter",
    "'\"0/12\"', '\"1000\"', NO_COUNTER, counter",
    "'\"20180501\"', '\"20180532\"', NO_DATE, effect",
    "'\"2000\"', '\"20.00\"', NO_NUMBER, amount",
    "'\"2000\"', '\"1000000000000\"', NO_NUMBER, amount",
    "'\"2000\";\"\"', '\"2000\";\"x\"', NO_NUMBER, initial amount",
    "'\"0\"\n', '\"1000\"\n', NO_NUMBER, initial occurrences",
    "'\"REC_91ca494b80d338a67ef06f3450b845cf\"', '\"REC_4970-1000-0000-0055\"', CARD_NUMBER,"
        + " subscription",
  })
  void aBrokenSubscriptionIsReported(String there, String instead, Fault fault, String field) {
    String file = CardFiles.SHOP_EXAMPLE.replace(there, instead);

    assertThat(problems(SHOP, file)).containsExactly(new Problem(2, field, fault));
  }

  @ParameterizedTest
  @CsvSource({"token, 50", "holder, 127", "email, 127"})
  void aFieldOfTheLongestLengthIsReadAndOneLongerIsReported(String field, int longest) {
    String filler = "x".repeat(longest);
    String line = "02;token;holder;email;20260131;0\n".replace(field, filler);

    assertThat(problems(COMPANY, company(line))).isEmpty();
    assertThat(problems(COMPANY, company(line.replace(filler, filler + "x"))))
        .containsExactly(new Problem(2, field, Fault.TOO_LONG));
  }

  @Test
  void aLineWithoutEndCostsNoMoreThanItself() {
    String endless = "02;" + "x".repeat(3_000_000) + "\n";

    Reading reading = read(COMPANY, company(endless + GOOD));

    assertThat(reading.problems()).containsExactly(new Problem(2, "line", Fault.TOO_LONG));
    assertThat(reading.summary().used()).isEqualTo(1);
  }

  @Test
  void aFileThatIsTooLargeIsReadNoFurther() throws IOException {
    byte[] file = company("\n".repeat(200_000) + GOOD).getBytes(UTF_8);

    try (CardFileReader reader =
        new CardFileReader(COMPANY, new ByteArrayInputStream(file), 100_000, 10)) {
      assertThat(reader.next())
          .hasValueSatisfying(
              entry -> assertThat(((Problem) entry).fault()).isEqualTo(Fault.TOO_LARGE));
      assertThat(reader.next()).isEmpty();
      assertThat(reader.summary().used()).isZero();
    }
  }

  @Test
  void whatATrailerCannotCountIsReadNoFurther() throws IOException {
    byte[] file = company(GOOD.repeat(11)).getBytes(UTF_8);

    try (CardFileReader reader =
        new CardFileReader(COMPANY, new ByteArrayInputStream(file), 100_000, 10)) {
      for (int line = 2; line <= 11; line++) {
        assertThat(reader.next().orElseThrow()).isInstanceOf(Found.class);
      }
      assertThat(reader.next()).contains(new Problem(12, "", Fault.TOO_MANY_DETAILS));
      assertThat(reader.next()).isEmpty();
      assertThat(reader.summary().used()).isEqualTo(10);
    }
  }

  @Test
  void latinOneIsReportedWhereItIsNotAsciiAndTheOthersAreUsed() {
    String accented = GOOD.replace("Axel", "André");

    Reading reading = read(COMPANY, company(GOOD + accented + GOOD).getBytes(ISO_8859_1));

    assertThat(reading.problems()).containsExactly(new Problem(3, "", Fault.NOT_UTF8));
    assertThat(reading.summary().used()).isEqualTo(2);
  }

  @Test
  void utf16IsNoFileOfExpiringCards() {
    Reading reading = read(COMPANY, ("\uFEFF" + company(GOOD)).getBytes(UTF_16LE));

    assertThat(reading.details()).isEmpty();
    assertThat(reading.problems()).contains(new Problem(1, "", Fault.NOT_UTF8));
    assertThat(reading.problems()).extracting(Problem::fault).contains(Fault.NO_TRAILER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n \n", "\uFEFF"})
  void anEmptyFileSaysSo(String text) {
    assertThat(problems(COMPANY, text)).containsExactly(new Problem(0, "", Fault.EMPTY));
  }

  @Test
  void aFileThatBreaksOffInALineIsReportedThereAndForItsTrailer() {
    String whole = company(GOOD + GOOD);

    Reading reading = read(COMPANY, whole.substring(0, whole.indexOf("01;2") - 12));

    assertThat(reading.problems())
        .containsExactly(
            new Problem(3, "", Fault.FIELD_COUNT), new Problem(3, "", Fault.NO_TRAILER));
    assertThat(reading.summary().used()).isEqualTo(1);
  }

  @Test
  void whereverAFileBreaksOffThatIsReportedAndNoDetailIsMadeUp() {
    String whole = company(GOOD.replace(";0\n", ";12\n") + GOOD);
    Reading all = read(COMPANY, whole);

    for (int end = 0; end < whole.length() - 1; end++) {
      Reading part = read(COMPANY, whole.substring(0, end));

      assertThat(part.summary().isSound()).as("after " + end).isFalse();
      assertThat(all.details()).as("after " + end).containsAll(part.details());
    }
  }

  @ParameterizedTest
  @CsvSource({"01;0", "01;2", "01;999999"})
  void aCountThatIsOffByOneOrMoreIsReported(String trailer) {
    Reading reading = read(COMPANY, company(GOOD).replace("01;1", trailer));

    assertThat(reading.problems()).containsExactly(new Problem(3, "count", Fault.OTHER_COUNT));
    assertThat(reading.summary().used()).isEqualTo(1);
  }

  @Test
  void aTrailerThatCannotBeReadIsReportedOnce() {
    String file = company(GOOD);

    assertThat(problems(COMPANY, file.replace("01;1;", "01;1000000;")))
        .containsExactly(new Problem(3, "count", Fault.NO_NUMBER));
    assertThat(problems(COMPANY, file.replace(";040001", ";240000")))
        .containsExactly(new Problem(3, "time", Fault.NO_TIME));
  }

  @Test
  void whatStandsAfterTheTrailerIsReportedAndNotUsed() {
    String trailer = "01;1;20260101;040001\n";

    Reading reading = read(COMPANY, company(GOOD) + trailer + GOOD);

    assertThat(reading.problems())
        .containsExactly(
            new Problem(4, "", Fault.SECOND_TRAILER), new Problem(5, "line", Fault.AFTER_TRAILER));
    assertThat(reading.summary().used()).isEqualTo(1);
  }

  @Test
  void aFileThatLostItsHeaderIsUsedForItsNameSaysWhoseItIs() {
    String file = company(GOOD);

    assertThat(problems(COMPANY, file.substring(file.indexOf('\n') + 1)))
        .containsExactly(new Problem(1, "", Fault.NO_HEADER));
    assertThat(problems(COMPANY, "lost\n" + file))
        .containsExactly(
            new Problem(1, "", Fault.NO_HEADER), new Problem(1, "", Fault.UNKNOWN_CODE));
  }

  @ParameterizedTest
  @CsvSource({
    "87654321, 87654322, OTHER_SHOP, shop",
    "87654321, 8765432, OTHER_SHOP, shop",
    ";\"P\";, ;\"T\";, OTHER_MODE, mode",
    ";\"P\";, ;\"X\";, OTHER_MODE, mode",
    "EXP_CARDS, PAYMENTS, OTHER_KIND, type",
  })
  void anotherShopsHeaderRefusesTheFile(String there, String instead, Fault fault, String field) {
    Reading reading = read(SHOP, CardFiles.SHOP_EXAMPLE.replace(there, instead));

    assertThat(reading.entries()).containsExactly(new Problem(1, field, fault));
    assertThat(reading.summary().refused()).isTrue();
    assertThat(reading.summary().used()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "00;EXP_CARDS;P;12345678;20180622;1624, OTHER_SHOP, shop",
    "00;EXP_CARDS;12345678;P;yesterday;162416, OTHER_SHOP, shop",
    "00;EXP_CARDS;T;87654321;20180622;1624, OTHER_MODE, mode",
    "00;EXP_CARDS;P;12345678;20180622;162416;, FIELD_COUNT, ''",
    "00;EXP_CARDS;P;12345678, FIELD_COUNT, ''",
    "00;EXP_CARDS;P;\"12345678;20180622;162416, BAD_QUOTES, ''",
  })
  void aHeaderThatDoesNotSayWhoseTheFileIsRefusesIt(String header, Fault fault, String field) {
    String example = CardFiles.SHOP_EXAMPLE;

    Reading reading = read(SHOP, header + example.substring(example.indexOf('\n')));

    assertThat(reading.entries()).containsExactly(new Problem(1, field, fault));
    assertThat(reading.summary().refused()).isTrue();
  }

  @Test
  void aCompanysFileOfTheOtherModeIsRefusedThoughItsTimeIsBroken() {
    Reading reading = read(COMPANY, company(GOOD).replace(";T;20260101;040000", ";P;20260101;4"));

    assertThat(reading.entries()).containsExactly(new Problem(1, "mode", Fault.OTHER_MODE));
    assertThat(reading.summary().refused()).isTrue();
  }

  @Test
  void aHeaderInLatinOneOrWithoutEndRefusesTheFile() {
    String latin = company(GOOD).replace("040000", "04000é");
    String endless = company(GOOD).replace("040000", "0".repeat(3_000_000));

    assertThat(read(COMPANY, latin.getBytes(ISO_8859_1)).entries())
        .containsExactly(new Problem(1, "", Fault.NOT_UTF8));
    assertThat(read(COMPANY, endless).entries())
        .containsExactly(new Problem(1, "line", Fault.TOO_LONG));
  }

  @ParameterizedTest
  @CsvSource({"\"162416\", \"1624\", NO_TIME, time", "\"20180622\", \"\", MISSING, date"})
  void aHeaderThatSaysWhoseTheFileIsCostsNoneOfItsCards(
      String there, String instead, Fault fault, String field) {
    String example = CardFiles.SHOP_EXAMPLE;
    int end = example.indexOf('\n');

    Reading reading =
        read(SHOP, example.substring(0, end).replace(there, instead) + example.substring(end));

    assertThat(reading.problems()).containsExactly(new Problem(1, field, fault));
    assertThat(reading.summary().began()).isEmpty();
    assertThat(reading.summary().used()).isEqualTo(1);
  }

  @Test
  void aSecondHeaderEndsWhatIsUsed() {
    String other = CardFiles.SHOP_EXAMPLE.replace("87654321", "11111111");
    String begun = CardFiles.SHOP_EXAMPLE.substring(0, CardFiles.SHOP_EXAMPLE.indexOf("\"01\""));

    Reading reading = read(SHOP, begun + other);

    assertThat(reading.problems()).containsExactly(new Problem(3, "", Fault.SECOND_HEADER));
    assertThat(reading.details()).hasSize(1);
  }

  @Test
  void aFileOfTheOtherLayoutHasNothingOfUse() {
    Reading reading = read(SHOP, company(GOOD));

    assertThat(reading.entries()).containsExactly(new Problem(1, "", Fault.FIELD_COUNT));
    assertThat(reading.summary().refused()).isTrue();
  }

  @Test
  void aProblemSaysNothingOfWhatTheLineHolds() {
    String secret = "02;secret;secret;secret@secret.fr;secret;secret\nsecret\n";

    Reading reading = read(COMPANY, company(secret));

    assertThat(reading.problems()).hasSize(3);
    assertThat(reading.problems().toString()).doesNotContain("secret");
    assertThat(new Problem(2, "expiry", Fault.NO_DATE).reason())
        .isEqualTo("expiry is not a date as YYYYMMDD");
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void everyFaultHasWordsThatFitAMail(Fault fault) {
    assertThat(new Problem(1, "", fault).reason()).hasSizeBetween(8, 90).doesNotEndWith(".");
  }
}
