package io.passerelle.cardfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.payment.Mode;
import io.passerelle.payment.SiteId;
import java.time.YearMonth;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {

  private static final FileName COMPANY =
      new FileName(YearMonth.of(2018, 10), Optional.empty(), "MA-ENS", Mode.TEST);

  @Test
  void theGuidesNamesAreRead() {
    assertThat(FileName.of("201810.EXP_CARDS.MA-ENS.T.csv")).contains(COMPANY);
    assertThat(FileName.of("201810.87654321.EXP_CARDS.PDV.P.csv"))
        .contains(
            new FileName(
                YearMonth.of(2018, 10),
                Optional.of(new SiteId("87654321")),
                "PDV",
                Mode.PRODUCTION));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "201810.EXP_CARDS.MA-ENS.T.csv",
        "201810.87654321.EXP_CARDS.PDV.P.csv",
        "000012.EXP_CARDS.Ma Société d'été.P.csv",
        "202601.87654321.EXP_CARDS.a.b.T.csv.T.csv",
        "202601.EXP_CARDS.87654321.EXP_CARDS.x.T.csv",
        "202601.EXP_CARDS.12345678901234567890.P.csv"
      })
  void aNameIsWrittenAsItWasRead(String text) {
    assertThat(FileName.of(text).map(FileName::text)).contains(text);
  }

  @ParameterizedTest(name = "{index}")
  @ValueSource(
      strings = {
        "",
        "201810.EXP_CARDS.MA-ENS.T",
        "201810.EXP_CARDS.MA-ENS.T.csv.part",
        "201810.EXP_CARDS.MA-ENS.X.csv",
        "201810.EXP_CARDS.MA-ENS.t.csv",
        "201810.EXP_CARDS..T.csv",
        "201810.EXP_CARDS. .T.csv",
        "201810.EXP_CARDS.T.csv",
        "201800.EXP_CARDS.MA-ENS.T.csv",
        "201813.EXP_CARDS.MA-ENS.T.csv",
        "1810.EXP_CARDS.MA-ENS.T.csv",
        "٢٠١٨١٠.EXP_CARDS.MA-ENS.T.csv",
        "201810.8765432.EXP_CARDS.PDV.T.csv",
        "201810.876543210.EXP_CARDS.PDV.T.csv",
        "201810.PAYMENTS.MA-ENS.T.csv",
        "201810.EXP_CARDS.../../etc.T.csv",
        "201810.EXP_CARDS.a\\b.T.csv",
        "201810.EXP_CARDS.a\nb.T.csv",
        "201810.EXP_CARDS.a\u0000b.T.csv",
        "201810.EXP_CARDS.4970100000000055.T.csv",
        "x201810.EXP_CARDS.MA-ENS.T.csv"
      })
  void anyOtherNameIsNotKnown(String text) {
    assertThat(FileName.of(text)).isEmpty();
  }

  @Test
  void aNameThatCouldNotBeReadCannotBeMade() {
    for (String label : new String[] {"", " ", "a/b", "x".repeat(128)}) {
      assertThatThrownBy(
              () -> new FileName(YearMonth.of(2026, 1), Optional.empty(), label, Mode.TEST))
          .isInstanceOf(InvalidRecord.class)
          .hasMessage(Fault.WRONG_NAME.words());
    }
  }
}
