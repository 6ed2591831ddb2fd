package io.passerelle.function;

import io.passerelle.aws.AwsFailure;
import io.passerelle.aws.Queue;
import io.passerelle.delivery.Delivery;
import io.passerelle.delivery.DeliveryId;
import io.passerelle.edge.Log;
import io.passerelle.payment.OrderId;
import io.passerelle.store.DigestId;
import io.passerelle.store.MailingId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// Wakes whoever has something to do. It is called after the table has it: a wake-up that cannot be
/// sent is logged and not a failure, since the sweep finds what was stranded.
final class Wakeups {

  private final Queue deliveries;
  private final Queue mails;

  Wakeups(Queue deliveries, Queue mails) {
    this.deliveries = deliveries;
    this.mails = mails;
  }

  void wake(Delivery delivery, Instant now) {
    delivery
        .wakeAt()
        .ifPresent(
            at -> wake(delivery.id(), at.isAfter(now) ? Duration.between(now, at) : Duration.ZERO));
  }

  void wake(DeliveryId id, Duration delay) {
    send(deliveries, id.toString(), id.order().siteId().value(), delay);
  }

  /// Wakes many at once.
  void wakeAll(List<DeliveryId> ids) {
    sendAll(deliveries, ids.stream().map(id -> message(id.toString(), id.order(), Duration.ZERO)));
  }

  /// Wakes each when it is planned.
  void wakeAll(List<Delivery> planned, Instant now) {
    sendAll(
        deliveries,
        planned.stream()
            .map(one ->
                message(
                    one.id().toString(),
                    one.id().order(),
                    Duration.between(now, one.wakeAt().filter(now::isBefore).orElse(now)))));
  }

  void wakeAllMails(List<MailingId> ids) {
    sendAll(mails, ids.stream().map(id -> message(id.toString(), id.order(), Duration.ZERO)));
  }

  /// Wakes each digest when its hour is over.
  void wakeAllDigests(List<DigestId> ids, Function<DigestId, Duration> delay) {
    sendAll(
        mails,
        ids.stream()
            .map(id -> new Queue.Message(id.toString(), id.siteId().value(), delay.apply(id))));
  }

  private static Queue.Message message(String body, OrderId order, Duration delay) {
    return new Queue.Message(body, order.siteId().value(), delay);
  }

  private static void sendAll(Queue queue, Stream<Queue.Message> messages) {
    try {
      queue.sendAll(messages.toList());
    } catch (AwsFailure failure) {
      Log.line("wake-up not sent").with(Log.Field.ERROR, failure.error()).write();
    }
  }

  void wake(MailingId id) {
    send(mails, id.toString(), id.order().siteId().value(), Duration.ZERO);
  }

  void wake(DigestId id, Duration delay) {
    send(mails, id.toString(), id.siteId().value(), delay);
  }

  /// Puts a mail off for some seconds.
  void wake(MailingId id, Duration delay) {
    send(mails, id.toString(), id.order().siteId().value(), delay);
  }

  private static void send(Queue queue, String body, String group, Duration delay) {
    try {
      queue.send(body, group, delay);
    } catch (AwsFailure failure) {
      Log.line("wake-up not sent").with(Log.Field.ERROR, failure.error()).write();
    }
  }
}
