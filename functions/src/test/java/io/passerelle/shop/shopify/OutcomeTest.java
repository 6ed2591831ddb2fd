package io.passerelle.shop.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.payment.Order;
import io.passerelle.payment.TransactionState;
import io.passerelle.shop.Session;
import io.passerelle.shop.shopify.Mutation.Waiting;
import io.passerelle.shop.shopify.Outcome.Nothing;
import io.passerelle.shop.shopify.Outcome.Pending;
import io.passerelle.shop.shopify.Outcome.Rejected;
import io.passerelle.shop.shopify.Outcome.Resolved;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OutcomeTest {

  private static final Session SALE = Orders.session(Session.Kind.SALE, Map.of());
  private static final Session AUTHORIZATION = Orders.session(Session.Kind.AUTHORIZATION, Map.of());
  private static final Instant IN_A_WEEK = Instant.parse("2026-01-22T10:00:00Z");
  private static final Instant IN_THREE_DAYS = Instant.parse("2026-01-18T10:00:00Z");

  @ParameterizedTest
  @EnumSource(
      value = TransactionState.class,
      names = {"AUTHORISED", "CAPTURED", "ACCEPTED", "PARTIALLY_AUTHORISED"})
  void aPaidOrderIsResolved(TransactionState state) {
    assertThat(Outcome.of(Orders.told(state), SALE)).isEqualTo(new Resolved(Optional.empty()));
    assertThat(Outcome.of(Orders.told(state), AUTHORIZATION))
        .isEqualTo(new Resolved(Optional.of(IN_A_WEEK)));
  }

  @Test
  void whatIsSetAsideIsResolvedOnlyWhereNoMoreWasAskedFor() {
    Order order = Orders.told(TransactionState.AUTHORISED_TO_VALIDATE);

    assertThat(Outcome.of(order, AUTHORIZATION)).isEqualTo(new Resolved(Optional.of(IN_A_WEEK)));
    assertThat(Outcome.of(order, SALE))
        .isEqualTo(new Pending(Waiting.MERCHANT_ACTION_REQUIRED, IN_THREE_DAYS));
  }

  @ParameterizedTest
  @CsvSource({
    "WAITING_AUTHORISATION, NETWORK_ACTION_REQUIRED",
    "WAITING_AUTHORISATION_TO_VALIDATE, MERCHANT_ACTION_REQUIRED",
    "PRE_AUTHORISED, NETWORK_ACTION_REQUIRED",
    "UNDER_VERIFICATION, PARTNER_ACTION_REQUIRED",
    "INITIAL, NETWORK_ACTION_REQUIRED",
    "WAITING_FOR_PAYMENT, NETWORK_ACTION_REQUIRED",
  })
  void whatMayStillComeIsPending(TransactionState state, Waiting reason) {
    assertThat(Outcome.of(Orders.told(state), SALE)).isEqualTo(new Pending(reason, IN_THREE_DAYS));
  }

  @ParameterizedTest
  @EnumSource(
      value = TransactionState.class,
      names = {"REFUSED", "ABANDONED", "EXPIRED", "NOT_CREATED", "ERROR", "UNKNOWN", "CANCELLED"})
  void aBuyerWhoLeavesAndARefusalAreNotTold(TransactionState state) {
    assertThat(Outcome.of(Orders.told(state), SALE)).isInstanceOf(Nothing.class);
    assertThat(Outcome.of(Orders.told(state), AUTHORIZATION)).isInstanceOf(Nothing.class);
    assertThat(Outcome.isOpen(Orders.told(state), SALE)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "REFUSED, INSTRUMENT_DECLINED",
    "CANCELLED, CANCELLED_PAYMENT",
    "EXPIRED, PROCESSING_ERROR",
  })
  void whatWasWaitedForInVainIsRejected(TransactionState state, String code) {
    Order order = Orders.told(TransactionState.UNDER_VERIFICATION, state);

    assertThat(Outcome.of(order, SALE)).isEqualTo(new Rejected(code));
    assertThat(Outcome.isOpen(order, SALE)).isFalse();
  }

  @Test
  void aPaymentThatWasCancelledAfterItWasMadeIsNotTold() {
    Order order = Orders.told(TransactionState.AUTHORISED, TransactionState.CANCELLED);

    assertThat(Outcome.of(order, SALE)).isInstanceOf(Nothing.class);
  }

  @Test
  void whatWasSetAsideAndGivenBackStaysResolvedAtShopify() {
    Order order = Orders.told(TransactionState.AUTHORISED_TO_VALIDATE, TransactionState.CANCELLED);

    assertThat(Outcome.of(order, AUTHORIZATION)).isInstanceOf(Nothing.class);
    assertThat(Outcome.of(order, SALE)).isEqualTo(new Rejected("CANCELLED_PAYMENT"));
  }
}
