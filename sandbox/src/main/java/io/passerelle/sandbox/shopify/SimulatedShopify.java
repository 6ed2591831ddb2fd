package io.passerelle.sandbox.shopify;

import io.passerelle.sandbox.state.Drawer;
import io.passerelle.sandbox.time.Agenda;
import io.passerelle.sandbox.web.Site;
import io.passerelle.sandbox.web.WebReply;
import io.passerelle.sandbox.web.WebRequest;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/// The simulated shops as a site below `/sandbox/shopify/`.
///
/// | path | what |
/// | --- | --- |
/// | `{shop}/` | the storefront |
/// | `{shop}/checkouts` (POST `product`) | a new checkout |
/// | `{shop}/checkouts/{id}` | the checkout with its ways to pay, and for who gives up |
/// | `{shop}/checkouts/{id}/pay` (POST `way`) | a payment session, and on to the app |
/// | `{shop}/checkouts/{id}/thanks` | where the buyer is led to after a payment |
/// | `{shop}/admin` | orders, and what was asked of the app |
/// | `{shop}/admin/oauth/authorize`, `…/access_token` | the installation of the app |
/// | `graphql`, `{shop}/payments_apps/api/{version}/graphql.json` | the Payments Apps API |
/// | `{shop}/control/…` | the same for tests, in JSON ([ShopifyControl]) |
public final class SimulatedShopify implements Site {

  static final String ROOT = "/sandbox/shopify/";

  /// What the shops keep, each kind in a drawer of its own.
  public record Drawers(Drawer payments, Drawer operations) {}

  private final ShopifyShops shops;
  private final Sessions sessions;
  private final SessionCaller caller;
  private final Graphql graphql;
  private final AppDoor door;
  private final ShopifyControl control;
  private final Supplier<Optional<String>> faults;

  /// `home` is the sandbox's own address, such as `http://localhost:8080`.
  public SimulatedShopify(
      ShopifyShops shops,
      Drawers drawers,
      Clock clock,
      Agenda agenda,
      URI home,
      Supplier<Optional<String>> faults) {
    this.shops = shops;
    this.sessions = new Sessions(drawers.payments(), drawers.operations(), clock);
    this.caller = new SessionCaller(sessions, home);
    this.graphql = new Graphql(shops, sessions, clock, home);
    this.door = new AppDoor(shops, home);
    this.control =
        new ShopifyControl(
            shops, sessions, caller, graphql, new Webhooks(clock, agenda, home), door);
    this.faults = faults;
  }

  @Override
  public WebReply answer(WebRequest request) {
    String rest = request.path().substring(Math.min(ROOT.length(), request.path().length()));
    Map<String, String> asked = fields(request);
    ShopifyViews views = new ShopifyViews(asked.getOrDefault("lang", "en"));
    if (rest.isEmpty()) {
      return views.shops(shops.all());
    }
    if (rest.equals("graphql")) {
      return api(request);
    }
    String[] parts = rest.split("/", 2);
    Optional<ShopifyShop> shop = shops.find(parts[0]);
    if (shop.isEmpty() || parts.length < 2) {
      return views.missing();
    }
    return route(shop.get(), parts[1], request, asked, views);
  }

  private WebReply route(
      ShopifyShop shop,
      String below,
      WebRequest request,
      Map<String, String> asked,
      ShopifyViews views) {
    boolean post = request.method().equals("POST");
    if (below.startsWith("payments_apps/")) {
      return api(request);
    }
    if (below.startsWith("control/")) {
      return control.answer(shop, below.substring("control/".length()), request, asked);
    }
    if (below.startsWith("checkouts/")) {
      return checkout(shop, below.substring("checkouts/".length()), post, asked, views);
    }
    return switch (below) {
      case "" -> views.storefront(shop);
      case "checkouts" ->
          Price.of(asked.getOrDefault("product", ""))
              .filter(_ -> post)
              .map(price -> seeOther(shop, newCheckout(price), "", views.language()))
              .orElseGet(views::missing);
      case "admin" -> views.admin(shop, sessions);
      case "admin/oauth/authorize" -> door.authorize(shop, request.query());
      case "admin/oauth/access_token" -> door.token(shop, request);
      default -> below.startsWith("services/") ? views.admin(shop, sessions) : views.missing();
    };
  }

  private WebReply api(WebRequest request) {
    return switch (faults.get().orElse("")) {
      case "error" -> WebReply.text(503, "Service Unavailable");
      case "throttle" -> Graphql.throttled();
      case "timeout" -> WebReply.text(504, "Gateway Timeout");
      case "duplicate" -> {
        WebReply first = graphql.answer(request);
        graphql.answer(request);
        yield first;
      }
      case "crash-after" -> {
        graphql.answer(request);
        yield WebReply.text(500, "Internal Server Error");
      }
      default -> graphql.answer(request);
    };
  }

  /// What is bought is in the checkout's own name, so that a checkout needs no memory.
  static String newCheckout(Price price) {
    return price.product() + "-" + UUID.randomUUID().toString().substring(0, 13);
  }

  static Optional<Price> price(String checkout) {
    return Price.of(checkout.split("-", 2)[0]);
  }

  private WebReply checkout(
      ShopifyShop shop, String below, boolean post, Map<String, String> asked, ShopifyViews views) {
    String[] parts = below.split("/", 2);
    Optional<Price> price = price(parts[0]);
    if (price.isEmpty() || !parts[0].matches("[a-z]+-[0-9a-f-]{13}")) {
      return views.missing();
    }
    String step = parts.length < 2 ? "" : parts[1];
    Optional<PaymentSession> known = sessions.ofCheckout(parts[0]);
    if (step.equals("pay") && post) {
      return pay(shop, parts[0], price.get(), asked, views);
    }
    return step.equals("thanks")
        ? known.map(session -> views.thanks(shop, session)).orElseGet(views::missing)
        : views.checkout(shop, parts[0], price.get(), known);
  }

  private WebReply pay(
      ShopifyShop shop,
      String checkout,
      Price price,
      Map<String, String> asked,
      ShopifyViews views) {
    String way = asked.getOrDefault("way", "");
    if (!way.matches("|3x|4x")) {
      return views.missing();
    }
    PaymentSession session =
        caller.call(shop, sessions.begin(shop, checkout, way, price), views.language());
    return session.redirectUrl().isEmpty()
        ? views.notTaken(shop, checkout)
        : WebReply.seeOther(session.redirectUrl());
  }

  private static WebReply seeOther(
      ShopifyShop shop, String checkout, String step, String language) {
    return WebReply.seeOther(shop.root() + "checkouts/" + checkout + step + "?lang=" + language);
  }

  private static Map<String, String> fields(WebRequest request) {
    Map<String, String> fields = new LinkedHashMap<>(request.query());
    boolean form =
        request
            .headers()
            .getOrDefault("content-type", "")
            .startsWith("application/x-www-form-urlencoded");
    if (form) {
      fields.putAll(request.form());
    }
    return fields;
  }
}
