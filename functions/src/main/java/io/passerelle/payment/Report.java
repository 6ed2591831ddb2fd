package io.passerelle.payment;

import java.util.Optional;

/// What the gateway says of one transaction.
///
/// `amount` is what the order was asked to pay, `effective` what this transaction moves. `word` is
/// the status as it was written, kept for a person to read where `state` is unknown.
public record Report(
    OrderId order,
    Mode mode,
    Optional<String> uuid,
    AttemptId attempt,
    Operation operation,
    int sequence,
    TransactionState state,
    String word,
    Money amount,
    Money effective,
    EventKind kind) {

  public Report {
    if (sequence < 1) {
      throw new IllegalArgumentException("a sequence number starts at 1");
    }
  }

  String key() {
    return uuid.orElseGet(attempt::toString);
  }

  /// What makes two tellings the same event: never the gateway's hash, which changes each time.
  String event() {
    return String.join(
        "|", key(), word, operation.name(), effective.minorUnits() + effective.currency().name());
  }
}
