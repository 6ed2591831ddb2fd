package io.passerelle.desk;

import io.passerelle.aws.AwsFailure;
import io.passerelle.aws.Queue;
import io.passerelle.edge.Log;
import io.passerelle.payment.OrderId;
import io.passerelle.store.Sending;
import io.passerelle.store.SendingId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Wakes whoever sends payment orders, once the table has the wish. A wake-up that cannot be sent
/// is logged and not a failure: the sweep finds what is due.
public final class SendWakeups {

  /// What a wake-up for a reminder begins with; a sending's name has no colon.
  static final String REMIND = "remind:";

  private final Queue queue;

  public SendWakeups(Queue queue) {
    this.queue = queue;
  }

  /// Wakes each at the time at which it is due, which the queue can wait for.
  public void wakeAll(Map<SendingId, Instant> due, Instant now) {
    sendAll(
        due.entrySet().stream()
            .map(one -> message(one.getKey(), Duration.between(now, one.getValue())))
            .toList());
  }

  void wakeAll(List<SendingId> ids) {
    sendAll(ids.stream().map(id -> message(id, Duration.ZERO)).toList());
  }

  void wake(SendingId id) {
    wakeAll(List.of(id));
  }

  /// Has each payment order's reminder made.
  public void remindAll(List<OrderId> orders) {
    sendAll(
        orders.stream()
            .map(order -> message(REMIND + new SendingId(order, "R"), order, Duration.ZERO))
            .toList());
  }

  /// Wakes it when it is due; what no queue can wait for is left to the sweep.
  void later(Sending sending, Instant now) {
    sending
        .due()
        .map(due -> Duration.between(now, due))
        .filter(wait -> wait.compareTo(Queue.DELAY_MAX) <= 0)
        .ifPresent(wait -> sendAll(List.of(message(sending.id(), wait))));
  }

  private static Queue.Message message(SendingId id, Duration wait) {
    return message(id.toString(), id.order(), wait.isNegative() ? Duration.ZERO : wait);
  }

  private static Queue.Message message(String body, OrderId order, Duration delay) {
    return new Queue.Message(body, order.siteId().value(), delay);
  }

  private void sendAll(List<Queue.Message> messages) {
    if (messages.isEmpty()) {
      return;
    }
    try {
      queue.sendAll(messages);
    } catch (AwsFailure failure) {
      Log.line("wake-up not sent").with(Log.Field.ERROR, failure.error()).write();
    }
  }
}
