package io.passerelle.sandbox.ecwid;

import io.passerelle.sandbox.pages.Layout;
import io.passerelle.sandbox.pages.Words;
import io.passerelle.sandbox.web.WebReply;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// The pages of a simulated store, for its buyers and for its merchant.
final class EcwidViews {

  private final String language;
  private final String home;

  EcwidViews(String language, String home) {
    this.language = Words.known(language);
    this.home = home;
  }

  String language() {
    return language;
  }

  WebReply stores(List<EcwidStore> stores) {
    return page(
        200, word("ecwidStores"), "ecwid/stores", Map.of("stores", rows(stores, this::facts)));
  }

  WebReply missing() {
    return page(404, word("odooMissing"), "ecwid/missing", Map.of());
  }

  /// `items` are in the cart already; `trouble` is the key of what was wrong, or empty.
  WebReply storefront(EcwidStore store, Map<String, Integer> items, String trouble) {
    return page(200, store.name(), "ecwid/storefront", shopping(store, items, trouble));
  }

  private Map<String, Object> shopping(
      EcwidStore store, Map<String, Integer> items, String trouble) {
    Map<String, Object> facts = facts(store);
    facts.put("trouble", trouble.isEmpty() ? "" : word(trouble));
    facts.put(
        "products",
        rows(
            Product.ALL,
            product ->
                Map.of(
                    "id", product.id(),
                    "name", word("product_" + product.id()),
                    "text", word("text_" + product.id()),
                    "price", price(store, product.price()),
                    "quantity", items.getOrDefault(product.id(), 0))));
    return facts;
  }

  /// The page that carries the form to the app; it leaves by itself where scripts run.
  WebReply leaving(EcwidStore store, EcwidOrder order, String action, Map<String, String> fields) {
    Map<String, Object> facts = facts(store);
    facts.putAll(facts(store, order));
    facts.put("action", action);
    facts.put("fields", fields.entrySet());
    return page(200, word("odooLeaving"), "ecwid/leaving", facts);
  }

  /// Thanks where the order is paid or will be, the cart again where it is not, an error where it
  /// was cancelled. `news` is what the app had to say.
  WebReply order(EcwidStore store, EcwidOrder order, String news) {
    Map<String, Object> facts = shopping(store, order.items(), "");
    facts.putAll(facts(store, order));
    facts.put("news", news.length() > 300 ? news.substring(0, 300) : news);
    boolean cart = order.paymentStatus().equals("INCOMPLETE");
    facts.put("cart", cart);
    facts.put("explained", word("ecwid_" + order.paymentStatus()));
    return page(200, word("order") + " " + order.number(), "ecwid/order", facts);
  }

  WebReply panel(EcwidStore store, List<EcwidOrder> orders, List<Event> events, String frame) {
    Map<String, Object> facts = facts(store);
    facts.put("frame", frame);
    facts.put("orders", rows(orders.reversed(), order -> facts(store, order)));
    facts.put("events", rows(events.reversed(), EcwidViews::facts));
    return page(200, word("ecwidPanel"), "ecwid/panel", facts);
  }

  private static Map<String, Object> facts(Event event) {
    boolean taken = !event.attempts().isEmpty() && event.attempts().getLast().isDelivered();
    return Map.of(
        "at", Words.time(event.createdAt()),
        "type", event.type(),
        "entityId", event.entityId(),
        "taken", taken,
        "due", event.due(),
        "attempts",
            rows(event.attempts(), one -> Map.of("status", one.status(), "answer", one.answer())));
  }

  private Map<String, Object> facts(EcwidStore store) {
    Map<String, Object> facts = new HashMap<>();
    facts.put("storeId", store.storeId());
    facts.put("store", store.name());
    facts.put("app", store.app());
    facts.put("installed", store.installed());
    facts.put("language", language);
    facts.put("home", home);
    facts.put("root", SimulatedEcwid.ROOT + store.storeId() + "/");
    return facts;
  }

  private Map<String, Object> facts(EcwidStore store, EcwidOrder order) {
    Map<String, Object> facts = new HashMap<>();
    facts.put("number", order.number());
    facts.put("id", order.id());
    facts.put("reference", order.reference());
    facts.put("total", price(store, order.total()));
    facts.put("status", order.paymentStatus());
    facts.put("good", order.paymentStatus().equals("PAID"));
    facts.put("bad", order.paymentStatus().equals("CANCELLED"));
    facts.put("transaction", order.externalTransactionId());
    facts.put("at", Words.time(order.createdAt()));
    facts.put(
        "updates",
        rows(
            order.updates(),
            update ->
                Map.of(
                    "updatedAt", Words.time(update.at()),
                    "updatedTo", update.status(),
                    "by", update.by())));
    facts.put(
        "lines",
        rows(
            List.copyOf(order.items().entrySet()),
            item ->
                Map.of(
                    "what", word("product_" + item.getKey()),
                    "howMany", item.getValue())));
    return facts;
  }

  private static <T> List<Map<String, Object>> rows(
      List<T> all, Function<T, Map<String, Object>> facts) {
    return all.stream().map(facts).toList();
  }

  private String price(EcwidStore store, long cents) {
    return Words.number(language, Product.decimal(cents)) + " " + store.currency();
  }

  private String word(String key) {
    return Words.in(language).getOrDefault(key, key);
  }

  private WebReply page(int status, String title, String template, Map<String, ?> facts) {
    return WebReply.html(status, Layout.page(language, title, template, facts));
  }
}
