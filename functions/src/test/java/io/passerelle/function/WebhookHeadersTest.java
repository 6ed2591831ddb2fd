package io.passerelle.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.delivery.Outgoing;
import io.passerelle.edge.Json;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Whom the bridge tells how often it has called, and with which secrets.
class WebhookHeadersTest {

  private static final String RULE =
      """
      {"action":"saveShop","shop":{"siteId":"12345678","rules":[
      {"kind":"END_OF_PAYMENT","label":"own","urlTest":"https://own.example/ipn"}]}}\
      """;

  private final Bridge bridge = new Bridge().withShop();

  @Test
  void aRulesUrlGetsThemAndTheShopsPlatformDoesNot() {
    bridge.operator(RULE);
    bridge.shopAnswers(200, 503);

    bridge.notification(Requests.notification("AUTHORISED"));
    bridge.work();
    bridge.minutesPass(15);

    assertThat(bridge.calls).hasSize(3);
    assertThat(bridge.calls.get(0).headers()).isEmpty();
    Outgoing first = bridge.calls.get(1);
    Outgoing second = bridge.calls.get(2);
    assertThat(first.headers()).containsEntry("passerelle-attempt", "1");
    assertThat(second.headers())
        .containsEntry("passerelle-attempt", "2")
        .containsEntry("webhook-id", first.headers().get("webhook-id"));
    assertThat(second.headers().get("webhook-timestamp"))
        .isGreaterThan(first.headers().get("webhook-timestamp"));
    assertThat(second.headers().get("webhook-signature"))
        .matches("v1,[^ ]+")
        .isNotEqualTo(first.headers().get("webhook-signature"));
  }

  @Test
  void theSecretIsToldOnceWhenARuleFirstHasAUrl() {
    Json first = bridge.operator(RULE).get("body");
    Json again = bridge.operator(RULE).get("body");
    Json shop = bridge.operator("{\"action\":\"shop\",\"siteId\":\"12345678\"}").get("body");

    assertThat(first.get("webhookSecret").text("")).startsWith("whsec_");
    assertThat(again.has("webhookSecret")).isFalse();
    assertThat(shop.has("webhookSecret")).isFalse();
    assertThat(shop.get("hasWebhookSecret").flag()).contains(true);
    assertThat(bridge.stored())
        .noneMatch(row -> row.document().contains(first.get("webhookSecret").text("")));
  }

  @Test
  void duringTheOverlapBothSecretsSign() {
    bridge.operator(RULE);
    bridge.operator("{\"action\":\"webhookSecret\",\"siteId\":\"12345678\"}");

    bridge.notification(Requests.notification("UNDER_VERIFICATION"));
    bridge.work();
    bridge.clock.moveTo(Bridge.START.plus(Duration.ofHours(25)));
    bridge.notification(Requests.notification("AUTHORISED"));
    bridge.work();

    assertThat(bridge.calls.get(1).headers().getOrDefault("webhook-signature", "").split(" "))
        .hasSize(2);
    assertThat(bridge.calls.get(3).headers().getOrDefault("webhook-signature", "").split(" "))
        .hasSize(1);
  }
}
