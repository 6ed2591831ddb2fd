package io.passerelle.sandbox.shopify;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.web.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/// Sends session requests to the app, and again where it does not answer; `twice` sends each two
/// times at once, as was seen of Shopify.
final class SessionCaller {

  private static final String VERSION = "2026-07";
  private static final int TRIES_MAX = 3;
  private static final int ANSWER_MAX = 8_192;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final Sessions sessions;
  private final URI home;
  private volatile boolean twice;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(3))
          .followRedirects(Redirect.NEVER)
          .build();

  SessionCaller(Sessions sessions, URI home) {
    this.sessions = sessions;
    this.home = home;
  }

  void sendTwice(boolean on) {
    twice = on;
  }

  /// The session with where its buyer goes to pay; without, where the app does not take it.
  PaymentSession call(ShopifyShop shop, PaymentSession session, String locale) {
    String path = "/shopify/payment" + (session.way().isEmpty() ? "" : "/" + session.way());
    Optional<String> answer = posted(shop, path, Json.write(request(shop, session, locale)), 200);
    Optional<String> url =
        answer.map(text -> Json.read(text).path("redirect_url").asText()).filter(this::isUrl);
    return url.map(one -> sessions.change(session, found -> found.answeredWith(one)))
        .orElse(session);
  }

  OperationSession call(ShopifyShop shop, OperationSession session) {
    ObjectNode body =
        Json.object()
            .put("id", session.id())
            .put("gid", session.gid())
            .put("payment_id", session.payment());
    if (!session.amount().isEmpty()) {
      body.put("amount", session.amount()).put("currency", session.currency());
    }
    body.put("test", !shop.live())
        .put("merchant_locale", "en")
        .put("proposed_at", session.createdAt().toString());
    Optional<String> answer = posted(shop, session.kind().path(), Json.write(body), 201);
    return answer.isPresent()
        ? sessions.change(session, found -> found.answered(found.said()))
        : sessions.change(
            session,
            found -> found.told(OperationSession.State.REJECTED, "the app did not take it"));
  }

  private ObjectNode request(ShopifyShop shop, PaymentSession session, String locale) {
    ObjectNode body =
        Json.object()
            .put("id", session.id())
            .put("gid", session.gid())
            .put("group", session.checkout())
            .put("amount", session.amount())
            .put("currency", session.currency())
            .put("test", !shop.live())
            .put("merchant_locale", "en");
    body.putObject("payment_method")
        .put("type", "offsite")
        .putObject("data")
        .put(
            "cancel_url", home.resolve(shop.root() + "checkouts/" + session.checkout()).toString());
    body.put("proposed_at", session.createdAt().toString()).put("kind", session.kind());
    ObjectNode customer =
        body.putObject("customer").put("email", "buyer@shop.example").put("locale", locale);
    customer
        .putObject("billing_address")
        .put("given_name", "Zoé")
        .put("family_name", "Lefèvre-D'Œuf")
        .put("line1", "12 rue de l'Église")
        .put("city", "Toulouse")
        .put("postal_code", "31000")
        .put("country_code", "FR")
        .put("phone_number", "+33 5 61 00 00 00");
    return body;
  }

  private Optional<String> posted(ShopifyShop shop, String path, String body, int due) {
    for (int tries = 1; tries <= TRIES_MAX; tries++) {
      CompletableFuture<Optional<String>> second =
          twice
              ? CompletableFuture.supplyAsync(() -> post(shop, path, body, due))
              : CompletableFuture.completedFuture(Optional.empty());
      Optional<String> first = post(shop, path, body, due);
      Optional<String> answer = first.or(second::join);
      if (answer.isPresent()) {
        return answer;
      }
    }
    return Optional.empty();
  }

  private Optional<String> post(ShopifyShop shop, String path, String body, int due) {
    HttpRequest request =
        HttpRequest.newBuilder(home.resolve(path))
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .header("Shopify-Shop-Domain", shop.domain())
            .header("Shopify-Request-Id", UUID.randomUUID().toString())
            .header("Shopify-Api-Version", VERSION)
            .POST(BodyPublishers.ofString(body, UTF_8))
            .build();
    try {
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString(UTF_8));
      boolean taken = answer.statusCode() == due && answer.body().length() < ANSWER_MAX;
      return taken ? Optional.of(answer.body()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException(e));
    }
  }

  private boolean isUrl(String text) {
    return text.startsWith("https://") || text.startsWith(home.toString());
  }
}
