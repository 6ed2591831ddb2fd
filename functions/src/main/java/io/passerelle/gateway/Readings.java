package io.passerelle.gateway;

import io.passerelle.payment.Charge;
import io.passerelle.payment.Credit;
import io.passerelle.payment.Currency;
import io.passerelle.payment.Money;
import io.passerelle.payment.Operation;
import io.passerelle.payment.Reading;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads the transactions of an order for what can still be done with its money.
///
/// A web service tells amounts in the gateway's currency and effective amounts in the order's, the
/// opposite of the form (vendor modules, changelog). What is refunded is told by the debit, and by
/// the credits that name it: the greater of the two counts.
public final class Readings {

  private final List<ToldTransaction> told;

  private Readings(List<ToldTransaction> told) {
    this.told = told;
  }

  /// Of an order's transactions, the oldest first; `complete` where these are all of them.
  public static Reading of(List<ToldTransaction> told, boolean complete) {
    Readings readings = new Readings(told);
    return new Reading(readings.charges(), readings.credits(), complete);
  }

  private List<Charge> charges() {
    return told.stream()
        .filter(one -> one.operation() == Operation.DEBIT && isReadable(one))
        .map(this::charge)
        .toList();
  }

  private List<Credit> credits() {
    return told.stream()
        .filter(one -> one.operation() == Operation.CREDIT && isReadable(one))
        .map(one ->
            new Credit(
                uuid(one),
                one.parent(),
                one.state(),
                one.ofTheOrder().orElseThrow(),
                one.moved().orElseThrow()))
        .toList();
  }

  private Charge charge(ToldTransaction debit) {
    Money amount = debit.ofTheOrder().orElseThrow();
    Money there = debit.moved().orElseThrow();
    List<Credit> children =
        credits().stream()
            .filter(one -> one.parent().equals(uuid(debit)) && !one.isDead())
            .toList();
    return new Charge(
        uuid(debit),
        debit.sequence(),
        debit.state(),
        amount,
        refunded(amount, debit.refundedOfTheOrder(), children.stream().map(Credit::amount)),
        there,
        refunded(there, debit.refunded(), children.stream().map(Credit::there)),
        debit.isSplit());
  }

  private static Money refunded(Money amount, Optional<Money> told, Stream<Money> credits) {
    Currency currency = amount.currency();
    long sum = credits.filter(one -> one.currency() == currency).mapToLong(Money::minorUnits).sum();
    return told.filter(one -> one.currency() == currency)
        .filter(one -> one.minorUnits() > sum)
        .orElse(Money.of(sum, currency));
  }

  private static boolean isReadable(ToldTransaction one) {
    return one.uuid().isPresent() && one.moved().isPresent() && one.ofTheOrder().isPresent();
  }

  private static String uuid(ToldTransaction one) {
    return one.uuid().orElseThrow();
  }
}
