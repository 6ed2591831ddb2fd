package io.passerelle.desk;

import static java.util.Comparator.comparing;

import io.passerelle.payment.Order;
import io.passerelle.payment.Transaction;
import io.passerelle.paymentorder.PaymentOrder;
import io.passerelle.paymentorder.Status;
import io.passerelle.shop.Shop;
import io.passerelle.store.Sending;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A payment order as it stands at a moment, with its link and what its buyer reads. `sendings` are
/// what was sent of it, the oldest first, where that was looked up.
public record Shown(
    PaymentOrder order,
    Optional<Order> payment,
    Instant at,
    String url,
    Composed message,
    List<Sending> sendings) {

  public Shown {
    sendings = List.copyOf(sendings);
  }

  static Shown of(
      PaymentOrder order,
      Shop shop,
      Optional<Order> payment,
      Instant now,
      PaymentLinks links,
      Composer composer) {
    Composed message = composer.compose(order, shop, Composer.Purpose.ASK);
    return new Shown(order, payment, now, links.url(order), message, List.of());
  }

  Shown with(List<Sending> all) {
    return new Shown(order, payment, at, url, message, all);
  }

  /// What the gateway told of its payment, in the order of the attempts.
  List<Transaction> transactions() {
    return payment
        .filter(one -> one.mode() == order.mode())
        .map(one ->
            one.transactions().values().stream()
                .sorted(
                    comparing((Transaction each) -> each.attempt().toString())
                        .thenComparing(Transaction::sequence))
                .toList())
        .orElse(List.of());
  }

  /// By its payment, where that was read.
  public Status status() {
    return payment.isPresent() ? order.status(payment, at) : order.status(at);
  }

  /// Whether a buyer has left to pay and may still do so.
  public boolean isBeingPaid() {
    return order.isBeingPaid(payment, at);
  }
}
