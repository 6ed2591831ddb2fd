package io.passerelle.function;

import io.passerelle.aws.Table;
import io.passerelle.desk.LinkWishes;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.edge.Reply;
import io.passerelle.edge.Request;
import io.passerelle.gateway.Brand;
import io.passerelle.gateway.Brands;
import io.passerelle.gateway.PageVisit;
import io.passerelle.gateway.PaymentForm;
import io.passerelle.payment.AttemptId;
import io.passerelle.payment.Checkout;
import io.passerelle.payment.Instalments;
import io.passerelle.payment.Mode;
import io.passerelle.payment.Order;
import io.passerelle.payment.OrderState;
import io.passerelle.payment.Start;
import io.passerelle.shop.Admission;
import io.passerelle.shop.PageSettings;
import io.passerelle.shop.Platform;
import io.passerelle.shop.Session;
import io.passerelle.shop.Shop;
import io.passerelle.store.Change;
import io.passerelle.store.Ledger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/// Sends the buyer of a platform's checkout to the payment page: with a form that is made and
/// signed now, as the gateway refuses one of another hour, and under a transaction id of its own
/// for each time that the buyer leaves.
final class Departure {

  /// Within this the same buyer has clicked twice.
  static final Duration DOUBLE_CLICK = Duration.ofSeconds(5);

  private static final int TRIES_MAX = 5;

  private final Ledger ledger;
  private final Cashier cashier;
  private final ReturnDesk desk;
  private final Brands brands;
  private final Clock clock;

  Departure(Ledger ledger, Brands brands, Clock clock) {
    this.ledger = ledger;
    this.brands = brands;
    this.clock = clock;
    this.cashier = new Cashier(ledger, clock);
    this.desk = new ReturnDesk(ledger);
  }

  /// What else has to hold for a buyer to leave, asked before each try.
  @FunctionalInterface
  interface Gate {

    /// What is to be written together with the start; empty where the buyer goes on with the last
    /// one. Fails with a [Rejection] where nobody may leave.
    Optional<Change> pass(Optional<Order> known, Instant now);
  }

  /// The page that goes on to the gateway; where there is nothing left to pay, the way back to the
  /// shop.
  Reply page(Session session, Shop shop, Request request) {
    return page(session, shop, request, (_, _) -> Optional.of(new Change()));
  }

  /// The same where a gate has to be passed each time that the start is tried to be written.
  Reply page(Session session, Shop shop, Request request, Gate gate) {
    BuyerWords words = BuyerWords.of(session, shop, request);
    Optional<Order> order = ledger.order(session.order());
    if (order.filter(one -> isSettled(one, session)).isPresent()) {
      int turn = Turn.of(request);
      String again = PublicUrl.pay(request, session.token()) + Turn.query(turn + 1);
      return desk.reply(
          new ReturnDesk.Arrival(session, shop, words, order, Optional.empty(), turn, again));
    }
    Brand brand = brands.find(shop.brand()).orElseThrow(() -> new Rejection(Reason.UNKNOWN_BRAND));
    Admission admission = admission(session, shop);
    Optional<Instalments> parts = admission.parts(session.option(), session.amount());
    Start start = start(session, shop, parts, gate);
    Map<String, String> fields = fields(session, shop, start, words, request);
    return BuyerPage.goOn(
        brand.formUrl(),
        fields,
        words,
        session.mode() == Mode.TEST,
        shop.page().list(PageSettings.CARD_ICONS));
  }

  /// A payment order says where its buyer is only where the buyer was asked.
  private static Admission admission(Session session, Shop shop) {
    String country = session.buyer().billing().country();
    boolean unasked = country.isEmpty() && session.platform() == Platform.PAYMENT_ORDER;
    return unasked ? Admission.of(shop) : Admission.of(shop).buyerIn(country);
  }

  /// Paid, or so that another payment might be a second one.
  private static boolean isSettled(Order order, Session session) {
    boolean mayBePaid =
        order.isPaid()
            || order.state() == OrderState.PENDING
            || order.state() == OrderState.VERIFIED;
    return mayBePaid && order.mode() == session.mode();
  }

  private static Map<String, String> fields(
      Session session, Shop shop, Start start, BuyerWords words, Request request) {
    PageVisit visit =
        new PageVisit(
            session.order(),
            session.mode(),
            start.attempt(),
            start.at(),
            session.amount(),
            start.parts(),
            session.kind() == Session.Kind.AUTHORIZATION,
            PublicUrl.back(request, session.token()));
    return PaymentForm.of(visit, session.buyer(), PagePlan.of(shop, session, words))
        .doing(LinkWishes.of(session).pageAction())
        .signed(Verification.signer(shop, session.mode()));
  }

  private Start start(Session session, Shop shop, Optional<Instalments> parts, Gate gate) {
    if (shop.keys(session.mode()).form().current().isEmpty()) {
      throw new Rejection(Reason.CONFLICT, "the shop has no key of the mode " + session.mode());
    }
    for (int tries = 1; tries <= TRIES_MAX; tries++) {
      Optional<Order> known = ledger.order(session.order());
      Instant now = clock.instant();
      Optional<Change> beside = gate.pass(known, now);
      Optional<Start> again = known.flatMap(order -> clickedTwice(order, session, parts, now));
      if (beside.isEmpty()) {
        return known.orElseThrow().starts().getLast();
      }
      if (again.isPresent()) {
        return again.get();
      }
      AttemptId attempt = cashier.next(shop, LocalDate.ofInstant(now, ZoneOffset.UTC));
      Start start = new Start(attempt, session.amount(), now).in(parts);
      if (cashier.write(started(known, session, start), shop, start, true, beside.get())) {
        return start;
      }
    }
    throw new Table.Stale(session.order().toString());
  }

  private static Order started(Optional<Order> known, Session session, Start start) {
    Checkout checkout =
        known
            .map(order -> order.starts(session.mode(), start))
            .orElseGet(
                () -> new Checkout.Started(Order.starting(session.order(), session.mode(), start)));
    return switch (checkout) {
      case Checkout.Started(Order order) -> order;
      case Checkout.Again(), Checkout.Refused(_) ->
          throw new Rejection(Reason.CONFLICT, "this order was started in another mode");
    };
  }

  /// The start of a moment ago, of which the gateway has told nothing.
  private static Optional<Start> clickedTwice(
      Order order, Session session, Optional<Instalments> parts, Instant now) {
    if (order.mode() != session.mode() || order.starts().isEmpty()) {
      return Optional.empty();
    }
    Start last = order.starts().getLast();
    boolean unheard =
        order.transactions().values().stream()
            .noneMatch(one -> one.attempt().equals(last.attempt()));
    boolean same = last.amount().equals(session.amount()) && last.parts().equals(parts);
    boolean justNow = now.isBefore(last.at().plus(DOUBLE_CLICK));
    return Optional.of(last).filter(_ -> unheard && same && justNow);
  }
}
