package io.passerelle.function;

import io.passerelle.edge.HttpFunction;
import io.passerelle.edge.Log;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.edge.Reply;
import io.passerelle.edge.Request;
import io.passerelle.shop.Platform;
import io.passerelle.shop.PlatformApp;
import io.passerelle.shop.ecwid.EcwidEvent;
import io.passerelle.store.PlatformEvents;
import io.passerelle.store.Shops;
import java.time.Clock;
import java.util.Optional;

/// Takes Ecwid's webhooks: an order that changed, an app that was uninstalled.
///
/// Their signature covers the event's id and time alone, so they only say where to look; Ecwid is
/// asked before anything follows. It sends again what is not answered with 200, for a day.
public final class EcwidWebhookFunction extends HttpFunction {

  private static final String SIGNATURE = "x-ecwid-webhook-signature";

  private final EcwidStores stores;
  private final EcwidNews news;
  private final PlatformEvents events;
  private final Clock clock;

  /// Lambda calls this one.
  public EcwidWebhookFunction() {
    this(Wiring.ofLambda());
  }

  public EcwidWebhookFunction(Wiring wiring) {
    this.stores = new EcwidStores(wiring.apps(), wiring.shops());
    this.news =
        new EcwidNews(
            wiring.shops(), wiring.ledger(), new EcwidInquiry(wiring.sender()), wiring.clock());
    this.events = wiring.platformEvents();
    this.clock = wiring.clock();
  }

  @Override
  protected Reply answer(Request request) {
    PlatformApp app = stores.app(request);
    EcwidEvent event = EcwidEvent.read(request.bytes());
    Optional<Shops.Entry> shop = stores.find(app, event.storeId());
    String signature = request.header(SIGNATURE).orElse("");
    if (!event.isSigned(signature, EcwidStores.secrets(app, shop))) {
      throw new Rejection(Reason.BAD_SIGNATURE);
    }
    String sender = app.name() + "/" + event.storeId();
    EcwidNews.Outcome outcome =
        shop.isEmpty()
            ? EcwidNews.Outcome.UNKNOWN_STORE
            : events.isKnown(Platform.ECWID, sender, event.eventId())
                ? EcwidNews.Outcome.KNOWN
                : news.of(event, shop.get());
    if (outcome.isDone()) {
      events.note(Platform.ECWID, sender, event.eventId(), clock.instant());
    }
    Log.line("Ecwid event")
        .with(Log.Field.KIND, event.type())
        .with(Log.Field.OUTCOME, outcome)
        .write();
    return Reply.text(outcome == EcwidNews.Outcome.NOT_NOW ? 503 : 200, outcome.words());
  }

  /// A signature that is wrong or missing is a 401 to Ecwid.
  @Override
  protected Reply rejected(Rejection rejection) {
    boolean unsigned = rejection.reason() == Reason.BAD_SIGNATURE;
    return Reply.text(unsigned ? 401 : rejection.reason().status(), rejection.words());
  }
}
