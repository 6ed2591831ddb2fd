package io.passerelle.function;

import io.passerelle.desk.PaymentLinks;
import io.passerelle.edge.HttpFunction;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.edge.Reply;
import io.passerelle.edge.Request;
import io.passerelle.payment.Order;
import io.passerelle.paymentorder.LinkCode;
import io.passerelle.paymentorder.PaymentOrder;
import io.passerelle.paymentorder.Status;
import io.passerelle.shop.Session;
import io.passerelle.shop.Shop;
import io.passerelle.store.Change;
import io.passerelle.store.Ledger;
import io.passerelle.store.PaymentOrders;
import io.passerelle.store.Sessions;
import io.passerelle.store.Shops;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/// A payment order's link. Opening it changes nothing, however often a mail scanner does; the
/// buyer's own click, a POST, begins an ordinary payment.
///
/// A buyer who has left may pay for some minutes more, and nobody else may begin meanwhile: the
/// leaving is written with the payment order's own row, so that of two at once one is first.
public final class PaymentOrderFunction extends HttpFunction {

  private static final int TURNS_MAX = 20;

  private final PaymentOrders orders;
  private final Sessions sessions;
  private final Ledger ledger;
  private final Shops shops;
  private final Departure departure;
  private final Clock clock;

  /// Lambda calls this one.
  public PaymentOrderFunction() {
    this(Wiring.primedByAForm());
  }

  public PaymentOrderFunction(Wiring wiring) {
    this.orders = wiring.paymentOrders();
    this.sessions = wiring.sessions();
    this.ledger = wiring.ledger();
    this.shops = wiring.shops();
    this.departure = new Departure(ledger, wiring.brands(), wiring.clock());
    this.clock = wiring.clock();
  }

  /// A buyer's browser before a link.
  private record Arrival(
      PaymentOrder order, Session session, Shop shop, LinkPage page, Visit visit) {}

  @Override
  protected Reply answer(Request request) {
    Arrival arrival = arrival(request);
    Reply reply =
        request.method().equals("POST")
            ? leave(arrival, request)
            : shown(arrival, Turn.of(request));
    return arrival.visit().kept(reply, arrival.order(), request);
  }

  private Arrival arrival(Request request) {
    String code = request.pathParameters().getOrDefault("code", "");
    PaymentOrder order =
        Optional.of(code)
            .filter(LinkCode::isPossible)
            .flatMap(possible -> orders.byCode(new LinkCode(possible)))
            .orElseThrow(() -> new Rejection(Reason.NOT_FOUND, "this payment link is not known"));
    Session session = sessions.find(order.id()).orElseThrow();
    Shop shop =
        shops
            .find(order.id().siteId())
            .orElseThrow(() -> new Rejection(Reason.UNKNOWN_SHOP))
            .shop();
    LinkPage page = new LinkPage(order, shop, BuyerWords.of(session, shop, request));
    return new Arrival(order, session, shop, page, Visit.of(request));
  }

  private Reply shown(Arrival arrival, int turn) {
    PaymentOrder order = arrival.order();
    Optional<Order> payment = ledger.order(order.id());
    Instant now = clock.instant();
    return switch (order.status(payment, now)) {
      case ACCEPTED -> arrival.page().said(200, "paid");
      case EXPIRED -> arrival.page().said(200, "expired");
      case CANCELLED, LAPSED -> arrival.page().said(200, "cancelled");
      case RUNNING, REFUSED -> payable(arrival, payment, now, turn);
    };
  }

  private static Reply payable(Arrival arrival, Optional<Order> payment, Instant now, int turn) {
    PaymentOrder order = arrival.order();
    if (order.isBeingPaid(payment, now)) {
      if (turn > 0 && turn <= TURNS_MAX) {
        return arrival.page().waiting(PaymentLinks.path(order) + Turn.query(turn + 1));
      }
      if (!order.visit().equals(arrival.visit().name())) {
        return arrival.page().said(200, "paying");
      }
    }
    return arrival.page().payable(order.status(payment, now) == Status.REFUSED);
  }

  /// The form that goes on to the gateway, or the page that says why not.
  private Reply leave(Arrival arrival, Request request) {
    try {
      passed(arrival, ledger.order(arrival.order().id()), clock.instant());
      return departure.page(
          arrival.session(),
          arrival.shop(),
          request,
          (payment, now) -> passed(arrival, payment, now));
    } catch (Closed _) {
      Reply said = shown(arrival(request), 0);
      return new Reply(Reason.CONFLICT.status(), said.headers(), said.body());
    }
  }

  /// Reads the payment order each time anew: the merchant may be cancelling it.
  private Optional<Change> passed(Arrival arrival, Optional<Order> payment, Instant now) {
    PaymentOrder order = orders.find(arrival.order().id()).orElseThrow();
    String visit = arrival.visit().name();
    if (!order.status(payment, now).isPayable()) {
      throw new Closed();
    }
    if (!order.isBeingPaid(payment, now)) {
      return Optional.of(new Change().with(order.leaving(visit)));
    }
    if (!order.visit().equals(visit)) {
      throw new Closed();
    }
    return Optional.empty();
  }

  /// Nobody may leave by this link now.
  private static final class Closed extends RuntimeException {
    Closed() {
      super("closed", null, false, false);
    }
  }

  /// The same page for every code that leads nowhere: neither shop nor language is known.
  @Override
  protected Reply rejected(Rejection rejection) {
    return BuyerPage.refused(rejection);
  }
}
