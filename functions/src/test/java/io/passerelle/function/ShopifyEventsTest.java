package io.passerelle.function;

import static io.passerelle.function.ShopifyShop.redirectUrl;
import static io.passerelle.function.ShopifyShop.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.edge.Json;
import org.junit.jupiter.api.Test;

/// The recorded events of what Shopify and carts of the hosted protocol send: `events/`.
class ShopifyEventsTest {

  private final ShopifyShop shop = new ShopifyShop();

  @Test
  void aSessionRequestIsTaken() {
    Json reply =
        Bridge.run(new ShopifySessionFunction(shop.bridge.wiring), Bridge.event("shopify-session"));

    assertThat(status(reply)).isEqualTo(200);
    assertThat(redirectUrl(reply)).startsWith("https://pay.example.com/pay/");
  }

  @Test
  void aWebhookForgetsAShopsBuyers() {
    Bridge.run(new ShopifySessionFunction(shop.bridge.wiring), Bridge.event("shopify-session"));

    Json reply =
        Bridge.run(new ShopifyAppFunction(shop.bridge.wiring), Bridge.event("shopify-app"));

    assertThat(status(reply)).isEqualTo(200);
    assertThat(shop.bridge.stored().toString()).doesNotContain("zoe@example.org");
  }

  @Test
  void aHostedCheckoutGoesOnToPay() {
    shop.bridge.operator(
        """
        {"action":"saveShop","shop":{"siteId":"45678901","label":"Cart","brand":"lyra",
         "mode":"TEST","testKey":"1122334455667788","connection":{"platform":"shopify"}}}
        """);

    Json reply =
        Bridge.run(new HostedPaymentFunction(shop.bridge.wiring), Bridge.event("hosted-payment"));

    assertThat(status(reply)).isEqualTo(303);
  }

  @Test
  void anAddressThatIsNotShopifysIsNotSaved() {
    Json reply =
        shop.bridge.operator(
            """
            {"action":"saveShop","shop":{"siteId":"45678901","label":"Cart","brand":"lyra",
             "mode":"TEST","testKey":"1122334455667788",
             "connection":{"platform":"shopify","shopDomain":"evil.example"}}}
            """);

    assertThat(status(reply) == 0 ? reply.get("status").number().orElse(0L) : status(reply))
        .isEqualTo(422);
  }

  @Test
  void anAppIsSavedAndItsSecretNotToldAgain() {
    Json saved =
        shop.bridge.operator(
            """
            {"action":"saveApp","app":{"platform":"shopify","name":"shopify-3x",
             "clientId":"client-3","clientSecret":"hush"}}
            """);
    Json without =
        shop.bridge.operator(
            "{\"action\":\"saveApp\",\"app\":{\"platform\":\"shopify\",\"name\":\"other\"}}");

    assertThat(saved.get("status").number()).contains(200L);
    assertThat(saved.get("body").members())
        .containsOnlyKeys("platform", "name", "clientId", "secrets");
    assertThat(saved.get("body").get("secrets").number()).contains(1L);
    assertThat(without.get("status").number()).contains(422L);
  }
}
