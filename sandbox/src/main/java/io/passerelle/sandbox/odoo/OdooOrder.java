package io.passerelle.sandbox.odoo;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A sales order of one product, with its attempts to pay, the first one first.
record OdooOrder(
    String siteId,
    String reference,
    String productId,
    Instant createdAt,
    List<OdooPayment> payments) {

  OdooOrder {
    payments = List.copyOf(payments);
  }

  static String id(String siteId, String reference) {
    return siteId + "/" + reference;
  }

  String id() {
    return id(siteId, reference);
  }

  Product product() {
    return Product.named(productId).orElseThrow();
  }

  Optional<OdooPayment> payment(String of) {
    return payments.stream().filter(payment -> payment.reference().equals(of)).findFirst();
  }

  /// The payment in the place of the one of its reference, or behind the others.
  OdooOrder with(OdooPayment payment) {
    List<OdooPayment> all = new ArrayList<>(payments);
    int place = payment(payment.reference()).map(payments::indexOf).orElse(payments.size());
    if (place < all.size()) {
      all.set(place, payment);
    } else {
      all.add(payment);
    }
    return new OdooOrder(siteId, reference, productId, createdAt, all);
  }

  /// Done once any attempt is; else the state of the last one.
  State state() {
    return isPaid() ? State.DONE : payments.isEmpty() ? State.DRAFT : payments.getLast().state();
  }

  @JsonIgnore
  boolean isPaid() {
    return payments.stream().anyMatch(payment -> payment.state() == State.DONE);
  }
}
