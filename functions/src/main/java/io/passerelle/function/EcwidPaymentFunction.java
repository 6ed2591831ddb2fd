package io.passerelle.function;

import io.passerelle.edge.HttpFunction;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.edge.Reply;
import io.passerelle.edge.Request;
import io.passerelle.shop.PlatformApp;
import io.passerelle.shop.Session;
import io.passerelle.shop.ecwid.EcwidPayload;
import io.passerelle.store.Shops;

/// Takes the form with which a store's checkout sends its buyer to pay, and sends the buyer on to
/// the gateway.
///
/// The form can come again, from a buyer who clicks twice or goes back, or from anybody who kept
/// it: it always means the same order, and a paid one leads back to the store.
public final class EcwidPaymentFunction extends HttpFunction {

  private final EcwidStores stores;
  private final EcwidCheckouts checkouts;
  private final Departure departure;

  /// Lambda calls this one.
  public EcwidPaymentFunction() {
    this(Wiring.primed(EcwidPaymentFunction::new));
  }

  public EcwidPaymentFunction(Wiring wiring) {
    this.stores = new EcwidStores(wiring.apps(), wiring.shops());
    this.checkouts =
        new EcwidCheckouts(
            wiring.sessions(), wiring.ledger(), new EcwidInquiry(wiring.sender()), wiring.clock());
    this.departure = new Departure(wiring.ledger(), wiring.brands(), wiring.clock());
  }

  @Override
  protected Reply answer(Request request) {
    PlatformApp app = stores.app(request);
    EcwidPayload payload = EcwidPayload.open(request.form(), app.secrets());
    Shops.Entry entry =
        stores
            .find(app, payload.checkout().storeId())
            .orElseThrow(() -> new Rejection(Reason.UNKNOWN_SHOP));
    EcwidCheckouts.requireThisShop(payload, app, entry.shop());
    EcwidPayload believed = EcwidCheckouts.believed(payload, app, entry.shop());
    Session session = checkouts.taken(believed, entry.shop());
    return departure.page(session, entry.shop(), request);
  }

  @Override
  protected Reply rejected(Rejection rejection) {
    return BuyerPage.refused(rejection);
  }
}
