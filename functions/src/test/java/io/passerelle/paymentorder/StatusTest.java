package io.passerelle.paymentorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.payment.AttemptId;
import io.passerelle.payment.Currency;
import io.passerelle.payment.Mode;
import io.passerelle.payment.Money;
import io.passerelle.payment.Order;
import io.passerelle.payment.SiteId;
import io.passerelle.payment.Start;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatusTest {

  private static final Instant NOW = Instant.parse("2026-01-15T10:00:00Z");
  private static final PaymentOrder ASKED = asked();

  @Test
  void timeAloneMakesItExpireToTheInstant() {
    assertThat(ASKED.status(Optional.empty(), NOW)).isEqualTo(Status.RUNNING);
    assertThat(ASKED.status(Optional.empty(), ASKED.validUntil().minusNanos(1)))
        .isEqualTo(Status.RUNNING);
    assertThat(ASKED.status(Optional.empty(), ASKED.validUntil())).isEqualTo(Status.EXPIRED);
  }

  @Test
  void anExtendedOneRunsAgain() {
    Instant late = ASKED.validUntil().plusSeconds(1);

    assertThat(ASKED.until(late.plusSeconds(60)).status(Optional.empty(), late))
        .isEqualTo(Status.RUNNING);
  }

  @Test
  void aCancelledOneLapsesWithItsValidityAndIsShownAsCancelled() {
    PaymentOrder cancelled = ASKED.inCancellation(true);

    assertThat(cancelled.status(Optional.empty(), NOW)).isEqualTo(Status.CANCELLED);
    assertThat(cancelled.status(Optional.empty(), ASKED.validUntil())).isEqualTo(Status.LAPSED);
    assertThat(Status.LAPSED.shown()).isEqualTo("CANCELLED");
    assertThat(cancelled.inCancellation(false).status(Optional.empty(), NOW))
        .isEqualTo(Status.RUNNING);
  }

  @Test
  void aBuyerWhoHasLeftHoldsItForTwentyMinutesAndItStillRuns() {
    Optional<Order> payment = Optional.of(left(Mode.TEST));

    assertThat(ASKED.isBeingPaid(payment, NOW)).isTrue();
    assertThat(ASKED.isBeingPaid(payment, NOW.plusSeconds(1_199))).isTrue();
    assertThat(ASKED.isBeingPaid(payment, NOW.plusSeconds(1_200))).isFalse();
    assertThat(ASKED.status(payment, NOW)).isEqualTo(Status.RUNNING);
  }

  @Test
  void aPaymentOfTheOtherModeIsNotItsOwn() {
    assertThat(ASKED.isBeingPaid(Optional.of(left(Mode.PRODUCTION)), NOW)).isFalse();
  }

  private static Order left(Mode mode) {
    Start start =
        new Start(
            new AttemptId(LocalDate.parse("2026-01-15"), "899999"),
            Money.of(100, Currency.EUR),
            NOW);
    return Order.starting(ASKED.id(), mode, start);
  }

  private static PaymentOrder asked() {
    Defaults defaults = new Defaults(Mode.TEST, new Validity(ZoneOffset.UTC, 30), false);
    return Draft.read(Map.of("amount", "100", "reference", "R"), defaults, NOW)
        .orders(new SiteId("12345678"), "", () -> new byte[LinkCode.BYTES], NOW)
        .getFirst();
  }
}
