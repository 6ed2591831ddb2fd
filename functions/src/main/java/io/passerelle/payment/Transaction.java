package io.passerelle.payment;

/// One movement at the gateway and how far it has come.
///
/// `key` is the gateway's uuid, or the attempt where there is none (an abandon). `effective` is
/// what this transaction itself moves: an instalment, a reduced amount, an amount in another
/// currency.
public record Transaction(
    String key,
    AttemptId attempt,
    Operation operation,
    int sequence,
    TransactionState state,
    Money effective) {

  static Transaction of(Report report) {
    return new Transaction(
        report.key(),
        report.attempt(),
        report.operation(),
        report.sequence(),
        report.state(),
        report.effective());
  }

  /// What is known after both, whichever came first: the further state and, in one state, the
  /// smaller amount, since an amount that is not captured can only go down (REST API,
  /// Transaction/Update).
  Transaction join(Transaction other) {
    return other.knowsMoreThan(this) ? other : this;
  }

  private boolean knowsMoreThan(Transaction other) {
    int further = state.compareTo(other.state);
    if (further != 0) {
      return further > 0;
    }
    int currency = effective.currency().compareTo(other.effective.currency());
    return currency == 0 ? effective.compareTo(other.effective) < 0 : currency < 0;
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
