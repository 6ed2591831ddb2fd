package io.passerelle.payment;

import java.time.LocalDate;
import java.util.Optional;

/// What the gateway tells, for tests: a debit of 12.50 EUR in TEST for the order SO0042-1 of shop
/// 12345678, unless a test says otherwise. Each letter is a transaction of an attempt of its own.
public record Telling(
    String uuid,
    TransactionState state,
    String word,
    Mode mode,
    AttemptId attempt,
    Operation operation,
    int sequence,
    Money amount,
    Money effective) {

  public static final OrderId ORDER = new OrderId(new SiteId("12345678"), "SO0042-1");
  public static final Money AMOUNT = Money.of(1250, Currency.EUR);
  public static final LocalDate DAY = LocalDate.parse("2026-01-15");

  public static Telling of(String uuid, TransactionState state) {
    return new Telling(
        uuid, state, state.name(), Mode.TEST, attempt(uuid), Operation.DEBIT, 1, AMOUNT, AMOUNT);
  }

  /// The attempt that a transaction of that name belongs to.
  public static AttemptId attempt(String uuid) {
    return new AttemptId(DAY, (uuid + "000000").substring(0, 6));
  }

  public Telling word(String word) {
    return new Telling(uuid, state, word, mode, attempt, operation, sequence, amount, effective);
  }

  public Telling mode(Mode mode) {
    return new Telling(uuid, state, word, mode, attempt, operation, sequence, amount, effective);
  }

  public Telling attempt(AttemptId attempt) {
    return new Telling(uuid, state, word, mode, attempt, operation, sequence, amount, effective);
  }

  public Telling operation(Operation operation) {
    return new Telling(uuid, state, word, mode, attempt, operation, sequence, amount, effective);
  }

  /// One of several parts of the attempt.
  public Telling part(AttemptId attempt, int sequence, Money effective) {
    return new Telling(uuid, state, word, mode, attempt, operation, sequence, amount, effective);
  }

  public Telling amount(Money amount) {
    return new Telling(uuid, state, word, mode, attempt, operation, sequence, amount, amount);
  }

  public Telling effective(Money effective) {
    return new Telling(uuid, state, word, mode, attempt, operation, sequence, amount, effective);
  }

  public Report report() {
    return new Report(
        ORDER,
        mode,
        Optional.of(uuid),
        attempt,
        operation,
        sequence,
        state,
        word,
        amount,
        effective,
        EventKind.END_OF_PAYMENT);
  }

  /// The same of a transaction that the gateway did not make: it is known by its attempt alone.
  public Report reportWithoutUuid() {
    return new Report(
        ORDER,
        mode,
        Optional.empty(),
        attempt,
        operation,
        sequence,
        state,
        word,
        amount,
        effective,
        EventKind.CANCELLATION);
  }
}
