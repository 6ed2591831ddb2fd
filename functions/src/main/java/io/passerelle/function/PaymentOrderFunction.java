package io.passerelle.function;

import io.passerelle.desk.PaymentLinks;
import io.passerelle.edge.Form;
import io.passerelle.edge.HttpFunction;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.edge.Reply;
import io.passerelle.edge.Request;
import io.passerelle.edge.SourceAddress;
import io.passerelle.payment.Order;
import io.passerelle.paymentorder.Passage;
import io.passerelle.paymentorder.PaymentOrder;
import io.passerelle.paymentorder.Status;
import io.passerelle.store.Change;
import io.passerelle.store.Ledger;
import io.passerelle.store.PaymentOrders;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/// A payment order's link. Opening it changes nothing, however often a mail scanner does; the
/// buyer's own click, a POST, begins an ordinary payment, or asks for a new link where it is too
/// late.
///
/// A buyer who has left may pay for some minutes more, and nobody else may begin meanwhile: the
/// leaving is written with the payment order's own row, so that of two at once one is first.
public final class PaymentOrderFunction extends HttpFunction {

  private static final int TURNS_MAX = 20;

  private final PaymentOrders orders;
  private final LinkDoor door;
  private final Ledger ledger;
  private final Departure departure;
  private final LinkRenewal renewal;
  private final Clock clock;

  /// Lambda calls this one.
  public PaymentOrderFunction() {
    this(Wiring.primedByAForm());
  }

  public PaymentOrderFunction(Wiring wiring) {
    this.orders = wiring.paymentOrders();
    this.door = new LinkDoor(orders, wiring.sessions(), wiring.shops(), wiring.tries());
    this.ledger = wiring.ledger();
    this.departure = new Departure(ledger, wiring.brands(), wiring.clock());
    this.renewal = new LinkRenewal(ledger, wiring.tries(), wiring.mailWakeups());
    this.clock = wiring.clock();
  }

  @Override
  protected Reply answer(Request request) {
    LinkDoor.Arrival arrival = door.open(request, clock.instant());
    Reply reply =
        switch (request.method()) {
          case "POST" -> clicked(arrival, request);
          case "HEAD" -> shown(arrival, Turn.of(request)).withoutBody();
          default -> shown(arrival, Turn.of(request));
        };
    return arrival.visit().kept(reply, arrival.order(), request);
  }

  private Reply shown(LinkDoor.Arrival arrival, int turn) {
    PaymentOrder order = arrival.order();
    Optional<Order> payment = ledger.order(order.id());
    Instant now = clock.instant();
    return switch (order.status(payment, now)) {
      case ACCEPTED -> arrival.page().said("paid");
      case EXPIRED -> expired(arrival, now);
      case CANCELLED, LAPSED -> arrival.page().said("cancelled");
      case RUNNING, REFUSED -> payable(arrival, payment, now, turn);
    };
  }

  private Reply expired(LinkDoor.Arrival arrival, Instant now) {
    if (!LinkRenewal.isPossible(arrival.entry())) {
      return arrival.page().said("expired");
    }
    return renewal.isAsked(arrival.order(), now)
        ? arrival.page().renewalAsked()
        : arrival.page().renewable();
  }

  private static Reply payable(
      LinkDoor.Arrival arrival, Optional<Order> payment, Instant now, int turn) {
    PaymentOrder order = arrival.order();
    Passage passage = passage(arrival, order, payment, now);
    boolean waits = turn > 0 && turn <= TURNS_MAX && order.isBeingPaid(payment, now);
    if (waits) {
      return arrival.page().waiting(PaymentLinks.path(order) + Turn.query(turn + 1));
    }
    if (passage == Passage.TAKEN) {
      return arrival.page().said("paying");
    }
    LinkPage.Notice notice = notice(arrival, order, payment, now);
    return arrival.page().payable(200, notice, BuyerFields.of(order));
  }

  private static LinkPage.Notice notice(
      LinkDoor.Arrival arrival, PaymentOrder order, Optional<Order> payment, Instant now) {
    if (passage(arrival, order, payment, now) == Passage.DOUBTFUL) {
      boolean own = order.visit().equals(arrival.visit().name());
      return own ? LinkPage.Notice.OPEN : LinkPage.Notice.ELSEWHERE;
    }
    return order.status(payment, now) == Status.REFUSED
        ? LinkPage.Notice.REFUSED
        : LinkPage.Notice.NONE;
  }

  private static Passage passage(
      LinkDoor.Arrival arrival, PaymentOrder order, Optional<Order> payment, Instant now) {
    return order.passage(payment, arrival.visit().name(), now, Departure.DOUBLE_CLICK);
  }

  private Reply clicked(LinkDoor.Arrival arrival, Request request) {
    Form form = request.bytes().length == 0 ? Form.parse(new byte[0]) : request.form();
    return form.field(LinkPage.ASK).isPresent()
        ? asked(arrival, request)
        : leave(arrival, request, form);
  }

  /// What is not expired after all says so itself.
  private Reply asked(LinkDoor.Arrival arrival, Request request) {
    PaymentOrder order = arrival.order();
    Instant now = clock.instant();
    boolean expired = order.status(ledger.order(order.id()), now) == Status.EXPIRED;
    if (expired && LinkRenewal.isPossible(arrival.entry())) {
      renewal.ask(order, arrival.entry(), SourceAddress.of(request), now);
    }
    return BuyerHtml.redirect(PaymentLinks.path(order));
  }

  /// The form that goes on to the gateway, or the page that says why not.
  private Reply leave(LinkDoor.Arrival arrival, Request request, Form form) {
    BuyerFields said = BuyerFields.of(arrival.order()).filled(form);
    boolean again = form.field(LinkPage.AGAIN).isPresent();
    try {
      passed(arrival, said, again, ledger.order(arrival.order().id()), clock.instant());
      return departure.page(
          arrival.session().with(said.of(arrival.session().buyer())),
          arrival.shop(),
          request,
          (payment, now) -> passed(arrival, said, again, payment, now));
    } catch (Unsure unsure) {
      return arrival.page().payable(unsure.status, unsure.notice, said);
    } catch (Closed _) {
      Reply told = shown(door.open(request, clock.instant()), 0);
      return new Reply(Reason.CONFLICT.status(), told.headers(), told.body());
    }
  }

  /// Reads the payment order each time anew: the merchant may be cancelling it.
  private Optional<Change> passed(
      LinkDoor.Arrival arrival,
      BuyerFields said,
      boolean again,
      Optional<Order> payment,
      Instant now) {
    PaymentOrder order = orders.find(arrival.order().id()).orElseThrow();
    Passage passage = passage(arrival, order, payment, now);
    boolean closed = !order.status(payment, now).isPayable() || passage == Passage.TAKEN;
    if (closed || isRewritten(arrival.order(), order)) {
      throw new Closed();
    }
    LinkPage.Notice notice = notice(arrival, order, payment, now);
    if (said.isWrong()) {
      throw new Unsure(Reason.INVALID.status(), notice);
    }
    if (notice.asksAgain() && !again) {
      throw new Unsure(Reason.CONFLICT.status(), notice);
    }
    return Optional.of(new Change().with(order.leaving(arrival.visit().name())));
  }

  /// Whether the merchant has rewritten what the buyer saw. The checkout was read after it, and so
  /// is of the same writing or a later one.
  private static boolean isRewritten(PaymentOrder read, PaymentOrder now) {
    return !read.amount().equals(now.amount())
        || !read.terms().equals(now.terms())
        || !read.message().equals(now.message());
  }

  /// The same page for every code that leads nowhere, in the browser's language.
  @Override
  protected Reply rejected(Rejection rejection, Request request) {
    Reply reply = NoLinkPage.of(rejection, request);
    return request.method().equals("HEAD") ? reply.withoutBody() : reply;
  }

  @Override
  protected Reply rejected(Rejection rejection) {
    return BuyerPage.refused(rejection);
  }
}
