package io.passerelle.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpiryTest {

  @ParameterizedTest
  @CsvSource({"9, 2025, 09/2025", "09, 25, 09/2025", "12, 2030, 12/2030", " 1 , 99, 01/2099"})
  void aMonthIsReadAsItIsWritten(String month, String year, String shown) {
    assertThat(Expiry.of(month, year)).map(Expiry::toString).contains(shown);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 2025",
    "00, 2025",
    "13, 2025",
    "-1, 2025",
    "009, 2025",
    "9, 1999",
    "9, 225",
    "9, 20255",
    "'', 2025",
    "9, ''",
    "x, 2025"
  })
  void aMonthThatDoesNotExistIsNone(String month, String year) {
    assertThat(Expiry.of(month, year)).isEmpty();
  }

  /// By months as the gateway counts them: near is what ends at most so many months from today.
  @ParameterizedTest
  @CsvSource({
    "2026-01-15, NONE",
    "2026-02-28, NONE",
    "2026-03-01, ORANGE",
    "2026-04-30, ORANGE",
    "2026-05-01, RED",
    "2030-01-01, RED",
  })
  void aCardOfAprilIsNearItsEndTwoMonthsBeforeAndOverInMay(LocalDate today, Warning warning) {
    Optional<Expiry> april = Expiry.of("4", "2026");

    assertThat(Warning.of(april, today, Warning.MONTHS)).isEqualTo(warning);
  }

  @Test
  void aLongerWarningBeginsEarlier() {
    Optional<Expiry> april = Expiry.of("4", "2026");

    assertThat(Warning.of(april, LocalDate.parse("2026-01-15"), 6)).isEqualTo(Warning.ORANGE);
    assertThat(Warning.of(april, LocalDate.parse("2026-04-30"), 0)).isEqualTo(Warning.ORANGE);
  }

  @Test
  void anEndThatIsNotKnownWarnsOfNothing() {
    assertThat(Warning.of(Optional.empty(), LocalDate.parse("2026-01-15"), 2))
        .isEqualTo(Warning.NONE);
  }
}
