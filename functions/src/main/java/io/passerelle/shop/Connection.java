package io.passerelle.shop;

import io.passerelle.edge.Secret;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The platform behind a shop and what is needed to reach it. What the fields mean is the business
/// of the platform's own package.
public record Connection(
    Platform platform, Map<String, String> fields, Map<String, Secret> secrets) {

  public Connection {
    fields = Map.copyOf(fields);
    secrets = Map.copyOf(secrets);
  }

  public static Connection none() {
    return new Connection(Platform.NONE, Map.of(), Map.of());
  }

  /// By what the platform names this shop when it calls: empty where it never does, or where that
  /// is not known yet.
  public Optional<String> identity() {
    return switch (platform) {
      case SHOPIFY -> field("shopDomain").map(domain -> domain.toLowerCase(Locale.ROOT));
      case ECWID -> field("storeId").map(store -> store + "/" + app());
      case ODOO, NONE, PAYMENT_ORDER -> Optional.empty();
    };
  }

  /// The deployment's app at the platform that serves this shop.
  public String app() {
    return field("app").orElse(platform == Platform.SHOPIFY ? "shopify" : "lyra");
  }

  public Optional<String> field(String name) {
    return Optional.ofNullable(fields.get(name)).filter(value -> !value.isBlank());
  }
}
