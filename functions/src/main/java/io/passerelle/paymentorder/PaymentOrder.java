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
/// `visit` names the browser that left to pay last, empty before any did. `outcome` is that of its
/// payment, written with it. `version` counts its writes.
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
    Sends sends,
    String visit,
    Outcome outcome,
    long version) {

  /// For how long a buyer who has left may still pay: the gateway's page lasts ten minutes, and a
  /// bank's challenge as long again.
  public static final Duration HELD = Duration.ofMinutes(20);

  public Status status(Optional<Order> payment, Instant now) {
    return Status.of(Outcome.of(this, payment), cancelled, validUntil, now);
  }

  /// The same by what was written down of its payment.
  public Status status(Instant now) {
    return Status.of(outcome, cancelled, validUntil, now);
  }

  /// With what became of its payment.
  public PaymentOrder after(Order payment) {
    Outcome heard = Outcome.of(this, Optional.of(payment));
    return with(validUntil, cancelled, delivery, sends, visit, heard, version);
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
    return with(validUntil, cancelled, delivery, sends, visit, outcome, version);
  }

  public PaymentOrder until(Instant end) {
    return with(end, cancelled, delivery, sends, visit, outcome, version);
  }

  public PaymentOrder inCancellation(boolean cancelled) {
    return with(validUntil, cancelled, delivery, sends, visit, outcome, version);
  }

  /// The merchant has handed it over.
  public PaymentOrder sent() {
    return reported(DeliveryStatus.SENT, "");
  }

  /// What became of its last sending; `failure` says why it failed.
  public PaymentOrder reported(DeliveryStatus delivery, String failure) {
    return with(validUntil, cancelled, delivery, sends.failing(failure), visit, outcome, version);
  }

  /// To be sent once more, or to be handed over once more.
  public PaymentOrder again() {
    Sends next = channel.isByHand() ? sends : sends.again();
    return with(
        validUntil, cancelled, DeliveryStatus.first(channel), next, visit, outcome, version);
  }

  /// With the plan of its reminders reckoned anew from `now`.
  public PaymentOrder replanned(Instant now) {
    return with(sends.reminders().planned(validUntil, now));
  }

  /// Nobody is reminded of it any more.
  public PaymentOrder unreminded() {
    return with(sends.reminders().ended());
  }

  private PaymentOrder with(Reminders reminders) {
    return with(validUntil, cancelled, delivery, sends.with(reminders), visit, outcome, version);
  }

  /// As the merchant has rewritten it; its reference, mode, channel and link stay.
  public PaymentOrder rewritten(Draft draft, Instant now) {
    Message words = draft.messages().getFirst();
    return new PaymentOrder(
            id,
            mode,
            channel,
            draft.amount(),
            draft.terms(),
            words,
            code,
            createdAt,
            draft.validUntil(),
            cancelled,
            delivery,
            sends.with(draft.reminders()),
            visit,
            outcome,
            version)
        .replanned(now)
        .again();
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
        Sends.first(channel, sends.reminders().planned(end, now)),
        "",
        Outcome.OPEN,
        0);
  }

  /// Whether it asks for the same, of the same buyer in the same words, under the same reference.
  public boolean asksTheSameAs(PaymentOrder other) {
    return id.equals(other.id)
        && mode == other.mode
        && channel == other.channel
        && amount.equals(other.amount)
        && terms.equals(other.terms)
        && message.equals(other.message)
        && sends.reminders().days().equals(other.sends.reminders().days());
  }

  /// As it stands once it has been written.
  public PaymentOrder written() {
    return with(validUntil, cancelled, delivery, sends, visit, outcome, version + 1);
  }

  private PaymentOrder with(
      Instant validUntil,
      boolean cancelled,
      DeliveryStatus delivery,
      Sends sends,
      String visit,
      Outcome outcome,
      long version) {
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
        sends,
        visit,
        outcome,
        version);
  }

  /// Neither the code nor anything of the buyer.
  @Override
  public String toString() {
    return "payment order " + id;
  }
}
