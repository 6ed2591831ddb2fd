package io.passerelle.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReminderDaysTest {

  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final Expiry MARCH = new Expiry(2026, 3);

  private final ReminderDays days = new ReminderDays(List.of(30, 7));

  /// The last day is the 31st: the days are the 1st, in winter, and the 24th. On the 29th the
  /// clocks go forward.
  @ParameterizedTest
  @CsvSource({
    "2026-02-01T00:00:00Z, 2026-03-01T08:00:00Z",
    "2026-03-01T07:59:59Z, 2026-03-01T08:00:00Z",
    "2026-03-01T08:00:00Z, 2026-03-01T08:00:00Z",
    "2026-03-01T08:00:01Z, 2026-03-02T08:00:00Z",
    "2026-03-10T23:30:00Z, 2026-03-11T08:00:00Z",
    "2026-03-21T08:00:00Z, 2026-03-24T08:00:00Z",
    "2026-03-23T12:00:00Z, 2026-03-24T08:00:00Z",
    "2026-03-24T09:00:00Z, 2026-03-25T08:00:00Z",
    "2026-03-29T09:00:00Z, 2026-03-30T07:00:00Z",
    "2026-06-30T09:00:00Z, 2026-07-01T07:00:00Z",
    "2026-07-02T00:00:00Z,",
  })
  void theFirstIsOnItsDayOrTheNextMorningWhereThatHasPassed(Instant now, @Nullable Instant first) {
    assertThat(days.first(MARCH, now, PARIS)).isEqualTo(Optional.ofNullable(first));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-02-01T00:00:00Z, 2026-03-01T08:00:00Z",
    "2026-03-01T08:00:00Z, 2026-03-24T08:00:00Z",
    "2026-03-24T08:00:00Z,",
  })
  void eachComesAfterTheOther(Instant now, @Nullable Instant next) {
    assertThat(days.after(MARCH, now, PARIS)).isEqualTo(Optional.ofNullable(next));
  }

  @Test
  void daysThatAreNoneAreNotTaken() {
    assertThatThrownBy(() -> new ReminderDays(List.of(61)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ReminderDays(List.of(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
