package io.passerelle.function;

import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.payment.Order;
import io.passerelle.payment.OrderState;
import io.passerelle.shop.Platform;
import io.passerelle.shop.Session;
import io.passerelle.shop.shopify.Outcome;
import io.passerelle.store.Ledger;
import io.passerelle.store.Sessions;
import java.util.Optional;

/// Which session a buyer is to be sent on with: a checkout can have several, one for each time that
/// the buyer chose to pay, and only one of them must be paid.
final class CheckoutGate {

  private final Sessions sessions;
  private final Ledger ledger;

  CheckoutGate(Sessions sessions, Ledger ledger) {
    this.sessions = sessions;
    this.ledger = ledger;
  }

  /// The session itself, or the one of the same checkout that is paid, or may yet be: it leads the
  /// buyer back to the shop. Fails where the shop was told that nothing will come of it.
  Session due(Session session) {
    if (session.platform() == Platform.PAYMENT_ORDER) {
      throw new Rejection(Reason.NOT_FOUND, "it is paid by its own link");
    }
    Optional<Session> paid =
        sessions.beside(session).stream()
            .filter(order -> ledger.order(order).filter(CheckoutGate::mayBePaid).isPresent())
            .findFirst()
            .flatMap(sessions::find);
    if (paid.isEmpty() && isOver(session)) {
      throw new Rejection(Reason.CONFLICT, "this checkout has come to its end");
    }
    return paid.orElse(session);
  }

  private boolean isOver(Session session) {
    return session.platform() == Platform.SHOPIFY
        && ledger
            .order(session.order())
            .filter(order -> Outcome.of(order, session) instanceof Outcome.Rejected)
            .isPresent();
  }

  private static boolean mayBePaid(Order order) {
    return order.isPaid() || order.state() == OrderState.PENDING;
  }
}
