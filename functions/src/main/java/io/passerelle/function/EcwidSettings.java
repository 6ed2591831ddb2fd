package io.passerelle.function;

import io.passerelle.aws.Table;
import io.passerelle.delivery.Rules;
import io.passerelle.edge.Form;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Secret;
import io.passerelle.gateway.Brands;
import io.passerelle.payment.Mode;
import io.passerelle.payment.SiteId;
import io.passerelle.shop.Connection;
import io.passerelle.shop.Credential;
import io.passerelle.shop.Platform;
import io.passerelle.shop.PlatformApp;
import io.passerelle.shop.Shop;
import io.passerelle.shop.ecwid.EcwidAnswer;
import io.passerelle.shop.ecwid.EcwidApi;
import io.passerelle.shop.ecwid.EcwidFrame;
import io.passerelle.shop.ecwid.EcwidHosts;
import io.passerelle.shop.ecwid.EcwidStore;
import io.passerelle.store.Shops;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Reads and saves the shop behind a store, for whoever holds the store's token.
///
/// A shop belongs to one store. To take one that is there already, without a store, its test key
/// must be known; one of another store cannot be taken.
final class EcwidSettings {

  /// What the page shows: the values of its fields by their names, what is wrong with some of them,
  /// which keys there are, and whether it was just saved.
  record View(
      Map<String, String> values,
      Map<String, String> problems,
      Optional<Shop> shop,
      boolean saved) {}

  private static final String SITE_ID = "siteId";

  private final EcwidStores stores;
  private final Shops shops;
  private final Brands brands;
  private final EcwidInquiry inquiry;
  private final String api;
  private final Clock clock;

  EcwidSettings(
      EcwidStores stores,
      Shops shops,
      Brands brands,
      EcwidInquiry inquiry,
      String api,
      Clock clock) {
    this.stores = stores;
    this.shops = shops;
    this.brands = brands;
    this.inquiry = inquiry;
    this.api = api;
    this.clock = clock;
  }

  EcwidAnswer<EcwidStore> ask(PlatformApp app, EcwidFrame frame) {
    String base =
        stores
            .find(app, frame.storeId())
            .map(entry -> EcwidHosts.api(entry.shop().connection()))
            .orElse(api);
    return inquiry.store(new EcwidApi(base, frame.storeId(), frame.token()));
  }

  /// The store's shop as it is. A token that is new, as after another installation, is kept at
  /// once.
  View opened(PlatformApp app, EcwidFrame frame, EcwidStore store) {
    Optional<Shops.Entry> entry = stores.find(app, frame.storeId());
    entry
        .filter(known -> !hasToken(known.shop(), frame.token()))
        .ifPresent(known -> keep(known, connection(app, frame, Optional.of(known.shop()))));
    return view(entry, store, false);
  }

  private void keep(Shops.Entry known, Connection connection) {
    try {
      shops.save(known.shop().withConnection(connection), known.rules());
    } catch (Table.Stale _) {
      // The page was opened twice at once, and the other one has kept it.
    }
  }

  private static View view(Optional<Shops.Entry> entry, EcwidStore store, boolean saved) {
    Map<String, String> values = EcwidSettingsForm.values(entry, store);
    return new View(values, Map.of(), entry.map(Shops.Entry::shop), saved);
  }

  private static boolean hasToken(Shop shop, Secret token) {
    return Optional.ofNullable(shop.connection().secrets().get("token"))
        .filter(token::equals)
        .isPresent();
  }

  View saved(PlatformApp app, EcwidFrame frame, EcwidStore store, Form form) {
    Optional<Shops.Entry> current = stores.find(app, frame.storeId());
    EcwidSettingsForm typed = new EcwidSettingsForm(form, store);
    Map<String, String> problems = new HashMap<>();
    Optional<Shops.Entry> before = before(typed, current, problems);
    Optional<Shop> read =
        typed.shop(
            before.map(Shops.Entry::shop),
            brand(app, before),
            connection(app, frame, current.map(Shops.Entry::shop)),
            problems,
            clock.instant());
    Optional<Rules> rules =
        EcwidAlerts.with(before.map(Shops.Entry::rules).orElse(Rules.none()), typed.alerts());
    if (rules.isEmpty()) {
      problems.put(EcwidField.ALERTS, "must be addresses");
    }
    Optional<Shop> shop = before.or(() -> current).map(Shops.Entry::shop);
    if (read.isEmpty() || rules.isEmpty() || !problems.isEmpty()) {
      return new View(typed.values(), problems, shop, false);
    }
    Shops.Entry entry = new Shops.Entry(read.get(), rules.get());
    try {
      write(entry, current);
    } catch (Table.Stale _) {
      return new View(typed.values(), Map.of("", "conflict"), shop, false);
    } catch (Rejection rejection) {
      return new View(typed.values(), Map.of(SITE_ID, "taken"), shop, false);
    }
    return view(Optional.of(entry), store, true);
  }

  /// The shop of the typed site id as it was, where this store may change it.
  private Optional<Shops.Entry> before(
      EcwidSettingsForm typed, Optional<Shops.Entry> current, Map<String, String> problems) {
    Optional<SiteId> siteId = typed.siteId();
    if (siteId.isEmpty()) {
      problems.put(SITE_ID, "siteId");
      return current;
    }
    Optional<Shops.Entry> found = shops.find(siteId.get());
    boolean own =
        found.isEmpty()
            || current.filter(entry -> entry.shop().siteId().equals(siteId.get())).isPresent()
            || isFree(found.get().shop(), typed);
    if (!own) {
      problems.put(SITE_ID, "taken");
    }
    return own ? found : Optional.empty();
  }

  /// Nobody is told whether a key was right: a shop that is not free and a wrong key look alike.
  private static boolean isFree(Shop shop, EcwidSettingsForm typed) {
    Optional<Secret> key = shop.keys(Mode.TEST).form().current().map(Credential::key);
    return shop.connection().platform() == Platform.NONE
        && key.isPresent()
        && key.equals(typed.secret("testKey"));
  }

  private String brand(PlatformApp app, Optional<Shops.Entry> before) {
    return brands.find(app.name()).isPresent()
        ? app.name()
        : before.map(entry -> entry.shop().brand()).orElse("lyra");
  }

  /// What the store has of its own, such as a secret, goes with it to another shop.
  private Connection connection(PlatformApp app, EcwidFrame frame, Optional<Shop> current) {
    Map<String, String> fields = new HashMap<>();
    Map<String, Secret> secrets = new HashMap<>();
    current
        .map(Shop::connection)
        .ifPresent(old -> {
          fields.putAll(old.fields());
          secrets.putAll(old.secrets());
        });
    fields.put("storeId", frame.storeId());
    fields.put("app", app.name());
    if (!api.equals(EcwidHosts.API)) {
      fields.putIfAbsent("apiUrl", api);
    }
    secrets.put("token", frame.token());
    return new Connection(Platform.ECWID, fields, secrets);
  }

  /// A store that changes to another shop leaves its old one without a store.
  private void write(Shops.Entry saved, Optional<Shops.Entry> current) {
    current
        .filter(entry -> !entry.shop().siteId().equals(saved.shop().siteId()))
        .ifPresent(
            entry -> shops.save(entry.shop().withConnection(Connection.none()), entry.rules()));
    shops.save(saved.shop(), saved.rules());
  }
}
