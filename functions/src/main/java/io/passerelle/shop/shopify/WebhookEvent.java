package io.passerelle.shop.shopify;

import io.passerelle.edge.Json;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/// What a webhook tells, of those that an app for payments is sent: that it was uninstalled, and
/// what the law gives to persons. The shop is the one that stands in the signed body.
public sealed interface WebhookEvent {

  ShopDomain shop();

  /// The token is dead. One that was sent before the latest installation tells of an earlier one.
  record Uninstalled(ShopDomain shop, Optional<Instant> at) implements WebhookEvent {}

  /// A customer asks what is kept of them.
  record DataAsked(ShopDomain shop, String customer, String email, String phone)
      implements WebhookEvent {}

  /// A customer is to be forgotten.
  record CustomerForgotten(ShopDomain shop, String email, String phone) implements WebhookEvent {}

  /// All of a shop's customers are to be forgotten, two days after the app was uninstalled.
  record ShopForgotten(ShopDomain shop) implements WebhookEvent {}

  /// Of a verified body; empty for a topic that nothing follows from. `at` is when Shopify noticed
  /// it.
  static Optional<WebhookEvent> of(String topic, String body, String at) {
    Json json = Json.parse(body);
    Json customer = json.get("customer");
    String email = customer.get("email").text("");
    String phone = customer.get("phone").text("");
    return switch (topic) {
      case "app/uninstalled" -> {
        ShopDomain shop = shop(json, "myshopify_domain");
        yield Optional.of(new Uninstalled(shop, instant(at)));
      }
      case "customers/data_request" ->
          Optional.of(
              new DataAsked(
                  shop(json, "shop_domain"),
                  customer.get("id").number().map(String::valueOf).orElse(""),
                  email,
                  phone));
      case "customers/redact" ->
          Optional.of(new CustomerForgotten(shop(json, "shop_domain"), email, phone));
      case "shop/redact" -> Optional.of(new ShopForgotten(shop(json, "shop_domain")));
      default -> Optional.empty();
    };
  }

  private static ShopDomain shop(Json json, String field) {
    return json.get(field)
        .text()
        .flatMap(ShopDomain::parse)
        .orElseThrow(() -> Texts.invalid(field));
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }
}
