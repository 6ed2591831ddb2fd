package io.passerelle.store;

import io.passerelle.payment.OrderId;
import java.time.Instant;
import java.util.Optional;

/// One line of an order's history, in the gateway's own style: when, what, from where, and a detail
/// such as `SENT, rule=End of payment, duration=~1.4s, response=…`.
///
/// `received` holds the signed bytes of a notification, which its deliveries send on.
public record HistoryLine(
    OrderId order,
    String id,
    Instant at,
    String operation,
    String origin,
    String info,
    Optional<Received> received) {

  /// What was received, as it stood: only signed fields.
  public record Received(String format, byte[] bytes) {}

  public HistoryLine(
      OrderId order, String id, Instant at, String operation, String origin, String info) {
    this(order, id, at, operation, origin, info, Optional.empty());
  }
}
