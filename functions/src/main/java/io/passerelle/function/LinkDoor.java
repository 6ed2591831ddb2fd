package io.passerelle.function;

import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.edge.Request;
import io.passerelle.edge.SourceAddress;
import io.passerelle.paymentorder.LinkCode;
import io.passerelle.paymentorder.PaymentOrder;
import io.passerelle.shop.Session;
import io.passerelle.shop.Shop;
import io.passerelle.store.PaymentOrders;
import io.passerelle.store.Sessions;
import io.passerelle.store.Shops;
import io.passerelle.store.Tries;
import java.time.Duration;
import java.time.Instant;

/// Where a link's code opens, and does not for those who guess.
///
/// An address that has missed too often is held for the rest of its ten minutes, with all who share
/// it, but for a buyer who has already left to pay. A code that no link can have costs the same
/// read as one that no link has.
final class LinkDoor {

  private static final Tries.Limit MISSES =
      new Tries.Limit("LINK_MISSED", 30, Duration.ofMinutes(10));

  /// No link has it: it is not random.
  private static final LinkCode NOBODYS = new LinkCode("0".repeat(LinkCode.LENGTH));

  private final PaymentOrders orders;
  private final Sessions sessions;
  private final Shops shops;
  private final Tries tries;

  LinkDoor(PaymentOrders orders, Sessions sessions, Shops shops, Tries tries) {
    this.orders = orders;
    this.sessions = sessions;
    this.shops = shops;
    this.tries = tries;
  }

  /// A buyer's browser before a link.
  record Arrival(
      PaymentOrder order, Session session, Shops.Entry entry, LinkPage page, Visit visit) {

    Shop shop() {
      return entry.shop();
    }
  }

  /// What a link leads to, as it stands at `now`.
  Arrival open(Request request, Instant now) {
    Visit visit = Visit.of(request);
    PaymentOrder order = order(request, visit, now);
    Session session = sessions.find(order.id()).orElseThrow();
    Shops.Entry entry =
        shops
            .find(order.id().siteId())
            .orElseThrow(() -> new Rejection(Reason.NOT_FOUND, "this payment link is not known"));
    LinkPage page =
        new LinkPage(order, entry.shop(), BuyerWords.of(session, entry.shop(), request));
    return new Arrival(order, session, entry, page, visit);
  }

  private PaymentOrder order(Request request, Visit visit, Instant now) {
    String from = SourceAddress.of(request);
    boolean held = tries.isSpent(MISSES, from, now);
    if (held && !visit.isKnown()) {
      throw new Rejection(Reason.TOO_MANY_TRIES);
    }
    String code = request.pathParameters().getOrDefault("code", "");
    LinkCode asked = LinkCode.isPossible(code) ? new LinkCode(code) : NOBODYS;
    return orders
        .byCode(asked)
        .filter(order -> !held || order.visit().equals(visit.name()))
        .orElseThrow(() -> missed(from, held, now));
  }

  private Rejection missed(String from, boolean held, Instant now) {
    if (held) {
      return new Rejection(Reason.TOO_MANY_TRIES);
    }
    tries.take(MISSES, from, now);
    return new Rejection(Reason.NOT_FOUND, "this payment link is not known");
  }
}
