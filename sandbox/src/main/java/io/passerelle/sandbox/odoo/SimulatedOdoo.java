package io.passerelle.sandbox.odoo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.state.Drawer;
import io.passerelle.sandbox.web.Site;
import io.passerelle.sandbox.web.WebReply;
import io.passerelle.sandbox.web.WebRequest;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// The simulated Odoo shops as a site below `/sandbox/odoo/{siteId}/`.
///
/// | path | what |
/// | --- | --- |
/// | (empty) | the storefront |
/// | `pay`, `orders/{reference}/pay` (POST) | a new order, or one more attempt; the module's form |
/// | `orders/{reference}` | the buyer's page of an order |
/// | `payment/{app}/return` | where the buyer comes back: looks, and changes nothing |
/// | `payment/{app}/ipn` (POST) | the notification URL |
/// | `back-office` | orders, notifications received, and how to make the shop fail |
/// | `api/orders/{reference}`, `api/checkouts` (POST `product=…`) | the same for tests, in JSON |
public final class SimulatedOdoo implements Site {

  private static final String ROOT = "/sandbox/odoo/";

  private final OdooShops shops;
  private final OdooOrders orders;
  private final Deliveries deliveries;
  private final PaymentModule module;
  private final NotificationUrl notificationUrl;
  private final URI home;
  private final URI paymentPage;

  /// `home` is the sandbox's own address, such as `http://localhost:8080`; `paymentPage` is the
  /// "payment page URL" of the module's settings, the bridge's `/vads-payment/`.
  public SimulatedOdoo(
      OdooShops shops,
      Drawer orderDrawer,
      Drawer deliveryDrawer,
      Clock clock,
      URI home,
      URI paymentPage,
      Supplier<Optional<String>> faults) {
    this.shops = shops;
    this.orders = new OdooOrders(orderDrawer, clock);
    this.deliveries = new Deliveries(deliveryDrawer);
    this.module = new PaymentModule(orders, clock);
    this.notificationUrl = new NotificationUrl(module, deliveries, clock, faults);
    this.home = home;
    this.paymentPage = paymentPage;
  }

  @Override
  public WebReply answer(WebRequest request) {
    String path = request.path();
    Map<String, String> asked = fields(request);
    OdooViews views = new OdooViews(asked.getOrDefault("lang", "en"));
    if (!path.startsWith(ROOT)) {
      return views.missing();
    }
    if (path.equals(ROOT)) {
      return views.shops(shops.all());
    }
    String[] parts = path.substring(ROOT.length()).split("/", 2);
    Optional<OdooShop> shop = shops.find(parts[0]);
    if (shop.isEmpty() || parts.length < 2) {
      return views.missing();
    }
    String verb = request.method().equals("POST") ? "POST " : "GET ";
    return route(shop.get(), verb + parts[1], request, asked, views);
  }

  private WebReply route(
      OdooShop shop, String call, WebRequest request, Map<String, String> asked, OdooViews views) {
    String payment = "payment/" + shop.app();
    if (call.equals("POST " + payment + "/ipn")) {
      return notificationUrl.answer(shop, request);
    }
    if (call.endsWith(" " + payment + "/return")) {
      return returned(shop, asked, views);
    }
    if (call.startsWith("POST orders/") && call.endsWith("/pay")) {
      return again(shop, call.substring(12, call.length() - 4), views);
    }
    if (call.startsWith("GET orders/")) {
      return orders
          .find(shop.siteId(), call.substring(11))
          .map(order -> views.order(shop, order, ""))
          .orElseGet(views::missing);
    }
    if (call.startsWith("GET api/orders/")) {
      return json(shop, call.substring(15));
    }
    return switch (call) {
      case "GET " -> views.storefront(shop);
      case "POST pay" -> buy(shop, asked, views);
      case "POST api/checkouts" -> checkout(shop, asked, views);
      case "GET back-office" -> backOffice(shop, views);
      case "POST back-office" -> {
        notificationUrl.fails(shop.siteId(), asked.getOrDefault("answer", "").equals("503"));
        yield WebReply.seeOther(ROOT + shop.siteId() + "/back-office?lang=" + views.language());
      }
      default -> views.missing();
    };
  }

  private WebReply buy(OdooShop shop, Map<String, String> asked, OdooViews views) {
    return Product.named(asked.getOrDefault("product", ""))
        .map(product -> leaving(shop, orders.order(shop, product), views))
        .orElseGet(views::missing);
  }

  private WebReply again(OdooShop shop, String reference, OdooViews views) {
    return orders
        .find(shop.siteId(), reference)
        .map(order -> leaving(shop, orders.attempt(order), views))
        .orElseGet(views::missing);
  }

  private WebReply leaving(OdooShop shop, OdooOrder order, OdooViews views) {
    return views.leaving(shop, order, paymentPage.toString(), form(shop, order, views));
  }

  private Map<String, String> form(OdooShop shop, OdooOrder order, OdooViews views) {
    String own = home.resolve(ROOT + shop.siteId() + "/").toString();
    return PaymentForm.of(shop, order, order.payments().getLast(), own, views.language());
  }

  private WebReply checkout(OdooShop shop, Map<String, String> asked, OdooViews views) {
    Optional<Product> product = Product.named(asked.getOrDefault("product", "lamp"));
    if (product.isEmpty()) {
      return WebReply.json(400, "{\"error\":\"no such product\"}");
    }
    OdooOrder order = orders.order(shop, product.get());
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("order", order.reference());
    json.put("reference", order.payments().getLast().reference());
    json.put("action", paymentPage.toString());
    ObjectNode fields = json.putObject("fields");
    form(shop, order, views).forEach(fields::put);
    return WebReply.json(200, json.toString());
  }

  /// Looks at what the browser brings, and changes nothing: only the notification decides.
  private WebReply returned(OdooShop shop, Map<String, String> asked, OdooViews views) {
    if (!asked.containsKey("signature")) {
      return WebReply.seeOther(ROOT + shop.siteId() + "/");
    }
    Optional<OdooPayment> payment =
        module.payment(shop, asked).filter(one -> new ModuleSignature(shop).isRight(asked));
    if (payment.isEmpty()) {
      return views.missing();
    }
    OdooOrder order = orders.find(shop.siteId(), payment.get().reference()).orElseThrow();
    boolean waits = payment.get().state() == State.DRAFT;
    boolean left = asked.getOrDefault("vads_trans_status", "").equals("ABANDONED");
    String news = left ? "returnLeft" : waits ? "returnWaiting" : "";
    return new OdooViews(asked.getOrDefault("vads_language", "en")).order(shop, order, news);
  }

  private WebReply backOffice(OdooShop shop, OdooViews views) {
    return views.backOffice(
        shop,
        orders.of(shop.siteId()),
        deliveries.of(shop.siteId()),
        notificationUrl.isFailing(shop.siteId()));
  }

  private WebReply json(OdooShop shop, String reference) {
    return orders
        .find(shop.siteId(), reference)
        .map(order -> OrderJson.of(order, reference, deliveries.of(order)))
        .map(text -> WebReply.json(200, text))
        .orElseGet(() -> WebReply.json(404, "{\"error\":\"no such order\"}"));
  }

  /// The query's fields and, over them, the form's; none where they cannot be decoded.
  private static Map<String, String> fields(WebRequest request) {
    try {
      Map<String, String> fields = new LinkedHashMap<>(request.query());
      if (request.method().equals("POST")) {
        fields.putAll(request.form());
      }
      return fields;
    } catch (IllegalArgumentException e) {
      return Map.of();
    }
  }
}
