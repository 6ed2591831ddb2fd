package io.passerelle.function;

import io.passerelle.edge.HttpFunction;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.edge.Reply;
import io.passerelle.edge.Request;
import io.passerelle.shop.Session;
import io.passerelle.store.Shops;

/// Where a platform sends its buyer to pay: the address holds the secret token of the checkout, and
/// the page goes on to the gateway.
public final class PayFunction extends HttpFunction {

  private final Shops shops;
  private final Tokens tokens;
  private final CheckoutGate gate;
  private final Departure departure;

  /// Lambda calls this one.
  public PayFunction() {
    this(Wiring.primedByAForm());
  }

  public PayFunction(Wiring wiring) {
    this.shops = wiring.shops();
    this.tokens = new Tokens(wiring.sessions());
    this.gate = new CheckoutGate(wiring.sessions(), wiring.ledger());
    this.departure = new Departure(wiring.ledger(), wiring.brands(), wiring.clock());
  }

  @Override
  protected Reply answer(Request request) {
    Session session = gate.due(tokens.session(request));
    Shops.Entry entry =
        shops.find(session.order().siteId()).orElseThrow(() -> new Rejection(Reason.UNKNOWN_SHOP));
    return departure.page(session, entry.shop(), request);
  }

  @Override
  protected Reply rejected(Rejection rejection) {
    return BuyerPage.refused(rejection);
  }
}
