package io.passerelle.payment;

import java.util.Collection;
import java.util.Comparator;
import java.util.stream.Stream;

/// Reckons where an order stands from its transactions.
final class OrderStanding {

  private OrderStanding() {}

  static OrderState of(Order order) {
    Collection<Transaction> transactions = order.transactions().values();
    if (order.isPaid()) {
      return paid(order);
    }
    if (transactions.stream().anyMatch(OrderStanding::isPendingDebit)) {
      return OrderState.PENDING;
    }
    return transactions.stream()
        .filter(transaction -> transaction.operation() != Operation.CREDIT)
        .max(Comparator.comparing(Transaction::state))
        .map(OrderStanding::unpaid)
        .orElse(transactions.isEmpty() ? OrderState.STARTED : OrderState.UNKNOWN);
  }

  private static OrderState paid(Order order) {
    Collection<Transaction> transactions = order.transactions().values();
    long paid = sum(transactions.stream().filter(Transaction::isPaidDebit));
    long refunded = sum(transactions.stream().filter(Transaction::isRefund));
    if (refunded == 0) {
      return OrderState.PAID;
    }
    return refunded >= paid ? OrderState.REFUNDED : OrderState.PARTIALLY_REFUNDED;
  }

  /// Under a conversion every transaction of the order is in the other currency, so that like is
  /// still compared with like.
  private static long sum(Stream<Transaction> transactions) {
    return transactions.mapToLong(transaction -> transaction.effective().minorUnits()).sum();
  }

  private static boolean isPendingDebit(Transaction transaction) {
    return transaction.operation() != Operation.CREDIT
        && transaction.state().standing() == Standing.PENDING;
  }

  private static OrderState unpaid(Transaction transaction) {
    return switch (transaction.state()) {
      case EXPIRED -> OrderState.EXPIRED;
      case REFUSED -> OrderState.REFUSED;
      case UNKNOWN -> OrderState.UNKNOWN;
      default ->
          switch (transaction.state().standing()) {
            case ABANDONED -> OrderState.ABANDONED;
            case CANCELLED -> OrderState.CANCELLED;
            case FAILED -> OrderState.FAILED;
            case PAID -> OrderState.VERIFIED;
            case UNKNOWN, PENDING -> OrderState.PENDING;
          };
    };
  }
}
