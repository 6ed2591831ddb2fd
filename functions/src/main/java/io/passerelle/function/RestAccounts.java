package io.passerelle.function;

import io.passerelle.gateway.Brand;
import io.passerelle.gateway.Brands;
import io.passerelle.gateway.RestAccount;
import io.passerelle.payment.Mode;
import io.passerelle.payment.Order;
import io.passerelle.payment.Plan;
import io.passerelle.shop.Credential;
import io.passerelle.shop.Shop;
import java.time.Instant;
import java.util.Optional;

/// Which shops can ask the gateway: those with a REST password, of a brand whose address for web
/// services is known.
final class RestAccounts {

  private final Brands brands;

  RestAccounts(Brands brands) {
    this.brands = brands;
  }

  Optional<RestAccount> of(Shop shop, Mode mode) {
    Optional<Credential> password = shop.keys(mode).restPassword().current();
    return password.flatMap(
        one -> url(shop).map(url -> new RestAccount(url, shop.siteId(), mode, one.key())));
  }

  /// What people read of it: `on`, or why not.
  String standing(Shop shop, Mode mode) {
    if (!hasPassword(shop, mode)) {
      return "off: no REST password for " + mode;
    }
    return url(shop).isPresent() ? "on" : "off: no REST address for the brand " + shop.brand();
  }

  static boolean hasPassword(Shop shop, Mode mode) {
    return shop.keys(mode).restPassword().current().isPresent();
  }

  /// The order with its plan after something was learnt of it: none where the shop cannot ask.
  static Order learnt(Shop shop, Order order, Instant now) {
    return hasPassword(shop, order.mode()) ? Plan.of(order).learnt(now) : order;
  }

  private Optional<String> url(Shop shop) {
    return brands.find(shop.brand()).flatMap(Brand::restUrl);
  }
}
