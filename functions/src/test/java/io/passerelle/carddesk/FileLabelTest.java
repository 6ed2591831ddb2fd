package io.passerelle.carddesk;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.cardfile.FileName;
import io.passerelle.payment.Mode;
import io.passerelle.payment.Seed;
import io.passerelle.payment.SiteId;
import java.time.YearMonth;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileLabelTest {

  private static final YearMonth MONTH = YearMonth.of(2026, 2);
  private static final Optional<SiteId> SHOP = Optional.of(new SiteId("87654321"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "Ma-Société                 | Ma-Société",
        "Épicerie & Fils            | Épicerie & Fils",
        "A;B                        | A-B",
        "\"A\" \\ B/C               | A- - B-C",
        "../../etc/passwd           | etc-passwd",
        "Müller (Köln) + Co.        | Müller (Köln) + Co",
        "株式会社レモン               | 株式会社レモン",
        "A<B>:C?D*E | A-B-C-D-E",
      })
  void whatASystemCouldTakeForMoreThanALetterIsADash(String label, String cleaned) {
    assertThat(FileLabel.cleaned(label)).isEqualTo(cleaned);
  }

  @Test
  void whatIsTwoCharactersForOneLetterIsOne() {
    assertThat(FileLabel.cleaned("E\u0301picerie")).isEqualTo("Épicerie");
  }

  @ParameterizedTest(name = "{index}")
  @CsvSource({"''", "' '", "///", "...", "4970 1000 0000 0055"})
  void whatIsNoLabelHasAnother(String label) {
    FileName name = FileLabel.name(MONTH, SHOP, label, "87654321", Mode.PRODUCTION);

    assertThat(name.text()).isEqualTo("202602.87654321.EXP_CARDS.87654321.P.csv");
  }

  @Test
  void everyLabelMakesANameThatIsReadBack() {
    RandomGenerator random = new SplittableRandom(Seed.of(FileLabelTest.class));
    for (int i = 0; i < 2_000; i++) {
      StringBuilder label = new StringBuilder();
      for (int j = random.nextInt(150); j > 0; j--) {
        int one = random.nextInt(4) == 0 ? random.nextInt(0x10FFFF) : random.nextInt(0x20, 0x100);
        label.appendCodePoint(one);
      }

      FileName name = FileLabel.name(MONTH, Optional.empty(), label.toString(), "x", Mode.TEST);

      assertThat(FileName.of(name.text())).as(label.toString()).contains(name);
      assertThat(name.text()).doesNotContain("/", "\\", ";", "\"", "\n", "\u0000");
    }
  }
}
