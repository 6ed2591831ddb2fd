package io.passerelle.function;

import io.passerelle.delivery.Rules;
import io.passerelle.edge.Form;
import io.passerelle.edge.Json;
import io.passerelle.edge.JsonTree;
import io.passerelle.edge.Log;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.edge.Secret;
import io.passerelle.gateway.Brands;
import io.passerelle.payment.Mode;
import io.passerelle.payment.SiteId;
import io.passerelle.shop.Connection;
import io.passerelle.shop.Platform;
import io.passerelle.shop.Shop;
import io.passerelle.shop.ShopDocument;
import io.passerelle.shop.shopify.ShopDomain;
import io.passerelle.store.Shops;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a merchant enters after the installation: the shop's id at the gateway, its keys and its
/// mode.
///
/// Whoever installed the app is the merchant of the shop at Shopify, and not yet that of a shop at
/// the gateway. One that is known here already is connected only if its key is given.
final class ShopifySettings {

  private static final Set<String> FIELDS =
      Set.of(
          "siteId",
          "brand",
          "mode",
          "algorithm",
          "testKey",
          "productionKey",
          "testRestPassword",
          "productionRestPassword");

  private final Shops shops;
  private final Brands brands;
  private final Clock clock;

  ShopifySettings(Wiring wiring) {
    this.shops = wiring.shops();
    this.brands = wiring.brands();
    this.clock = wiring.clock();
  }

  Collection<String> brandNames() {
    return brands.names();
  }

  Optional<Shop> find(ShopDomain shop) {
    return shops.byPlatform(Platform.SHOPIFY, shop.value()).map(Shops.Entry::shop);
  }

  /// Saves what was entered, or throws a [Rejection] that names the field.
  Shop save(ShopDomain domain, Form form) {
    Map<String, Object> document = new LinkedHashMap<>();
    FIELDS.forEach(name ->
        form.field(name)
            .map(String::strip)
            .filter(value -> !value.isEmpty())
            .ifPresent(value -> document.put(name, value)));
    Json read = Json.ours(JsonTree.text(document));
    SiteId siteId = ShopDocument.siteId(read);
    Optional<Shops.Entry> before = shops.find(siteId);
    before.ifPresent(entry -> requireOwner(entry.shop(), domain, form));
    if (before.isEmpty()) {
      document.put("company", domain.value());
      document.put("label", domain.value());
    }
    if (before.filter(entry -> isOf(entry.shop(), domain)).isEmpty()) {
      document.put("connection", Map.of("platform", "shopify", "shopDomain", domain.value()));
    }
    Shop shop =
        ShopDocument.read(
            Json.ours(JsonTree.text(document)),
            before.map(Shops.Entry::shop),
            name -> brands.find(name).isPresent(),
            clock.instant());
    release(domain, siteId);
    shops.save(shop, before.map(Shops.Entry::rules).orElse(Rules.none()));
    Log.line("shop connected").with(Log.Field.SITE, siteId).write();
    return shop;
  }

  /// A shop at Shopify that changes to another one at the gateway leaves the one before.
  private void release(ShopDomain domain, SiteId siteId) {
    shops
        .byPlatform(Platform.SHOPIFY, domain.value())
        .filter(one -> !one.shop().siteId().equals(siteId))
        .ifPresent(one -> shops.save(one.shop().withConnection(Connection.none()), one.rules()));
  }

  private static boolean isOf(Shop shop, ShopDomain domain) {
    return shop.connection().platform() == Platform.SHOPIFY
        && shop.connection().identity().filter(domain.value()::equals).isPresent();
  }

  private static void requireOwner(Shop shop, ShopDomain domain, Form form) {
    Map<Mode, String> given = new HashMap<>();
    given.put(Mode.TEST, form.field("testKey").orElse("").strip());
    given.put(Mode.PRODUCTION, form.field("productionKey").orElse("").strip());
    boolean knows =
        given.entrySet().stream()
            .anyMatch(one ->
                shop.keys(one.getKey())
                    .form()
                    .current()
                    .filter(key -> key.key().equals(Secret.of(one.getValue())))
                    .isPresent());
    if (!isOf(shop, domain) && !knows) {
      throw new Rejection(Reason.INVALID, "siteId is known here; one of its keys must be given");
    }
  }
}
