package io.passerelle.sandbox.gateway;

import io.passerelle.sandbox.gateway.Notifier.News;
import io.passerelle.sandbox.gateway.Payment.Ending;
import io.passerelle.sandbox.time.Agenda;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Takes a buyer through a payment: opens it for a right form, ends it by the buyer's deed or by
/// the clock, and tells the shop before the buyer is sent on.
final class Cashier {

  private final FormCheck check;
  private final Payments payments;
  private final KeptCards cards;
  private final Notifier notifier;
  private final Clock clock;
  private final Agenda agenda;

  Cashier(
      FormCheck check,
      Payments payments,
      KeptCards cards,
      Notifier notifier,
      Clock clock,
      Agenda agenda) {
    this.check = check;
    this.payments = payments;
    this.cards = cards;
    this.notifier = notifier;
    this.clock = clock;
    this.agenda = agenda;
    payments.open().forEach(this::watch);
  }

  Payment open(Map<String, String> form) throws FormRefused {
    GatewayShop shop = check.check(form);
    Payment payment = Payment.open(shop, form, clock.instant());
    if (!payments.open(payment)) {
      throw new FormRefused(
          FormError.of(
              "03",
              "vads_trans_id",
              "already used for this shop and day, be it for a payment that was cancelled"),
          payment.mode());
    }
    watch(payment);
    return payment;
  }

  /// Pays, and tells the shop unless the notification is to be lost; fails with `BadRequest` where
  /// the payment has ended already.
  Ended pay(String id, Deed deed, boolean tells) {
    Optional<KeptCard> before = payments.find(id).flatMap(this::updated);
    Payment paid =
        payments.change(
            id, payment -> new Decision(stillOpen(payment), deed, clock.instant()).decide());
    cards.entered(before, paid);
    Transaction first = paid.transactions().getFirst();
    return new Ended(paid, tells ? tell(paid, first) : List.of());
  }

  private Optional<KeptCard> updated(Payment payment) {
    return payment
        .updatedToken()
        .flatMap(token -> cards.find(payment.siteId(), payment.mode(), token));
  }

  /// The buyer leaves, or the session expires: no transaction is made.
  Ended leave(String id, Ending how, boolean tells) {
    Payment left = payments.change(id, payment -> stillOpen(payment).ended(how));
    News news = new News(left, null, Source.PAY, Tampering.NONE);
    return new Ended(left, tells ? notifier.tell(news) : List.of());
  }

  /// How a payment ended and what the shop was told of it.
  record Ended(Payment payment, List<Notice> notices) {}

  private List<Notice> tell(Payment paid, Transaction first) {
    return notifier.tell(new News(paid, first, Source.PAY, Tampering.NONE));
  }

  private Payment stillOpen(Payment payment) {
    if (!payment.isOpen()) {
      throw new BadRequest("this payment has ended already: " + payment.ending());
    }
    return payment;
  }

  private void watch(Payment payment) {
    agenda.at(payment.expiresAt(), () -> expire(payment.id()));
  }

  private void expire(String id) {
    if (payments.find(id).filter(Payment::isOpen).isPresent()) {
      try {
        leave(id, Ending.EXPIRED, true);
      } catch (BadRequest e) {
        // The buyer was a moment quicker than the clock: there is nothing left to expire.
        return;
      }
    }
  }
}
