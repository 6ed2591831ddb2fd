package io.passerelle.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.payment.Mode;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.SiteId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScheduleTest {

  private static final Instant START = Instant.parse("2026-01-15T10:07:00Z");

  @Test
  void aDaysTriesAreSeventeenAndEndWithinTheDay() {
    List<Duration> waits = new ArrayList<>();
    Instant at = START;
    int tries = 1;
    for (Optional<Instant> next = Schedule.DAY.next(tries, at);
        next.isPresent();
        next = Schedule.DAY.next(++tries, at)) {
      waits.add(Duration.between(at, next.get()));
      at = next.get();
    }

    assertThat(tries).isEqualTo(17).isEqualTo(Schedule.DAY.triesMax());
    assertThat(waits.subList(0, 5))
        .extracting(Duration::toSeconds)
        .containsExactly(5L, 10L, 30L, 45L, 60L);
    assertThat(Duration.between(START, at))
        .isBetween(Duration.ofMinutes(23 * 60 + 59), Duration.ofHours(24));
  }

  @Test
  void quarterHoursAreThoseOfTheClock() {
    assertThat(Schedule.QUARTER_HOURS.next(1, START))
        .contains(Instant.parse("2026-01-15T10:15:00Z"));
    assertThat(Schedule.QUARTER_HOURS.next(4, START)).isPresent();
    assertThat(Schedule.QUARTER_HOURS.next(5, START)).isEmpty();
    assertThat(Schedule.NEVER.next(1, START)).isEmpty();
  }

  @Test
  void nobodyIsToldOfWhatIsTriedAgainInAMoment() {
    Delivery delivery = delivery().on(Schedule.DAY);
    for (int tries = 1; tries <= 8; tries++) {
      delivery = delivery.after(failed(), false);

      assertThat(Schedule.isQuiet(delivery)).as("after %s tries", tries).isTrue();
      assertThat(Schedule.isQuiet(delivery.after(delivered(), false))).isTrue();
    }

    delivery = delivery.after(failed(), false);
    assertThat(Schedule.isQuiet(delivery)).isFalse();
    assertThat(Schedule.isQuiet(delivery.after(delivered(), false))).isFalse();
  }

  @Test
  void whatIsNotTriedAgainIsToldAtOnce() {
    Delivery last = delivery().on(Schedule.DAY).after(failed(), true);

    assertThat(last.state()).isEqualTo(Delivery.State.EXHAUSTED);
    assertThat(last.due()).isEmpty();
    assertThat(Schedule.isQuiet(last)).isFalse();
  }

  @Test
  void everyFailureOfAQuarterHourIsTold() {
    assertThat(Schedule.isQuiet(delivery().after(failed(), false))).isFalse();
    assertThat(Schedule.isQuiet(delivery().after(delivered(), false))).isFalse();
  }

  @Test
  void whatIsNeverReplayedHasNoOtherSchedule() {
    Delivery never = delivery().on(Schedule.NEVER);

    assertThat(never.on(Schedule.DAY).schedule()).isEqualTo(Schedule.NEVER);
  }

  private static Delivery delivery() {
    return Delivery.of(
        new DeliveryId(new OrderId(new SiteId("34567890"), "1"), 100),
        Mode.TEST,
        Rule.byDefault(RuleKind.END_OF_PAYMENT),
        Delivery.PLATFORM,
        "event",
        "https://lyra-own.myshopify.com",
        START);
  }

  private static Attempt failed() {
    return made(503, Optional.of("SERVER_5XX"));
  }

  private static Attempt delivered() {
    return made(200, Optional.empty());
  }

  private static Attempt made(int status, Optional<String> failure) {
    return new Attempt(
        START, START, false, status, failure, "", Optional.empty(), Timings.total(10));
  }
}
