package io.passerelle.paymentorder;

import io.passerelle.payment.Mode;
import io.passerelle.payment.Money;
import io.passerelle.payment.Order;
import io.passerelle.payment.OrderId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What a merchant asks one buyer to pay by a link, under the reference of its payment.
///
/// `visit` names the browser that left to pay last, empty before any did. `version` counts its
/// writes.
public record PaymentOrder(
    OrderId id,
    Mode mode,
    Channel channel,
    Money amount,
    Terms terms,
    Message message,
    LinkCode code,
    Instant createdAt,
    Instant validUntil,
    boolean cancelled,
    DeliveryStatus delivery,
    String visit,
    long version) {

  /// For how long a buyer who has left may still pay: the gateway's page lasts ten minutes, and a
  /// bank's challenge as long again.
  public static final Duration HELD = Duration.ofMinutes(20);

  public Status status(Optional<Order> payment, Instant now) {
    return Status.of(this, payment, now);
  }

  /// Whether a buyer has left to pay and nothing was heard of it yet: nobody else may begin.
  public boolean isBeingPaid(Optional<Order> payment, Instant now) {
    return Passage.isOpen(this, payment, now);
  }

  /// Whether the browser that is named `visitor` may leave to pay; within `doubleClick` of its
  /// leaving it is still the same click.
  public Passage passage(
      Optional<Order> payment, String visitor, Instant now, Duration doubleClick) {
    return Passage.of(this, payment, visitor, now, doubleClick);
  }

  /// A browser leaves to pay.
  public PaymentOrder leaving(String visit) {
    return with(validUntil, cancelled, delivery, visit);
  }

  public PaymentOrder until(Instant end) {
    return with(end, cancelled, delivery, visit);
  }

  public PaymentOrder inCancellation(boolean cancelled) {
    return with(validUntil, cancelled, delivery, visit);
  }

  public PaymentOrder sent() {
    return with(validUntil, cancelled, DeliveryStatus.SENT, visit);
  }

  /// A new one that asks for the same, under another reference and link.
  public PaymentOrder copied(OrderId id, LinkCode code, Instant now, Instant end) {
    return new PaymentOrder(
        id,
        mode,
        channel,
        amount,
        terms,
        message,
        code,
        now,
        end,
        false,
        DeliveryStatus.first(channel),
        "",
        0);
  }

  /// As it stands once it has been written.
  public PaymentOrder written() {
    return with(validUntil, cancelled, delivery, visit, version + 1);
  }

  private PaymentOrder with(
      Instant validUntil, boolean cancelled, DeliveryStatus delivery, String visit) {
    return with(validUntil, cancelled, delivery, visit, version);
  }

  private PaymentOrder with(
      Instant validUntil, boolean cancelled, DeliveryStatus delivery, String visit, long version) {
    return new PaymentOrder(
        id,
        mode,
        channel,
        amount,
        terms,
        message,
        code,
        createdAt,
        validUntil,
        cancelled,
        delivery,
        visit,
        version);
  }

  /// Neither the code nor anything of the buyer.
  @Override
  public String toString() {
    return "payment order " + id;
  }
}
