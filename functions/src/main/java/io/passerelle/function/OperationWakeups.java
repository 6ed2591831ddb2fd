package io.passerelle.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.aws.AwsFailure;
import io.passerelle.aws.Queue;
import io.passerelle.edge.Log;
import io.passerelle.payment.OperationId;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.SiteId;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/// Wakes whoever carries out requests to refund, cancel, capture or modify. A wake-up that cannot
/// be sent is sent at the next quarter hour, since the request stays due.
final class OperationWakeups {

  private final Queue queue;

  OperationWakeups(Queue queue) {
    this.queue = queue;
  }

  void wake(OperationId id, Duration delay) {
    Duration within = delay.compareTo(Queue.DELAY_MAX) > 0 ? Queue.DELAY_MAX : delay;
    try {
      queue.send(message(id), id.order().siteId().value(), within);
    } catch (AwsFailure failure) {
      Log.line("wake-up not sent").with(Log.Field.ERROR, failure.error()).write();
    }
  }

  void wake(OperationId id, Instant at, Instant now) {
    wake(id, at.isAfter(now) ? Duration.between(now, at) : Duration.ZERO);
  }

  void wakeAll(List<OperationId> ids) {
    ids.forEach(id -> wake(id, Duration.ZERO));
  }

  /// A key has no space, a reference may have.
  private static String message(OperationId id) {
    String place = id.order().siteId() + " " + id.key() + " " + id.order().reference();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(UTF_8));
  }

  /// The request that a message names.
  static OperationId operation(String message) {
    String[] place = new String(Base64.getUrlDecoder().decode(message), UTF_8).split(" ", 3);
    return new OperationId(new OrderId(new SiteId(place[0]), place[2]), place[1]);
  }
}
