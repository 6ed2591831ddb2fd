package io.passerelle.paymentorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemindersTest {

  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  @ParameterizedTest
  @CsvSource({
    "2026-03-01T00:00:00Z, 2026-03-26T08:00:00Z",
    "2026-03-26T08:00:00Z, 2026-03-29T07:00:00Z",
    "2026-03-29T07:00:00Z, 2026-03-31T07:00:00Z",
    "2026-03-31T06:59:59Z, 2026-03-31T07:00:00Z",
    "2026-03-31T07:00:00Z, ",
  })
  void theNextIsAtNineOfThatDayWhereTheMerchantIsAlsoBehindAChangeOfTheClock(
      Instant now, Instant next) {
    Instant end = Instant.parse("2026-03-29T22:00:00Z"); // The end of the 29th in Paris.
    Reminders reminders = read("2;-3;0");

    assertThat(reminders.planned(end, now).due()).isEqualTo(Optional.ofNullable(next));
  }

  @Test
  void anotherEndIsAnotherPlan() {
    Reminders reminders = read("-1").planned(Instant.parse("2026-02-01T12:00:00Z"), Instant.EPOCH);

    assertThat(reminders.due()).contains(Instant.parse("2026-01-31T08:00:00Z"));
    assertThat(reminders.planned(Instant.parse("2026-02-09T12:00:00Z"), Instant.EPOCH).due())
        .contains(Instant.parse("2026-02-08T08:00:00Z"));
    assertThat(reminders.ended().due()).isEmpty();
  }

  @Test
  void daysAreWrittenWithSemicolonsEachOnce() {
    assertThat(read(" +2 ; -3;2").days()).isEqualTo(List.of(-3, 2));
  }

  @ParameterizedTest
  @CsvSource({"x", "1.5", "-93", "31", "1;;2", "1;2;3;4;5;6;7;8;9;10;11", "1000"})
  void whatIsNoPlanIsRefused(String written) {
    assertThatExceptionOfType(InvalidField.class)
        .isThrownBy(() -> read(written))
        .satisfies(invalid -> assertThat(invalid.field()).isEqualTo("reminders"));
  }

  private static Reminders read(String written) {
    Map<String, String> fields = Map.of(Reminders.FIELD, written);
    return Reminders.read(new Fields(fields, Set.of(Reminders.FIELD)), PARIS, Channel.EMAIL);
  }
}
