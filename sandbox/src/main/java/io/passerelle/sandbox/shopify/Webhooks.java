package io.passerelle.sandbox.shopify;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.time.Agenda;
import io.passerelle.sandbox.web.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/// Sends webhooks, signed over their bytes, and again up to eight times within four hours.
final class Webhooks {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final List<Duration> WAITS =
      List.of(
          Duration.ofSeconds(30),
          Duration.ofMinutes(2),
          Duration.ofMinutes(10),
          Duration.ofMinutes(20),
          Duration.ofMinutes(30),
          Duration.ofMinutes(45),
          Duration.ofMinutes(60),
          Duration.ofMinutes(70));

  private final Clock clock;
  private final Agenda agenda;
  private final URI home;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(1))
          .build();

  Webhooks(Clock clock, Agenda agenda, URI home) {
    this.clock = clock;
    this.agenda = agenda;
    this.home = home;
  }

  /// Answers the status of the first try.
  int send(ShopifyShop shop, String topic, String email) {
    ObjectNode body = Json.object().put("shop_id", 954_889);
    if (topic.equals("app/uninstalled")) {
      body.put("myshopify_domain", shop.domain());
    } else {
      body.put("shop_domain", shop.domain());
    }
    if (topic.startsWith("customers/")) {
      body.putObject("customer").put("id", 191_167).put("email", email).put("phone", "");
    }
    return attempt(shop, topic, Json.write(body), UUID.randomUUID().toString(), clock.instant(), 0);
  }

  private int attempt(
      ShopifyShop shop, String topic, String body, String id, Instant at, int tried) {
    int status = posted(shop, topic, body, id, at);
    if (status != 200 && tried < WAITS.size()) {
      agenda.at(
          clock.instant().plus(WAITS.get(tried)),
          () -> attempt(shop, topic, body, id, at, tried + 1));
    }
    return status;
  }

  private int posted(ShopifyShop shop, String topic, String body, String id, Instant at) {
    String signature = Base64.getEncoder().encodeToString(Seal.hmac(shop.clientSecret(), body));
    HttpRequest request =
        HttpRequest.newBuilder(home.resolve("/shopify/webhooks"))
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .header("X-Shopify-Topic", topic)
            .header("X-Shopify-Hmac-Sha256", signature)
            .header("X-Shopify-Shop-Domain", shop.domain())
            .header("X-Shopify-Webhook-Id", id)
            .header("X-Shopify-Triggered-At", at.toString())
            .POST(BodyPublishers.ofString(body, UTF_8))
            .build();
    try {
      return client.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }
}
