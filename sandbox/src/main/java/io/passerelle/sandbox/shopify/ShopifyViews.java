package io.passerelle.sandbox.shopify;

import io.passerelle.sandbox.pages.Layout;
import io.passerelle.sandbox.pages.Words;
import io.passerelle.sandbox.shopify.OperationSession.Kind;
import io.passerelle.sandbox.shopify.PaymentSession.State;
import io.passerelle.sandbox.web.WebReply;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The pages of a simulated shop, for its buyers and for its merchant.
final class ShopifyViews {

  private final String language;

  ShopifyViews(String language) {
    this.language = Words.known(language);
  }

  String language() {
    return language;
  }

  WebReply shops(List<ShopifyShop> shops) {
    List<Map<String, Object>> rows = shops.stream().map(this::facts).toList();
    return page(200, "Shopify", "shopify/shops", Map.of("shops", rows));
  }

  WebReply missing() {
    return page(404, word("odooMissing"), "odoo/missing", Map.of());
  }

  WebReply storefront(ShopifyShop shop) {
    Map<String, Object> facts = facts(shop);
    facts.put(
        "products",
        Price.ALL.stream()
            .map(price ->
                Map.of(
                    "id", price.product(),
                    "name", word("product_" + price.product()),
                    "text", word("text_" + price.product()),
                    "price", price.amount() + " " + price.currency()))
            .toList());
    return page(200, shop.name(), "shopify/storefront", facts);
  }

  WebReply checkout(
      ShopifyShop shop, String checkout, Price price, Optional<PaymentSession> known) {
    Map<String, Object> facts = facts(shop);
    facts.put("checkout", checkout);
    facts.put("product", word("product_" + price.product()));
    facts.put("price", price.amount() + " " + price.currency());
    State state = known.map(PaymentSession::state).orElse(State.OPEN);
    facts.put("payable", state == State.OPEN);
    facts.put("tried", known.isPresent() && state == State.OPEN);
    facts.put("over", state == State.REJECTED);
    facts.put("paid", state == State.RESOLVED || state == State.PENDING);
    return page(200, word("shopifyCheckout"), "shopify/checkout", facts);
  }

  WebReply notTaken(ShopifyShop shop, String checkout) {
    Map<String, Object> facts = facts(shop);
    facts.put("checkout", checkout);
    return page(502, word("shopifyCheckout"), "shopify/not-taken", facts);
  }

  WebReply thanks(ShopifyShop shop, PaymentSession session) {
    Map<String, Object> facts = facts(shop);
    facts.putAll(facts(session));
    facts.put("waiting", session.state() == State.PENDING);
    facts.put("paid", session.state() == State.RESOLVED);
    return page(200, word("shopifyThanks"), "shopify/thanks", facts);
  }

  WebReply admin(ShopifyShop shop, Sessions sessions) {
    Map<String, Object> facts = facts(shop);
    facts.put(
        "orders",
        sessions.of(shop).reversed().stream()
            .map(session -> {
              Map<String, Object> row = facts(session);
              row.putAll(left(session, sessions));
              row.put(
                  "operations", sessions.of(session).stream().map(ShopifyViews::facts).toList());
              return row;
            })
            .toList());
    return page(200, word("shopifyAdmin"), "shopify/admin", facts);
  }

  /// What an admin offers after the sale: what was taken may be given back, what is set aside may
  /// be taken or released once.
  private static Map<String, Object> left(PaymentSession session, Sessions sessions) {
    boolean aside = session.kind().equals("authorization");
    boolean released = sessions.isUnderWay(session, Kind.VOID);
    BigDecimal captured = sessions.sum(session, Kind.CAPTURE);
    boolean open = aside && !released && captured.signum() == 0;
    BigDecimal taken = aside && !open ? captured : Price.decimal(session.amount());
    BigDecimal rest = taken.subtract(sessions.sum(session, Kind.REFUND));
    boolean paid = session.state() == State.RESOLVED && rest.signum() > 0 && !released;
    return Map.of(
        "rest",
        rest.toPlainString(),
        "changeable",
        paid,
        "refundable",
        paid && !open,
        "authorized",
        paid && open);
  }

  private static Map<String, Object> facts(OperationSession session) {
    return Map.of(
        "what", (session.kind().name() + " " + session.amount()).strip(),
        "result", session.state().name(),
        "why", session.said());
  }

  private Map<String, Object> facts(PaymentSession session) {
    Map<String, Object> facts = new HashMap<>();
    facts.put("id", session.id());
    facts.put("product", word("product_" + session.product()));
    facts.put("price", session.amount() + " " + session.currency());
    facts.put("amount", session.amount());
    facts.put("way", session.way().isEmpty() ? "1x" : session.way());
    facts.put("kind", session.kind());
    facts.put("state", session.state().name());
    facts.put("said", session.said());
    facts.put("good", session.state() == State.RESOLVED);
    facts.put("bad", session.state() == State.REJECTED);
    facts.put("at", Words.time(session.createdAt()));
    return facts;
  }

  private Map<String, Object> facts(ShopifyShop shop) {
    Map<String, Object> facts = new HashMap<>();
    facts.put("domain", shop.domain());
    facts.put("shop", shop.name());
    facts.put("language", language);
    facts.put("installed", shop.installed());
    facts.put("manual", shop.manualCapture());
    facts.put("root", shop.root());
    return facts;
  }

  private String word(String key) {
    return Words.in(language).getOrDefault(key, key);
  }

  private WebReply page(int status, String title, String template, Map<String, ?> facts) {
    return WebReply.html(status, Layout.page(language, title, template, facts));
  }
}
