package io.passerelle.desk;

import io.passerelle.paymentorder.PaymentOrder;
import io.passerelle.shop.Shop;
import java.time.Instant;

/// A payment order's message on its way. `id` is the same for each try at sending it; `at` is when
/// it was wanted.
public record Letter(String id, PaymentOrder order, Shop shop, Composed message, Instant at) {

  /// Neither the buyer nor what they are written.
  @Override
  public String toString() {
    return "letter " + id;
  }
}
