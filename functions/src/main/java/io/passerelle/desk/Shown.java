package io.passerelle.desk;

import io.passerelle.payment.Order;
import io.passerelle.paymentorder.PaymentOrder;
import io.passerelle.shop.Shop;
import java.time.Instant;
import java.util.Optional;

/// A payment order as it stands at a moment, with its link and what its buyer reads.
record Shown(
    PaymentOrder order, Optional<Order> payment, Instant at, String url, Composed message) {

  static Shown of(
      PaymentOrder order,
      Shop shop,
      Optional<Order> payment,
      Instant now,
      PaymentLinks links,
      Composer composer) {
    Composed message = composer.compose(order, shop, Composer.Purpose.ASK);
    return new Shown(order, payment, now, links.url(order), message);
  }
}
