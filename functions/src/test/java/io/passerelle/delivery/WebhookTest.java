package io.passerelle.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.edge.Hmac;
import io.passerelle.edge.Secret;
import io.passerelle.payment.Mode;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.SiteId;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WebhookTest {

  private static final Instant NOW = Instant.parse("2026-01-15T10:00:00.900Z");
  private static final byte[] BODY = "vads_amount=4990&é".getBytes(UTF_8);
  private static final Secret SECRET =
      Secret.of("whsec_" + Base64.getEncoder().encodeToString("k".repeat(32).getBytes(UTF_8)));

  private final Delivery delivery = delivery("SO1", 1, "URL#END_OF_PAYMENT#a");

  @Test
  void whatIsSignedIsTheIdTheTimeAndTheBytes() {
    Map<String, String> headers = Webhook.headers(delivery, NOW, BODY, List.of(SECRET));

    String signed = headers.get("webhook-id") + ".1768471200.vads_amount=4990&é";
    byte[] hmac = Hmac.sha256("k".repeat(32).getBytes(UTF_8), signed.getBytes(UTF_8));
    assertThat(headers)
        .containsEntry("webhook-timestamp", "1768471200")
        .containsEntry("passerelle-attempt", "1")
        .containsEntry("webhook-signature", "v1," + Base64.getEncoder().encodeToString(hmac))
        .hasSize(4);
  }

  @Test
  void eachAttemptOfAnEventHasItsIdAndItsOwnSignature() {
    Attempt failed =
        new Attempt(
            NOW,
            NOW,
            false,
            503,
            Optional.of("MAINTENANCE"),
            "",
            Optional.empty(),
            Timings.total(1));
    Map<String, String> first = Webhook.headers(delivery, NOW, BODY, List.of(SECRET));
    Map<String, String> second =
        Webhook.headers(delivery.after(failed, false), NOW.plusSeconds(900), BODY, List.of(SECRET));

    assertThat(second.get("webhook-id")).isEqualTo(first.get("webhook-id"));
    assertThat(second.get("webhook-signature")).isNotEqualTo(first.get("webhook-signature"));
    assertThat(second).containsEntry("passerelle-attempt", "2");
  }

  @Test
  void anEventHasOneIdAtEachUrlAndAnotherOneInEachOrder() {
    String id = Webhook.id(delivery);

    assertThat(Webhook.id(delivery("SO1", 2, "URL#END_OF_PAYMENT#b"))).isEqualTo(id);
    assertThat(Webhook.id(delivery("SO2", 1, "URL#END_OF_PAYMENT#a"))).isNotEqualTo(id);
    assertThat(id).matches("evt_[A-Za-z0-9_-]{22}");
  }

  @Test
  void eachSecretThatIsAcceptedSigns() {
    Secret old = Webhook.newSecret(new SecureRandom());

    Map<String, String> headers = Webhook.headers(delivery, NOW, BODY, List.of(SECRET, old));

    assertThat(headers.getOrDefault("webhook-signature", "").split(" "))
        .hasSize(2)
        .allMatch(one -> one.matches("v1,[A-Za-z0-9+/]{43}="))
        .doesNotHaveDuplicates();
  }

  @Test
  void aShopWithoutASecretGetsNoSignature() {
    assertThat(Webhook.headers(delivery, NOW, BODY, List.of()))
        .containsOnlyKeys("webhook-id", "webhook-timestamp", "passerelle-attempt");
  }

  @Test
  void aSecretHasThirtyTwoRandomBytes() {
    Secret one = Webhook.newSecret(new SecureRandom());

    assertThat(one.reveal()).matches("whsec_[A-Za-z0-9+/]{43}=");
    assertThat(one).isNotEqualTo(Webhook.newSecret(new SecureRandom()));
  }

  private static Delivery delivery(String order, long number, String target) {
    DeliveryId id = new DeliveryId(new OrderId(new SiteId("12345678"), order), number);
    Rule rule = Rules.none().of(RuleKind.END_OF_PAYMENT);
    return Delivery.of(id, Mode.TEST, rule, target, "2026#2N#2", "https://own.example", NOW);
  }
}
