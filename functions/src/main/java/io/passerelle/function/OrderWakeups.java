package io.passerelle.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.aws.AwsFailure;
import io.passerelle.aws.Queue;
import io.passerelle.edge.Log;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.SiteId;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

/// Wakes whoever asks the gateway about an order. A wake-up that cannot be sent is sent at the next
/// quarter hour, since the order stays due.
final class OrderWakeups {

  private static final int SITE_DIGITS = 8;

  private final Queue queue;

  OrderWakeups(Queue queue) {
    this.queue = queue;
  }

  void wake(OrderId order) {
    try {
      queue.send(message(order), order.siteId().value(), Duration.ZERO);
    } catch (AwsFailure failure) {
      Log.line("wake-up not sent").with(Log.Field.ERROR, failure.error()).write();
    }
  }

  void wakeAll(List<OrderId> orders) {
    try {
      queue.sendAll(
          orders.stream()
              .map(
                  order -> new Queue.Message(message(order), order.siteId().value(), Duration.ZERO))
              .toList());
    } catch (AwsFailure failure) {
      Log.line("wake-up not sent").with(Log.Field.ERROR, failure.error()).write();
    }
  }

  private static String message(OrderId order) {
    String place = order.siteId() + order.reference();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(UTF_8));
  }

  /// The order that a message names.
  static OrderId order(String message) {
    String place = new String(Base64.getUrlDecoder().decode(message), UTF_8);
    return new OrderId(new SiteId(place.substring(0, SITE_DIGITS)), place.substring(SITE_DIGITS));
  }
}
