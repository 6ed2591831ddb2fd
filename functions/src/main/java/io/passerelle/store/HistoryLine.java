package io.passerelle.store;

import io.passerelle.payment.CardNumbers;
import io.passerelle.payment.OrderId;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/// One line of an order's history, in the gateway's own style: when, what, from where, and a detail
/// such as `SENT, rule=End of payment, duration=~1.4s, response=…`.
///
/// `received` holds the signed bytes of a notification, which its deliveries send on as they came.
/// They name the first six digits of a card beside the last four, so they are sealed where they
/// stand, and opened for a sending alone.
public record HistoryLine(
    OrderId order,
    String id,
    Instant at,
    String operation,
    String origin,
    String info,
    Optional<Received> received) {

  /// What was received, as it stood: only signed fields. Reading a line opens nothing yet.
  public record Received(String format, Supplier<byte[]> opened) {

    public Received(String format, byte[] bytes) {
      this(format, () -> bytes);
    }

    public byte[] bytes() {
      return opened.get();
    }
  }

  /// What is shown to people shows no more of a card, whoever wrote it.
  public HistoryLine {
    info = CardNumbers.hidden(info);
  }

  public HistoryLine(
      OrderId order, String id, Instant at, String operation, String origin, String info) {
    this(order, id, at, operation, origin, info, Optional.empty());
  }
}
