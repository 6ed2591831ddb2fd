package io.passerelle.function;

import io.passerelle.delivery.Delivery;
import io.passerelle.edge.Reply;
import io.passerelle.payment.Operation;
import io.passerelle.payment.Order;
import io.passerelle.payment.OrderState;
import io.passerelle.payment.Report;
import io.passerelle.payment.Standing;
import io.passerelle.payment.TransactionState;
import io.passerelle.shop.PageSettings;
import io.passerelle.shop.Platform;
import io.passerelle.shop.ReturnTarget;
import io.passerelle.shop.Returning;
import io.passerelle.shop.Returning.Outcome;
import io.passerelle.shop.Session;
import io.passerelle.shop.Shop;
import io.passerelle.shop.WayBack;
import io.passerelle.store.Ledger;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/// Leads a buyer back to the shop, and says what became of the payment where the shop does not.
///
/// It reads, and writes nothing: whatever a browser brings, an order is moved by the gateway's own
/// notification alone.
final class ReturnDesk {

  /// How often a page looks again before it leaves the buyer with a link.
  private static final int TURNS_MAX = 20;

  /// For how many of them the page waits for the gateway's notification alone.
  private static final int TURNS_FOR_THE_BANK = 4;

  private static final int SECONDS_BETWEEN = 2;

  /// A buyer who has come back. `told` is what the gateway signed for the browser; `again` is where
  /// the page looks again, empty where it cannot, and `turn` how often it has.
  record Arrival(
      Session session,
      Shop shop,
      BuyerWords words,
      Optional<Order> order,
      Optional<Report> told,
      int turn,
      String again) {

    /// An order of the other mode is not the one that the buyer pays.
    Arrival {
      order = order.filter(one -> one.mode() == session.mode());
    }

    private boolean isKnown(Report report) {
      return order.stream()
          .flatMap(one -> one.transactions().values().stream())
          .anyMatch(one -> one.attempt().equals(report.attempt()));
    }

    boolean mayLookAgain(int turns) {
      return turn < turns && !again.isEmpty();
    }
  }

  private final Ledger ledger;
  private final Function<Platform, ReturnTarget> targets;

  ReturnDesk(Ledger ledger) {
    this(ledger, Returns::of);
  }

  ReturnDesk(Ledger ledger, Function<Platform, ReturnTarget> targets) {
    this.ledger = ledger;
    this.targets = targets;
  }

  Reply reply(Arrival arrival) {
    Session session = arrival.session();
    Outcome outcome = outcome(arrival);
    ReturnTarget target = targets.apply(session.platform());
    Returning returning =
        new Returning(
            AppTokens.signing(arrival.shop(), session.mode()),
            session,
            arrival.order(),
            outcome,
            isPlatformTold(arrival));
    ReturnPage page = new ReturnPage(arrival.shop(), arrival.words());
    return switch (target.wayBack(returning)) {
      case WayBack.To(String url) -> to(arrival, outcome, page, url, target.tellsBuyers());
      case WayBack.Wait(_) when arrival.mayLookAgain(TURNS_MAX) ->
          page.waiting(session, outcome, arrival.again(), SECONDS_BETWEEN);
      case WayBack.Wait(String otherwise) ->
          page.outcome(session, outcome, BuyerHtml.webUrl(otherwise), OptionalInt.empty());
      case WayBack.Nowhere() ->
          page.outcome(session, outcome, Optional.empty(), OptionalInt.empty());
    };
  }

  private static Reply to(
      Arrival arrival, Outcome outcome, ReturnPage page, String named, boolean atOnce) {
    Optional<String> url = BuyerHtml.webUrl(named);
    OptionalInt seconds = atOnce ? OptionalInt.of(0) : seconds(arrival.shop().page(), outcome);
    if (url.isPresent() && seconds.orElse(1) == 0) {
      return BuyerHtml.redirect(url.get());
    }
    return isAwaited(arrival) && arrival.mayLookAgain(TURNS_FOR_THE_BANK)
        ? page.waiting(arrival.session(), outcome, arrival.again(), SECONDS_BETWEEN)
        : page.outcome(arrival.session(), outcome, url, seconds);
  }

  private static OptionalInt seconds(PageSettings settings, Outcome outcome) {
    return switch (outcome) {
      case PAID, PENDING, UNKNOWN -> settings.successRedirect();
      case REFUSED, LEFT -> settings.errorRedirect();
    };
  }

  /// What the order is known to be counts; what the browser brings only as long as nothing better
  /// is known, and never as more than "we wait".
  private static Outcome outcome(Arrival arrival) {
    Optional<Outcome> known = arrival.order().flatMap(order -> known(order, arrival.session()));
    return known
        .or(() -> arrival.told().map(ReturnDesk::said))
        .or(() -> arrival.order().map(order -> ended(order.state())))
        .orElse(Outcome.UNKNOWN);
  }

  private static Optional<Outcome> known(Order order, Session session) {
    if (order.isPaid() || order.state() == OrderState.VERIFIED || isSetAside(order, session)) {
      return Optional.of(Outcome.PAID);
    }
    return order.state() == OrderState.PENDING ? Optional.of(Outcome.PENDING) : Optional.empty();
  }

  /// A shop that asked for an authorisation alone has got what it asked for.
  private static boolean isSetAside(Order order, Session session) {
    return session.kind() == Session.Kind.AUTHORIZATION
        && order.transactions().values().stream()
            .filter(one -> one.operation() == Operation.DEBIT)
            .map(one -> one.state())
            .anyMatch(state ->
                state == TransactionState.AUTHORISED_TO_VALIDATE
                    || state == TransactionState.WAITING_AUTHORISATION_TO_VALIDATE);
  }

  private static Outcome said(Report told) {
    return switch (told.state().standing()) {
      case PAID, PENDING, UNKNOWN -> Outcome.PENDING;
      case FAILED -> Outcome.REFUSED;
      case ABANDONED, CANCELLED -> Outcome.LEFT;
    };
  }

  private static Outcome ended(OrderState state) {
    return switch (state) {
      case REFUSED, FAILED -> Outcome.REFUSED;
      case ABANDONED, EXPIRED, CANCELLED -> Outcome.LEFT;
      default -> Outcome.UNKNOWN;
    };
  }

  /// Whether the browser was first: the gateway's notification has yet to come.
  private static boolean isAwaited(Arrival arrival) {
    boolean soon =
        arrival
            .told()
            .map(report -> report.state().standing())
            .filter(standing -> standing == Standing.PAID || standing == Standing.PENDING)
            .isPresent();
    return soon && arrival.order().flatMap(order -> known(order, arrival.session())).isEmpty();
  }

  /// The latest telling counts, and only where the attempt that the buyer comes back from is known.
  private boolean isPlatformTold(Arrival arrival) {
    boolean heard = arrival.told().isEmpty() || arrival.told().filter(arrival::isKnown).isPresent();
    return heard
        && ledger.deliveries(arrival.session().order()).stream()
            .filter(delivery -> delivery.target().equals(Delivery.PLATFORM))
            .reduce((_, later) -> later)
            .filter(latest -> !latest.attempts().isEmpty())
            .isPresent();
  }
}
