package io.passerelle.sandbox.aws;

import io.passerelle.sandbox.time.DueTimes;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// When each message was sent and when it becomes visible, on the sandbox's clock.
///
/// Remembers the last 100,000 messages, more than any run of the sandbox has waiting.
final class SentMessages {

  private static final int REMEMBERED_MAX = 100_000;

  private final Clock clock;
  private final DueTimes dueTimes = new DueTimes();
  private final Map<String, Instant> sentAt =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > REMEMBERED_MAX;
        }
      };

  SentMessages(Clock clock) {
    this.clock = clock;
  }

  synchronized void note(String messageId) {
    sentAt.put(messageId, clock.instant());
  }

  synchronized Optional<Instant> sentAt(String messageId) {
    return Optional.ofNullable(sentAt.get(messageId));
  }

  DueTimes dueTimes() {
    return dueTimes;
  }
}
