package io.passerelle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What Shopify wants to be forgotten can be, with the rights that the template gives.
class ShopifyRedactIT {

  private static final String SHOP = "/sandbox/shopify/atelier-bleu.myshopify.com/control/";

  @ParameterizedTest
  @ValueSource(strings = {"customers/redact", "shop/redact"})
  void whatIsToBeForgottenIs(String topic) {
    try (RunningSandbox sandbox = RunningSandbox.start()) {
      sandbox.http.postForm(SHOP + "checkouts", Map.of("product", "lamp", "way", ""));

      Http.Reply sent =
          sandbox.http.postForm(
              SHOP + "webhooks", Map.of("topic", topic, "email", "lea@buyer.example"));

      assertThat(sent.json().path("status").asInt()).as(sent.body()).isEqualTo(200);
    }
  }
}
