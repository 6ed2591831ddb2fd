package io.passerelle.payment;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The parts of a payment in instalments, each with its day and what became of it as far as the
/// gateway has told. It is `open` for as long as the first part may be paid or is: where it came to
/// nothing, no other will come.
public record Schedule(boolean open, List<Part> parts) {

  /// One part; `state` is empty for as long as the gateway has told nothing of it.
  public record Part(int sequence, LocalDate due, Money amount, Optional<TransactionState> state) {}

  public Schedule {
    parts = List.copyOf(parts);
  }

  /// That of the attempt that was paid, else of the latest; empty where the order is paid at once.
  public static Optional<Schedule> of(Order order) {
    List<Start> starts = order.starts();
    return starts.stream()
        .filter(start -> isPaid(order, start))
        .findFirst()
        .or(() -> starts.isEmpty() ? Optional.empty() : Optional.of(starts.getLast()))
        .flatMap(start -> start.parts().map(parts -> of(order, start, parts)));
  }

  private static Schedule of(Order order, Start start, Instalments parts) {
    LocalDate first = LocalDate.ofInstant(start.at(), ZoneOffset.UTC);
    boolean open =
        state(order, start, 1)
            .map(TransactionState::standing)
            .filter(standing -> standing == Standing.FAILED || standing == Standing.ABANDONED)
            .isEmpty();
    return new Schedule(
        open || isPaid(order, start),
        IntStream.rangeClosed(1, parts.count())
            .mapToObj(sequence ->
                new Part(
                    sequence,
                    parts.due(sequence, first),
                    parts.part(sequence),
                    state(order, start, sequence)))
            .toList());
  }

  private static boolean isPaid(Order order, Start start) {
    return order.transactions().values().stream()
        .anyMatch(one -> one.isPaidDebit() && one.attempt().equals(start.attempt()));
  }

  private static Optional<TransactionState> state(Order order, Start start, int sequence) {
    return order.transactions().values().stream()
        .filter(one -> one.attempt().equals(start.attempt()) && one.sequence() == sequence)
        .filter(one -> one.operation() == Operation.DEBIT)
        .map(Transaction::state)
        .max(TransactionState::compareTo);
  }
}
