package io.passerelle.payment;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// What can be said of a wish before the gateway is asked: whether it goes beyond what the order
/// can have left, beside what others have asked for and is not done yet.
///
/// It refuses only what can never be: the order may be behind the gateway, which is read before
/// anything is done.
public final class Remaining {

  private final Order order;
  private final List<OperationRequest> open;

  private Remaining(Order order, List<OperationRequest> open) {
    this.order = order;
    this.open = open;
  }

  /// Why `asked` cannot be, beside the `others` of its order; empty where it may.
  public static Optional<Refusal> foresee(
      Order order, OperationRequest asked, List<OperationRequest> others) {
    List<OperationRequest> open =
        others.stream().filter(one -> !one.isOver() && one.takes()).toList();
    return new Remaining(order, open).foresee(asked);
  }

  private Optional<Refusal> foresee(OperationRequest asked) {
    if (asked.amount().isEmpty()) {
      return Optional.empty();
    }
    Money amount = asked.amount().get();
    if (amount.minorUnits() == 0) {
      return Optional.of(Refusal.ZERO);
    }
    if (amount.currency() != order.amount().currency()) {
      return Optional.of(Refusal.CURRENCY);
    }
    if (asked.takes() && open.stream().anyMatch(one -> one.amount().isEmpty())) {
      return Optional.of(Refusal.NOTHING_LEFT);
    }
    long left = asked.takes() ? debited() - credited(_ -> true) - promised() : debited();
    return amount.minorUnits() > left ? Optional.of(Refusal.TOO_MUCH) : Optional.empty();
  }

  private long promised() {
    return open.stream().mapToLong(this::promised).sum();
  }

  /// What a request is still to take. The credit of its call may be known before the call's own
  /// answer is: it is counted once.
  private long promised(OperationRequest one) {
    long left = one.left().map(Money::minorUnits).orElse(0L);
    return left
        - one.step()
            .map(step -> Math.min(step.call().amount().minorUnits(), newer(step)))
            .orElse(0L);
  }

  private long newer(Step step) {
    return credited(one -> !step.creditsBefore().contains(one.key()));
  }

  /// What the order was to be paid, or more where it was paid twice.
  private long debited() {
    long paid =
        order.transactions().values().stream()
            .filter(one -> one.operation() == Operation.DEBIT && one.isAlive())
            .mapToLong(this::ofTheOrder)
            .sum();
    return Math.max(order.amount().minorUnits(), paid);
  }

  private long credited(Predicate<Transaction> which) {
    return order.transactions().values().stream()
        .filter(Transaction::isRefund)
        .filter(which)
        .mapToLong(this::ofTheOrder)
        .sum();
  }

  /// Under a conversion a transaction tells the gateway's currency alone.
  private long ofTheOrder(Transaction one) {
    return one.effective().currency() == order.amount().currency()
        ? one.effective().minorUnits()
        : 0;
  }
}
