package io.passerelle.carddesk;

import io.passerelle.aws.AwsFailure;
import io.passerelle.aws.Queue;
import io.passerelle.card.CardReminder;
import io.passerelle.edge.Log;
import io.passerelle.store.ReminderId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Wakes whoever reminds buyers of their cards. A wake-up that cannot be sent is logged and not a
/// failure, since the sweep finds what is due.
public final class ReminderWakeups {

  private static final String REMIND = "remind:";
  private static final String GROUP = "reminders";

  private final Queue queue;

  public ReminderWakeups(Queue queue) {
    this.queue = queue;
  }

  /// The reminder that a message is about; empty where it is about something else.
  public static Optional<ReminderId> parse(String body) {
    return body.startsWith(REMIND)
        ? Optional.of(ReminderId.parse(body.substring(REMIND.length())))
        : Optional.empty();
  }

  /// Wakes each at the time at which it is due, which the queue can wait for.
  public void wakeAll(Map<ReminderId, Instant> due, Instant now) {
    send(
        due.entrySet().stream()
            .map(one -> message(one.getKey(), Duration.between(now, one.getValue())))
            .toList());
  }

  /// Wakes it when it is due; what no queue can wait for is left to the sweep.
  void later(CardReminder reminder, Instant now) {
    reminder
        .due()
        .map(due -> Duration.between(now, due))
        .filter(wait -> wait.compareTo(Queue.DELAY_MAX) <= 0)
        .ifPresent(wait -> send(List.of(message(ReminderId.of(reminder), wait))));
  }

  private static Queue.Message message(ReminderId id, Duration wait) {
    return new Queue.Message(REMIND + id, GROUP, wait.isNegative() ? Duration.ZERO : wait);
  }

  private void send(List<Queue.Message> messages) {
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
