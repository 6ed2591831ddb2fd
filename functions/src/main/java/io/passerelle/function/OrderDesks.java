package io.passerelle.function;

import io.passerelle.desk.PaymentLinks;
import io.passerelle.desk.PaymentOrderDesk;
import io.passerelle.desk.PaymentOrderSearches;
import io.passerelle.edge.Request;

/// The merchants' desk for a request that comes over the API itself: its links lead to where this
/// deployment's are set to lead, or to the host that was called.
///
/// A function behind the API cannot be told the API's own address: each would need the other first.
final class OrderDesks {

  private final Wiring wiring;

  OrderDesks(Wiring wiring) {
    this.wiring = wiring;
  }

  PaymentOrderDesk of(Request request) {
    return wiring.paymentOrderDesk(links(request));
  }

  PaymentOrderSearches searches(Request request) {
    return new PaymentOrderSearches(wiring.books(), links(request), wiring.clock());
  }

  private PaymentLinks links(Request request) {
    String set = wiring.publicUrl();
    return new PaymentLinks(set.isEmpty() ? PublicUrl.of(request) : set);
  }
}
