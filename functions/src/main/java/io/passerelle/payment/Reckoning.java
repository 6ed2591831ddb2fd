package io.passerelle.payment;

import static java.util.Comparator.comparing;

import io.passerelle.payment.Transition.Flagged;
import io.passerelle.payment.Transition.Moved;
import io.passerelle.payment.Transition.Overtaken;
import io.passerelle.payment.Transition.Repeated;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// Reckons what one report does to an order: one line for each way that it can go.
final class Reckoning {

  private static final Comparator<Transaction> WEIGHT =
      Comparator.<Transaction, Boolean>comparing(one -> one.operation() == Operation.DEBIT)
          .thenComparing(Transaction::state);
  private static final Comparator<Money> SIZE =
      comparing(Money::currency).thenComparing(Money::minorUnits);

  private final Order order;
  private final Report report;
  private final Transaction told;

  Reckoning(Order order, Report report) {
    this.order = order;
    this.report = report;
    this.told = Transaction.of(report);
  }

  Transition transition() {
    Optional<Notice> mismatch = mismatch();
    if (mismatch.isPresent()) {
      return flagged(mismatch.get(), order);
    }
    Transaction known = order.transactions().get(told.key());
    if (known == null && order.transactions().size() >= Order.TRANSACTIONS_MAX) {
      return flagged(Notice.TOO_MANY_TRANSACTIONS, order);
    }
    Transaction joined = known == null ? told : known.join(told);
    Order next = order.with(joined, asked());
    if (told.state() == TransactionState.UNKNOWN) {
      return flagged(Notice.UNKNOWN_STATUS, next);
    }
    if (known == null || told.isFurtherThan(known)) {
      return moved(next, joined);
    }
    return known.hasHeard(told) && hasTheAmountOf(next)
        ? new Repeated(Optional.empty())
        : overtaken(next, joined);
  }

  private boolean hasTheAmountOf(Order next) {
    return next.amount().equals(order.amount());
  }

  private Transition moved(Order next, Transaction joined) {
    Set<Notice> notices = EnumSet.noneOf(Notice.class);
    if (next.paidAttempts() > Math.max(1, order.paidAttempts())) {
      notices.add(Notice.DOUBLE_PAYMENT);
    }
    if (isNewContradiction(joined)) {
      notices.add(Notice.CONTRADICTION);
      return new Moved(next.with(contradiction()), notices);
    }
    return new Moved(next, notices);
  }

  private Transition overtaken(Order next, Transaction joined) {
    return isNewContradiction(joined)
        ? new Overtaken(next.with(contradiction()), EnumSet.of(Notice.CONTRADICTION))
        : new Overtaken(next, EnumSet.noneOf(Notice.class));
  }

  private boolean isNewContradiction(Transaction joined) {
    return joined.contradictsItself() && !order.flags().contains(contradiction());
  }

  private Flag contradiction() {
    return new Flag(Notice.CONTRADICTION, told.key());
  }

  private Transition flagged(Notice notice, Order next) {
    Flag flag = new Flag(notice, report.event());
    if (!order.flags().contains(flag) && order.flags().size() < Order.FLAGS_MAX) {
      return new Flagged(next.with(flag), notice);
    }
    return hasTheAmountOf(next)
        ? new Repeated(Optional.of(notice))
        : new Overtaken(next, EnumSet.noneOf(Notice.class));
  }

  /// What was recorded when the buyer left must be what is told. An order that was not started here
  /// has nothing recorded but its mode.
  private Optional<Notice> mismatch() {
    if (report.mode() != order.mode()) {
      return Optional.of(Notice.MODE_DIFFERS);
    }
    if (report.operation() == Operation.VERIFICATION || !order.startedHere() || isFormerAttempt()) {
      return Optional.empty();
    }
    if (report.amount().currency() != order.amount().currency()) {
      return Optional.of(Notice.CURRENCY_DIFFERS);
    }
    return report.operation() == Operation.DEBIT && !report.amount().equals(order.amount())
        ? Optional.of(Notice.AMOUNT_DIFFERS)
        : Optional.empty();
  }

  /// An attempt that came to nothing, at the amount that was asked when it started: the buyer
  /// changed the cart and left again.
  private boolean isFormerAttempt() {
    return switch (report.state().standing()) {
      case ABANDONED, FAILED, CANCELLED ->
          order.starts().stream()
              .filter(start -> start.attempt().equals(report.attempt()))
              .anyMatch(start -> start.amount().equals(report.amount()));
      case UNKNOWN, PENDING, PAID -> false;
    };
  }

  /// The amount of an order that was not started here is what its furthest payment was asked to
  /// pay; a refund's own stands in for as long as no payment is known.
  private Money asked() {
    if (order.startedHere()) {
      return order.amount();
    }
    int weight =
        order.transactions().values().stream()
            .max(WEIGHT)
            .map(heaviest -> WEIGHT.compare(told, heaviest))
            .orElse(1);
    boolean prevails =
        weight > 0 || (weight == 0 && SIZE.compare(report.amount(), order.amount()) > 0);
    return prevails ? report.amount() : order.amount();
  }
}
