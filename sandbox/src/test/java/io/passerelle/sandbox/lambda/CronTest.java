package io.passerelle.sandbox.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronTest {

  @ParameterizedTest
  @CsvSource({
    "cron(0/15 * * * ? *),    2026-01-15T10:07:00Z,     2026-01-15T10:15:00Z",
    "cron(0/15 * * * ? *),    2026-01-15T10:15:00Z,     2026-01-15T10:30:00Z",
    "cron(0/15 * * * ? *),    2026-01-15T10:14:59.999Z, 2026-01-15T10:15:00Z",
    "cron(0/15 * * * ? *),    2026-12-31T23:45:00Z,     2027-01-01T00:00:00Z",
    "cron(30 4 1 * ? *),      2026-01-15T10:07:00Z,     2026-02-01T04:30:00Z",
    "cron(30 4 1 * ? *),      2026-02-01T04:29:59Z,     2026-02-01T04:30:00Z",
    "cron(0 4 31 * ? *),      2026-01-31T04:00:00Z,     2026-03-31T04:00:00Z",
    "cron(0 4 L * ? *),       2026-01-31T04:00:00Z,     2026-02-28T04:00:00Z",
    "cron(0 4 L * ? *),       2028-02-01T00:00:00Z,     2028-02-29T04:00:00Z",
    "cron(0 0 29 2 ? *),      2026-01-01T00:00:00Z,     2028-02-29T00:00:00Z",
    "cron(0 8 ? * MON-FRI *), 2026-01-16T08:00:00Z,     2026-01-19T08:00:00Z",
    "cron(0 8 ? * 1 *),       2026-01-16T08:00:00Z,     2026-01-18T08:00:00Z",
    "'cron(5,10 1-3 * * ? *)',  2026-01-16T03:10:00Z,     2026-01-17T01:05:00Z",
    "cron(0 0 1 JAN ? 2027),  2026-01-16T03:10:00Z,     2027-01-01T00:00:00Z",
    "rate(15 minutes),        2026-01-15T10:07:00Z,     2026-01-15T10:15:00Z",
    "rate(1 hour),            2026-01-15T10:00:00Z,     2026-01-15T11:00:00Z",
    "rate(1 day),             2026-02-28T00:00:00Z,     2026-03-01T00:00:00Z",
  })
  void theNextTimeIs(String expression, Instant after, Instant next) {
    assertThat(Cron.of(expression, ZoneOffset.UTC).next(after)).contains(next);
  }

  @Test
  void aZoneMovesTheTimeWithItsSummer() {
    Cron four = Cron.of("cron(0 4 * * ? *)", ZoneId.of("Europe/Paris"));

    assertThat(four.next(Instant.parse("2026-03-28T00:00:00Z")))
        .contains(Instant.parse("2026-03-28T03:00:00Z"));
    assertThat(four.next(Instant.parse("2026-03-29T00:00:00Z")))
        .contains(Instant.parse("2026-03-29T02:00:00Z"));
  }

  @Test
  void anHourThatSpringSkipsIsLeftOut() {
    Cron half = Cron.of("cron(30 2 * * ? *)", ZoneId.of("Europe/Paris"));

    assertThat(half.next(Instant.parse("2026-03-28T12:00:00Z")))
        .contains(Instant.parse("2026-03-30T00:30:00Z"));
  }

  @Test
  void aPastYearNeverComes() {
    Cron past = Cron.of("cron(0 0 1 1 ? 2020)", ZoneOffset.UTC);

    assertThat(past.next(Instant.parse("2026-01-01T00:00:00Z"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cron(60 * * * ? *)",
        "cron(0/15 * * * ?)",
        "cron(x * * * ? *)",
        "cron(0 0 15W * ? *)",
        "rate(0 minutes)",
        "rate(1 week)",
        "every day"
      })
  void whatIsNotUnderstoodIsRefused(String expression) {
    assertThatThrownBy(() -> Cron.of(expression, ZoneOffset.UTC))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
