package io.passerelle.aws;

import java.time.Duration;
import java.util.List;

/// A queue that wakes a function. A message says where to look and nothing more: lost, doubled or
/// late it changes nothing, since the table is the truth.
public interface Queue {

  Duration DELAY_MAX = Duration.ofMinutes(15);

  /// Puts a message on the queue, to be seen after `delay`. Messages of one `group` share a fair
  /// part of the workers, so that one group never holds up another.
  void send(String body, String group, Duration delay);

  /// A message to be put on the queue with others.
  record Message(String body, String group, Duration delay) {}

  /// Puts many on the queue, in fewer calls where it can. When it fails, some may be there.
  default void sendAll(List<Message> messages) {
    messages.forEach(message -> send(message.body(), message.group(), message.delay()));
  }
}
