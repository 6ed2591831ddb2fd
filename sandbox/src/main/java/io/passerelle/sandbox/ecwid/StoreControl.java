package io.passerelle.sandbox.ecwid;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.web.Json;
import io.passerelle.sandbox.web.WebReply;
import io.passerelle.sandbox.web.WebRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What people do in a store, for tests and for the control panel's buttons. A browser's form is
/// led back to the panel, a program reads JSON.
///
/// | call | does |
/// | --- | --- |
/// | `POST checkouts` `q_basket=1&q_honey=2&fields=both` | a new order: `{"id", "reference", "action", "fields"}` |
/// | `GET orders/{id}` | the order with all its updates |
/// | `POST orders/{id}` `status=CANCELLED` | sets it as a merchant does by hand |
/// | `POST orders/{id}/checkout` `q_basket=2` | the buyer goes on with another cart: as `checkouts` |
/// | `GET webhooks` | the events sent, with their attempts |
/// | `POST uninstall`, `POST install` | the app goes, and comes back under another token |
/// | `GET frame?way=enhanced` | `{"url"}` of the settings page as the panel opens it |
final class StoreControl {

  private static final int QUANTITY_MOST = 1_000;

  private final EcwidStores stores;
  private final EcwidOrders orders;
  private final Webhooks webhooks;
  private final RestApi api;
  private final URI home;
  private final SecureRandom random = new SecureRandom();

  StoreControl(EcwidStores stores, EcwidOrders orders, Webhooks webhooks, RestApi api, URI home) {
    this.stores = stores;
    this.orders = orders;
    this.webhooks = webhooks;
    this.api = api;
    this.home = home;
  }

  WebReply answer(EcwidStore store, String call, WebRequest request, Map<String, String> asked) {
    boolean post = request.method().equals("POST");
    if (call.startsWith("orders/")) {
      String[] place = call.substring("orders/".length()).split("/", 2);
      return orders
          .find(store.storeId(), place[0])
          .map(order -> order(store, order, place.length > 1 && post, post, asked))
          .orElseGet(() -> error(404, "No such order"));
    }
    return switch ((post ? "POST " : "GET ") + call) {
      case "POST checkouts" -> {
        Map<String, Integer> items = items(asked);
        yield items.isEmpty()
            ? error(400, "Nothing is in the cart: q_basket=1")
            : begun(store, order(store, items, asked), asked);
      }
      case "GET webhooks" -> WebReply.json(200, EventJson.of(webhooks.of(store.storeId())));
      case "POST uninstall" -> {
        stores.put(store.uninstalled());
        webhooks.send(
            store,
            "application.uninstalled",
            store.storeId(),
            Json.object().put("app", store.app()));
        yield done(store, asked);
      }
      case "POST install" -> {
        stores.put(store.installedAs("secret_" + HexFormat.of().formatHex(bytes())));
        yield done(store, asked);
      }
      case "GET frame" ->
          json(
              Json.object()
                  .put(
                      "url",
                      new SettingsFrame(store, home, asked.getOrDefault("lang", "en"))
                          .url(asked.getOrDefault("way", ""))));
      default -> error(404, "No such call");
    };
  }

  private WebReply order(
      EcwidStore store, EcwidOrder order, boolean again, boolean post, Map<String, String> asked) {
    if (again) {
      Map<String, Integer> items = items(asked);
      Optional<EcwidOrder> changed =
          items.isEmpty()
              ? Optional.of(order)
              : orders.change(store.storeId(), order.id(), one -> one.with(items));
      return begun(store, changed.orElse(order), asked);
    }
    if (post) {
      api.set(store, order, asked.getOrDefault("status", order.paymentStatus()), "", "MERCHANT");
      return done(store, asked);
    }
    return json(EventJson.of(order));
  }

  /// What is in a cart: `q_` and the product's id.
  static Map<String, Integer> items(Map<String, String> asked) {
    Map<String, Integer> items = new LinkedHashMap<>();
    for (Product product : Product.ALL) {
      String quantity = asked.getOrDefault("q_" + product.id(), "");
      if (quantity.matches("\\d{1,4}") && Integer.parseInt(quantity) > 0) {
        items.put(product.id(), Math.min(Integer.parseInt(quantity), QUANTITY_MOST));
      }
    }
    return items;
  }

  EcwidOrder order(EcwidStore store, Map<String, Integer> items, Map<String, String> asked) {
    return orders.order(
        store,
        items,
        cut(asked.getOrDefault("name", "Zoé Lefèvre-D'Œuf")),
        cut(asked.getOrDefault("email", "buyer@shop.example")));
  }

  /// The bridge's address for this app's payments.
  String action(EcwidStore store) {
    return home.resolve("/ecwid/payment?app-name=" + store.app()).toString();
  }

  private WebReply begun(EcwidStore store, EcwidOrder order, Map<String, String> asked) {
    CheckoutForm form =
        new CheckoutForm(store, order, home.toString(), asked.getOrDefault("lang", "en"));
    ObjectNode json =
        Json.object()
            .put("id", order.id())
            .put("reference", order.reference())
            .put("action", action(store))
            .put("returnUrl", form.returnUrl());
    ObjectNode fields = json.putObject("fields");
    form.of(CheckoutForm.Fields.named(asked.getOrDefault("fields", ""))).forEach(fields::put);
    return json(json);
  }

  private static WebReply done(EcwidStore store, Map<String, String> asked) {
    return asked.containsKey("back")
        ? WebReply.seeOther(
            SimulatedEcwid.ROOT
                + store.storeId()
                + "/panel?lang="
                + URLEncoder.encode(asked.getOrDefault("lang", "en"), UTF_8))
        : WebReply.json(200, "{}");
  }

  private byte[] bytes() {
    byte[] bytes = new byte[12];
    random.nextBytes(bytes);
    return bytes;
  }

  private static String cut(String text) {
    return text.length() > 200 ? text.substring(0, 200) : text;
  }

  private static WebReply json(ObjectNode document) {
    return WebReply.json(200, Json.write(document));
  }

  private static WebReply error(int status, String message) {
    return WebReply.json(status, Json.write(Json.object().put("error", message)));
  }
}
