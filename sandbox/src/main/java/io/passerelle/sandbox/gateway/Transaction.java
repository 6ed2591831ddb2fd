package io.passerelle.sandbox.gateway;

import java.time.Instant;

/// One movement at the acquirer. `amount` is in the order's currency and is what this transaction
/// moves: the instalment, the refund, or what a modification has left.
///
/// `refunded` is how much of it credits have given back; `parent` is the transaction that a credit
/// refunds, else empty.
record Transaction(
    String uuid,
    int sequence,
    Operation operation,
    Status status,
    long amount,
    long refunded,
    Authorisation authorisation,
    Instant createdAt,
    Instant capturedAt,
    String parent) {

  /// Which way the money goes; a VERIFICATION moves none and registers a card.
  enum Operation {
    DEBIT,
    CREDIT,
    VERIFICATION
  }

  Transaction with(Status other) {
    return new Transaction(
        uuid,
        sequence,
        operation,
        other,
        amount,
        refunded,
        authorisation,
        createdAt,
        capturedAt,
        parent);
  }

  Transaction with(Status other, Authorisation answer) {
    return new Transaction(
        uuid, sequence, operation, other, amount, refunded, answer, createdAt, capturedAt, parent);
  }

  Transaction withAmount(long less) {
    return new Transaction(
        uuid,
        sequence,
        operation,
        status,
        less,
        refunded,
        authorisation,
        createdAt,
        capturedAt,
        parent);
  }

  Transaction refundedBy(long more) {
    return new Transaction(
        uuid,
        sequence,
        operation,
        status,
        amount,
        refunded + more,
        authorisation,
        createdAt,
        capturedAt,
        parent);
  }

  Transaction capturedAt(Instant when) {
    return new Transaction(
        uuid,
        sequence,
        operation,
        status,
        amount,
        refunded,
        authorisation,
        createdAt,
        when,
        parent);
  }

  /// What is left to refund.
  long remaining() {
    return amount - refunded;
  }
}
