package io.passerelle.sandbox.odoo;

import io.passerelle.sandbox.pages.Layout;
import io.passerelle.sandbox.pages.Words;
import io.passerelle.sandbox.web.WebReply;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The pages of a simulated Odoo shop, for its buyers and for its merchant.
final class OdooViews {

  private final String language;

  OdooViews(String language) {
    this.language = Words.known(language);
  }

  String language() {
    return language;
  }

  WebReply shops(List<OdooShop> shops) {
    List<Map<String, Object>> rows = shops.stream().map(this::facts).map(Map::copyOf).toList();
    return page(200, "Odoo", "odoo/shops", Map.of("shops", rows));
  }

  WebReply missing() {
    return page(404, word("odooMissing"), "odoo/missing", Map.of());
  }

  WebReply storefront(OdooShop shop) {
    Map<String, Object> facts = facts(shop);
    facts.put(
        "products",
        Product.ALL.stream()
            .map(product ->
                Map.of(
                    "id", product.id(),
                    "name", word("product_" + product.id()),
                    "text", word("text_" + product.id()),
                    "price", price(product)))
            .toList());
    return page(200, shop.name(), "odoo/storefront", facts);
  }

  /// The page that carries the module's form to the payment page; it leaves by itself where scripts
  /// run, by its button elsewhere.
  WebReply leaving(OdooShop shop, OdooOrder order, String action, Map<String, String> fields) {
    Map<String, Object> facts = facts(shop);
    facts.putAll(facts(order));
    facts.put("action", action);
    facts.put("fields", fields.entrySet());
    return page(200, word("odooLeaving"), "odoo/leaving", facts);
  }

  /// `news` is the key of what the buyer's return said, empty where it said nothing.
  WebReply order(OdooShop shop, OdooOrder order, String news) {
    Map<String, Object> facts = facts(shop);
    facts.putAll(facts(order));
    facts.put("news", news.isEmpty() ? "" : word(news));
    facts.put("explained", word("state_" + order.state().word()));
    facts.put("payable", !order.isPaid() && order.state() != State.PENDING);
    return page(200, order.reference(), "odoo/order", facts);
  }

  WebReply backOffice(
      OdooShop shop, List<OdooOrder> orders, List<Delivery> deliveries, boolean failing) {
    Map<String, Object> facts = facts(shop);
    facts.put("failing", failing);
    facts.put("orders", orders.reversed().stream().map(this::facts).toList());
    facts.put("deliveries", rows(deliveries));
    return page(200, word("odooBackOffice"), "odoo/back-office", facts);
  }

  /// The latest first, each marked where the same bytes came before.
  private static List<Map<String, Object>> rows(List<Delivery> deliveries) {
    Set<String> seen = new HashSet<>();
    return deliveries.stream()
        .map(one ->
            Map.<String, Object>of(
                "at", Words.time(one.at()),
                "reference", one.reference(),
                "origin", one.origin(),
                "status", one.status(),
                "good", one.status() == 200 && !one.answer().equals(PaymentModule.BAD),
                "answer", one.answer(),
                "fingerprint", one.fingerprint(),
                "again", !seen.add(one.fingerprint()),
                "headers", one.headers().entrySet()))
        .toList()
        .reversed();
  }

  private Map<String, Object> facts(OdooShop shop) {
    Map<String, Object> facts = new HashMap<>();
    facts.put("siteId", shop.siteId());
    facts.put("shop", shop.name());
    facts.put("app", shop.app());
    facts.put("brand", shop.brand());
    facts.put("language", language);
    facts.put("french", language.equals("fr"));
    facts.put("root", "/sandbox/odoo/" + shop.siteId() + "/");
    return facts;
  }

  private Map<String, Object> facts(OdooOrder order) {
    Map<String, Object> facts = new HashMap<>();
    facts.put("reference", order.reference());
    facts.put("product", word("product_" + order.productId()));
    facts.put("price", price(order.product()));
    facts.put("state", order.state().word());
    facts.put("good", order.isPaid());
    facts.put("bad", order.state() == State.ERROR || order.state() == State.CANCEL);
    facts.put("at", Words.time(order.createdAt()));
    facts.put(
        "payments",
        order.payments().stream()
            .map(payment ->
                Map.of(
                    "payment", payment.reference(),
                    "paymentState", payment.state().word(),
                    "message", payment.message(),
                    "uuid", payment.uuid()))
            .toList());
    return facts;
  }

  private String price(Product product) {
    return Words.number(language, product.shownPrice());
  }

  private String word(String key) {
    return Words.in(language).getOrDefault(key, key);
  }

  private WebReply page(int status, String title, String template, Map<String, ?> facts) {
    return WebReply.html(status, Layout.page(language, title, template, facts));
  }
}
