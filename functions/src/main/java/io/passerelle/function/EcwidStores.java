package io.passerelle.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.edge.Form;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.edge.Request;
import io.passerelle.edge.Secret;
import io.passerelle.shop.Platform;
import io.passerelle.shop.PlatformApp;
import io.passerelle.store.Apps;
import io.passerelle.store.Shops;
import java.util.List;
import java.util.Optional;

/// Which of the deployment's apps a call of Ecwid's is for, and which shop its store is.
final class EcwidStores {

  private static final String CLIENT_SECRET = "clientSecret";

  private final Apps apps;
  private final Shops shops;

  EcwidStores(Apps apps, Shops shops) {
    this.apps = apps;
    this.shops = shops;
  }

  /// The app that `?app-name=` names: one for each brand.
  PlatformApp app(Request request) {
    return query(request, "app-name")
        .filter(name -> name.matches("[a-z0-9_-]{1,40}"))
        .flatMap(name -> apps.find(Platform.ECWID, name))
        .orElseThrow(() -> new Rejection(Reason.UNKNOWN_BRAND, "app-name"));
  }

  static Optional<String> query(Request request, String name) {
    return Form.parse(request.query().getBytes(UTF_8)).field(name);
  }

  Optional<Shops.Entry> find(PlatformApp app, String storeId) {
    return shops.byPlatform(Platform.ECWID, storeId + "/" + app.name());
  }

  /// The secrets that prove what a store sends: its own where it has one, since then those of other
  /// stores prove nothing of it.
  static List<Secret> secrets(PlatformApp app, Optional<Shops.Entry> shop) {
    return shop.map(entry -> entry.shop().connection().secrets().get(CLIENT_SECRET))
        .map(List::of)
        .orElse(app.secrets());
  }
}
