package io.passerelle.sandbox.ecwid;

import io.passerelle.sandbox.state.Drawer;
import io.passerelle.sandbox.time.Agenda;
import io.passerelle.sandbox.web.FaultySite;
import io.passerelle.sandbox.web.Site;
import io.passerelle.sandbox.web.WebReply;
import io.passerelle.sandbox.web.WebRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// The simulated stores as a site below `/sandbox/ecwid/`.
///
/// | path | what |
/// | --- | --- |
/// | `{storeId}/` | the storefront with its cart |
/// | `{storeId}/checkout` (POST) | a new order, and the form that goes on to the bridge |
/// | `{storeId}/orders/{id}` | the buyer's page of an order: thanks, the cart again, an error |
/// | `custompaymentapps/{storeId}` | where the buyer comes back to |
/// | `{storeId}/panel` | the control panel: orders, webhooks, the app's settings page in a frame |
/// | `api/v3/{storeId}/…` | the REST API |
/// | `{storeId}/control/…` | the same for tests, in JSON ([StoreControl]) |
public final class SimulatedEcwid implements Site {

  static final String ROOT = "/sandbox/ecwid/";

  private static final String API = "api/v3/";
  private static final String RETURN = "custompaymentapps/";
  private static final Duration HANG = Duration.ofSeconds(40);

  private final EcwidStores stores;
  private final EcwidOrders orders;
  private final Webhooks webhooks;
  private final RestApi api;
  private final StoreControl control;
  private final Supplier<Optional<String>> faults;
  private final URI home;

  /// What the stores keep, each kind in a drawer of its own.
  public record Drawers(Drawer orders, Drawer events, Drawer storage) {}

  /// `home` is the sandbox's own address, such as `http://localhost:8080`.
  public SimulatedEcwid(
      EcwidStores stores,
      Drawers drawers,
      Clock clock,
      Agenda agenda,
      URI home,
      Supplier<Optional<String>> faults) {
    this.stores = stores;
    this.orders = new EcwidOrders(drawers.orders(), clock);
    this.webhooks = new Webhooks(stores, drawers.events(), clock, agenda, home);
    this.api = new RestApi(orders, drawers.storage(), webhooks, clock);
    this.control = new StoreControl(stores, orders, webhooks, api, home);
    this.faults = faults;
    this.home = home;
  }

  @Override
  public WebReply answer(WebRequest request) {
    String path = request.path();
    Map<String, String> asked = fields(request);
    EcwidViews views = new EcwidViews(asked.getOrDefault("lang", "en"), home.toString());
    if (!path.startsWith(ROOT)) {
      return views.missing();
    }
    String rest = path.substring(ROOT.length());
    if (rest.isEmpty()) {
      return views.stores(stores.all());
    }
    boolean isApi = rest.startsWith(API);
    boolean isReturn = rest.startsWith(RETURN);
    String[] parts =
        rest.substring(isApi ? API.length() : isReturn ? RETURN.length() : 0).split("/", 2);
    Optional<EcwidStore> store = stores.find(parts[0]);
    if (store.isEmpty()) {
      return isApi ? WebReply.json(404, "{\"errorMessage\":\"No such store\"}") : views.missing();
    }
    String below = parts.length < 2 ? "" : parts[1];
    if (isApi) {
      return faulty(store.get(), below, request);
    }
    return isReturn
        ? returned(store.get(), asked, views)
        : route(store.get(), below, request, asked, views);
  }

  private WebReply faulty(EcwidStore store, String below, WebRequest request) {
    return new FaultySite(one -> api.answer(store, below, one), faults, RestApi.throttled(), HANG)
        .answer(request);
  }

  private WebReply route(
      EcwidStore store,
      String below,
      WebRequest request,
      Map<String, String> asked,
      EcwidViews views) {
    boolean post = request.method().equals("POST");
    if (below.startsWith("control/")) {
      return control.answer(store, below.substring("control/".length()), request, asked);
    }
    if (below.startsWith("orders/")) {
      return orders
          .find(store.storeId(), below.substring("orders/".length()))
          .map(order -> views.order(store, order, asked.getOrDefault("errorMsg", "")))
          .orElseGet(views::missing);
    }
    return switch (below) {
      case "" -> views.storefront(store, Map.of(), "");
      case "checkout" -> post ? checkout(store, asked, views) : views.missing();
      case "panel" -> panel(store, asked, views);
      default -> views.missing();
    };
  }

  private WebReply checkout(EcwidStore store, Map<String, String> asked, EcwidViews views) {
    Map<String, Integer> items = StoreControl.items(asked);
    if (items.isEmpty()) {
      return views.storefront(store, Map.of(), "ecwidEmpty");
    }
    EcwidOrder order = control.order(store, items, asked);
    CheckoutForm form = new CheckoutForm(store, order, home.toString(), views.language());
    return views.leaving(
        store,
        order,
        control.action(store),
        form.of(CheckoutForm.Fields.named(asked.getOrDefault("fields", ""))));
  }

  /// Ecwid looks at its own order: what the address says beside changes nothing but the words.
  private WebReply returned(EcwidStore store, Map<String, String> asked, EcwidViews views) {
    return orders
        .find(store.storeId(), asked.getOrDefault("orderId", ""))
        .map(order -> views.order(store, order, asked.getOrDefault("errorMsg", "")))
        .orElseGet(views::missing);
  }

  private WebReply panel(EcwidStore store, Map<String, String> asked, EcwidViews views) {
    String frame =
        new SettingsFrame(store, home, views.language()).url(asked.getOrDefault("way", ""));
    return views.panel(store, orders.of(store.storeId()), webhooks.of(store.storeId()), frame);
  }

  /// The query's fields and, over them, the form's; none where they cannot be decoded.
  private static Map<String, String> fields(WebRequest request) {
    try {
      Map<String, String> fields = new LinkedHashMap<>(request.query());
      String type = request.headers().getOrDefault("content-type", "");
      if (request.method().equals("POST") && type.startsWith("application/x-www-form")) {
        fields.putAll(request.form());
      }
      return fields;
    } catch (IllegalArgumentException e) {
      return Map.of();
    }
  }
}
