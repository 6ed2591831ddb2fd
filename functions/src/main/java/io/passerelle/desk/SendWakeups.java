package io.passerelle.desk;

import io.passerelle.aws.AwsFailure;
import io.passerelle.aws.Queue;
import io.passerelle.edge.Log;
import io.passerelle.payment.OrderId;
import io.passerelle.store.SendingId;
import java.time.Duration;
import java.util.List;

/// Wakes whoever sends payment orders, once the table has the wish. A wake-up that cannot be sent
/// is logged and not a failure: the sweep finds what is due.
public final class SendWakeups {

  /// What a wake-up for a reminder begins with; a sending's name has no colon.
  static final String REMIND = "remind:";

  private final Queue queue;

  public SendWakeups(Queue queue) {
    this.queue = queue;
  }

  public void wakeAll(List<SendingId> ids) {
    sendAll(ids.stream().map(id -> message(id.toString(), id.order(), Duration.ZERO)).toList());
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

  /// Puts a message off, no longer than a queue can.
  public void later(String body, OrderId order, Duration wait) {
    Duration most = Queue.DELAY_MAX;
    sendAll(List.of(message(body, order, wait.compareTo(most) > 0 ? most : wait)));
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
