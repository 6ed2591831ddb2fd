package io.passerelle.function;

import io.passerelle.desk.PaymentLinks;
import io.passerelle.desk.PaymentOrderDesk;
import io.passerelle.desk.PaymentOrderSearches;
import io.passerelle.edge.Request;
import io.passerelle.store.Ledger;
import io.passerelle.store.PaymentOrders;
import java.time.Clock;

/// The merchants' desk for a request that comes over the API itself: its links lead to where this
/// deployment's are set to lead, or to the host that was called.
///
/// A function behind the API cannot be told the API's own address: each would need the other first.
final class OrderDesks {

  private final PaymentOrders orders;
  private final Ledger ledger;
  private final String publicUrl;
  private final Clock clock;

  OrderDesks(Wiring wiring) {
    this.orders = wiring.paymentOrders();
    this.ledger = wiring.ledger();
    this.publicUrl = wiring.publicUrl();
    this.clock = wiring.clock();
  }

  PaymentOrderDesk of(Request request) {
    return new PaymentOrderDesk(orders, ledger, links(request), clock);
  }

  PaymentOrderSearches searches(Request request) {
    return new PaymentOrderSearches(orders, links(request), clock);
  }

  private PaymentLinks links(Request request) {
    return new PaymentLinks(publicUrl.isEmpty() ? PublicUrl.of(request) : publicUrl);
  }
}
