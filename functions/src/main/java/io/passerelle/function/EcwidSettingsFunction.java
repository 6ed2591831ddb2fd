package io.passerelle.function;

import io.passerelle.edge.Form;
import io.passerelle.edge.HttpFunction;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.edge.Reply;
import io.passerelle.edge.Request;
import io.passerelle.shop.Keyset;
import io.passerelle.shop.PlatformApp;
import io.passerelle.shop.ecwid.EcwidAnswer.Later;
import io.passerelle.shop.ecwid.EcwidAnswer.Refused;
import io.passerelle.shop.ecwid.EcwidAnswer.Told;
import io.passerelle.shop.ecwid.EcwidFrame;
import io.passerelle.shop.ecwid.EcwidPass;
import io.passerelle.shop.ecwid.EcwidStore;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/// The page inside Ecwid's control panel where a merchant enters the shop's id, keys and settings.
///
/// The panel opens it in a frame and hands over the store and its token, behind the `#` or
/// encrypted; both can be written by anybody, so the token is tried at Ecwid first. Keys are only
/// ever typed in: none is shown again, and none is kept in Ecwid.
public final class EcwidSettingsFunction extends HttpFunction {

  private final EcwidStores stores;
  private final EcwidSettings settings;
  private final Supplier<Keyset> keyset;
  private final Clock clock;

  /// Lambda calls this one.
  public EcwidSettingsFunction() {
    this(Wiring.ofLambda());
  }

  public EcwidSettingsFunction(Wiring wiring) {
    this.stores = new EcwidStores(wiring.apps(), wiring.shops());
    this.settings =
        new EcwidSettings(
            stores,
            wiring.shops(),
            wiring.brands(),
            new EcwidInquiry(wiring.sender()),
            wiring.ecwidApi(),
            wiring.clock());
    this.keyset = new KeysetSource(wiring.keyset(), wiring.clock());
    this.clock = wiring.clock();
  }

  @Override
  protected Reply answer(Request request) {
    PlatformApp app = stores.app(request);
    String notificationUrl = PublicUrl.of(request) + "/vads-cms/ecwid/callback?app-name=";
    EcwidSettingsPage page = new EcwidSettingsPage(app, notificationUrl + app.name());
    if (request.method().equals("POST")) {
      Form form = request.form();
      Optional<String> pass = form.field("pass");
      return pass.isPresent()
          ? saved(
              page,
              app,
              EcwidPass.open(pass.get(), app.name(), keyset.get(), clock.instant()),
              form)
          : opened(page, app, EcwidFrame.ofHash(form.field("frame").orElse("")));
    }
    return EcwidStores.query(request, "payload")
        .map(sealed -> opened(page, app, EcwidFrame.ofPayload(sealed, app.secrets())))
        .orElseGet(page::opening);
  }

  private Reply opened(EcwidSettingsPage page, PlatformApp app, EcwidFrame frame) {
    EcwidStore store = proven(app, frame);
    EcwidPass pass = EcwidPass.of(app.name(), frame, clock.instant());
    EcwidSettings.View view = settings.opened(app, frame, store);
    return page.settings(frame.language(), pass.sealed(keyset.get()), view);
  }

  private Reply saved(EcwidSettingsPage page, PlatformApp app, EcwidPass pass, Form form) {
    EcwidStore store = proven(app, pass.frame());
    EcwidSettings.View view = settings.saved(app, pass.frame(), store, form);
    EcwidPass next = EcwidPass.of(app.name(), pass.frame(), clock.instant());
    return page.settings(pass.frame().language(), next.sealed(keyset.get()), view);
  }

  /// The store that the frame's token opens, which must be the one that the frame names.
  private EcwidStore proven(PlatformApp app, EcwidFrame frame) {
    return switch (settings.ask(app, frame)) {
      case Told<EcwidStore>(EcwidStore store) when store.storeId().equals(frame.storeId()) -> store;
      case Told<EcwidStore> _, Refused<EcwidStore> _ ->
          throw new Rejection(Reason.BAD_SIGNATURE, "the store's token is refused");
      case Later<EcwidStore> _ ->
          throw new Rejection(Reason.CONFLICT, "the store cannot be asked now; try again");
    };
  }

  @Override
  protected Reply rejected(Rejection rejection) {
    return EcwidSettingsPage.refused(rejection);
  }
}
