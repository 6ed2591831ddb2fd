package io.passerelle.store;

import io.passerelle.aws.Table.Found;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.SiteId;
import io.passerelle.paymentorder.PaymentOrder;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A page of a shop's payment orders, the oldest first, and the place that the next one begins
/// after; empty where there is none.
public record PaymentOrderPage(List<PaymentOrder> orders, Optional<Place> next) {

  /// A place in the list of one shop.
  public record Place(String reference, Instant at) {

    /// As callers get it and hand it back.
    @Override
    public String toString() {
      return at + "," + reference;
    }

    public static Place parse(String text) {
      try {
        String[] parts = text.split(",", 2);
        if (!OrderId.isValid(parts[1])) {
          throw new Rejection(Reason.INVALID, "page is not one that was given");
        }
        return new Place(parts[1], Instant.parse(parts[0]));
      } catch (DateTimeException | ArrayIndexOutOfBoundsException e) {
        throw new Rejection(Reason.INVALID, "page is not one that was given");
      }
    }

    Found found(SiteId siteId) {
      return new Found(PaymentOrderItem.key(new OrderId(siteId, reference)), at);
    }
  }

  public PaymentOrderPage {
    orders = List.copyOf(orders);
  }
}
