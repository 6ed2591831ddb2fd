package io.passerelle.payment;

import static java.util.Comparator.comparing;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.Set;

/// One movement at the gateway and how far it has come.
///
/// `key` is the gateway's uuid, or the attempt where there is none (an abandon). `effective` is
/// what this transaction itself moves: an instalment, a reduced amount, an amount in another
/// currency. `told` holds every state that was ever told of it, so that two which exclude one
/// another are noticed whatever came between them.
public record Transaction(
    String key,
    AttemptId attempt,
    Operation operation,
    int sequence,
    TransactionState state,
    Money effective,
    Set<TransactionState> told) {

  /// The further state and, in one state, the smaller amount, since an amount that is not captured
  /// can only go down (REST API, Transaction/Update).
  private static final Comparator<Transaction> KNOWLEDGE =
      comparing(Transaction::state)
          .thenComparing(one -> one.effective.currency(), Comparator.reverseOrder())
          .thenComparing(one -> one.effective.minorUnits(), Comparator.reverseOrder());

  public Transaction {
    told = Set.copyOf(told);
    if (!told.contains(state)) {
      throw new IllegalArgumentException("a transaction in a state that was never told");
    }
  }

  static Transaction of(Report report) {
    return new Transaction(
        report.key(),
        report.attempt(),
        report.operation(),
        report.sequence(),
        report.state(),
        report.effective(),
        Set.of(report.state()));
  }

  /// What is known after both, whichever came first.
  Transaction join(Transaction other) {
    Transaction more = other.isFurtherThan(this) ? other : this;
    Set<TransactionState> both = EnumSet.copyOf(told);
    both.addAll(other.told);
    return new Transaction(
        key, more.attempt, more.operation, more.sequence, more.state, more.effective, both);
  }

  boolean isFurtherThan(Transaction other) {
    return KNOWLEDGE.compare(this, other) > 0;
  }

  /// Whether what another telling says was told before.
  boolean hasHeard(Transaction other) {
    return told.containsAll(other.told)
        && (state != other.state || effective.equals(other.effective));
  }

  /// Whether no life of a transaction has all that was told of this one: a person has to look.
  boolean contradictsItself() {
    return told.stream().anyMatch(one -> told.stream().anyMatch(one::contradicts));
  }

  /// Whether the gateway has it and something may be left of it.
  public boolean isAlive() {
    return Charge.Phase.of(state) != Charge.Phase.DEAD;
  }

  boolean isPaidDebit() {
    return operation == Operation.DEBIT && state.standing() == Standing.PAID;
  }

  /// Whether money goes back to the buyer; one that the acquirer is checking counts as going back
  /// (Magento module's changelog).
  boolean isRefund() {
    return operation == Operation.CREDIT
        && (state.standing() == Standing.PAID || state == TransactionState.UNDER_VERIFICATION);
  }
}
