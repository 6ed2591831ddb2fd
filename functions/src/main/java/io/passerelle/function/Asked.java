package io.passerelle.function;

import io.passerelle.gateway.ToldTransaction;
import io.passerelle.payment.Money;
import io.passerelle.payment.Operation;
import io.passerelle.payment.Order;
import io.passerelle.payment.Standing;
import io.passerelle.payment.Transaction;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// What an order was asked to pay, which a web service's transaction does not always say: there it
/// tells its own amount, and of a payment in parts each part tells its own.
final class Asked {

  private Asked() {}

  /// The order's recorded amount where the transaction, or the parts of its attempt together, come
  /// to it; else the transaction's own amount, which then differs and is flagged.
  static Money of(Order order, ToldTransaction told, List<ToldTransaction> all) {
    Money own = told.ofTheOrder().orElse(order.amount());
    Optional<Money> total = told.orderTotal();
    if (total.isPresent()) {
      return total.get();
    }
    if (told.operation() == Operation.CREDIT) {
      return own.currency() == order.amount().currency() ? order.amount() : own;
    }
    boolean whole =
        own.equals(order.amount())
            || isLowered(order, told)
            || sum(order, told, all, _ -> true) == order.amount().minorUnits()
            || sum(order, told, all, Asked::isAlive) == order.amount().minorUnits();
    return whole ? order.amount() : own;
  }

  /// A payment that was known at a greater amount was modified since: an amount that is not
  /// captured can only go down.
  private static boolean isLowered(Order order, ToldTransaction told) {
    Optional<Money> known =
        told.uuid()
            .flatMap(uuid -> Optional.ofNullable(order.transactions().get(uuid)))
            .map(Transaction::effective);
    return known.isPresent()
        && told.moved()
            .filter(now -> now.currency() == known.get().currency())
            .filter(now -> now.compareTo(known.get()) <= 0)
            .isPresent();
  }

  private static boolean isAlive(ToldTransaction one) {
    Standing standing = one.state().standing();
    return standing == Standing.PAID || standing == Standing.PENDING;
  }

  private static long sum(
      Order order,
      ToldTransaction told,
      List<ToldTransaction> all,
      Predicate<ToldTransaction> counts) {
    return all.stream()
        .filter(one -> one.operation() == Operation.DEBIT && counts.test(one))
        .filter(one -> one.startedBy().equals(told.startedBy()))
        .flatMap(one -> one.ofTheOrder().stream())
        .filter(money -> money.currency() == order.amount().currency())
        .mapToLong(Money::minorUnits)
        .sum();
  }
}
