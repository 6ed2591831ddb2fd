package io.passerelle.paymentorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValidityTest {

  private static final Instant NOW = Instant.parse("2026-03-28T12:00:00Z");
  private static final Validity PARIS = new Validity(ZoneId.of("Europe/Paris"), 30);

  @Test
  void aDayWithAChangeOfTheClockIsAsLongAsItIsThere() {
    Instant before = PARIS.end("2026-03-28", NOW);

    Instant spring = PARIS.end("2026-03-29", NOW);

    assertThat(before).isEqualTo("2026-03-28T23:00:00Z");
    assertThat(Duration.between(before, spring)).isEqualTo(Duration.ofHours(23));
  }

  @Test
  void inAutumnADayHas25Hours() {
    Instant now = Instant.parse("2026-10-20T12:00:00Z");

    assertThat(Duration.between(PARIS.end("2026-10-24", now), PARIS.end("2026-10-25", now)))
        .isEqualTo(Duration.ofHours(25));
  }

  @Test
  void aDayThatBeginsLateBecauseOfTheClockEndsTheOneBefore() {
    Validity cairo = new Validity(ZoneId.of("Africa/Cairo"), 30);

    assertThat(cairo.end("2026-04-23", NOW)).isEqualTo("2026-04-23T22:00:00Z");
  }

  @Test
  void unlessWrittenItIsTheShopsDaysToTheirEnd() {
    assertThat(PARIS.end("", NOW)).isEqualTo("2026-04-27T22:00:00Z");
  }

  @Test
  void theShopsDaysAreNeverBeyondThreeMonths() {
    Instant winter = Instant.parse("2026-01-31T12:00:00Z");

    assertThat(new Validity(ZoneId.of("UTC"), 92).end("", winter))
        .isEqualTo("2026-05-01T00:00:00Z");
  }

  @Test
  void aMomentIsTakenAsItIs() {
    assertThat(PARIS.end("2026-03-29T18:30:00+02:00", NOW)).isEqualTo("2026-03-29T16:30:00Z");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2026-06-28           | ok
          2026-06-29           | must be within three months
          2026-03-28           | ok
          2026-03-27           | must be in the future
          2026-03-28T12:00:00Z | must be in the future
          2026-03-28T12:00:01Z | ok
          2026-02-30           | must be a day such as 2026-03-29, or a time such as 2026-03-29T18:00:00Z
          tomorrow             | must be a day such as 2026-03-29, or a time such as 2026-03-29T18:00:00Z
          """)
  void itEndsInTheFutureAndWithinThreeMonths(String written, String said) {
    if (said.equals("ok")) {
      assertThat(PARIS.end(written, NOW)).isAfter(NOW);
    } else {
      assertThatExceptionOfType(InvalidField.class)
          .isThrownBy(() -> PARIS.end(written, NOW))
          .satisfies(invalid -> assertThat(invalid.field()).isEqualTo("validUntil"))
          .satisfies(invalid -> assertThat(invalid.reason()).isEqualTo(said));
    }
  }
}
