package io.passerelle.shop;

import java.util.Set;

/// What runs the shop, and which fields its connection has.
@SuppressWarnings("ImmutableEnumChecker") // Set.of is immutable.
public enum Platform {
  NONE(Set.of("url"), Set.of()),
  ODOO(Set.of("app", "url"), Set.of()),
  ECWID(Set.of("storeId", "apiUrl", "app", "url"), Set.of("token", "clientSecret")),
  SHOPIFY(Set.of("shopDomain", "graphqlUrl", "app", "url"), Set.of("accessToken", "clientSecret")),
  /// Not a shop's: a checkout of it was asked for by a payment order's link.
  PAYMENT_ORDER(Set.of(), Set.of());

  private final Set<String> fields;
  private final Set<String> secrets;

  Platform(Set<String> fields, Set<String> secrets) {
    this.fields = fields;
    this.secrets = secrets;
  }

  public Set<String> fields() {
    return fields;
  }

  /// The fields that are sealed before they are stored and never told again.
  public Set<String> secrets() {
    return secrets;
  }
}
