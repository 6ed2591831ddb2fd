package io.passerelle.sandbox.shopify;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.passerelle.sandbox.web.Json;
import io.passerelle.sandbox.web.WebReply;
import io.passerelle.sandbox.web.WebRequest;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// Where a merchant installs the app: Shopify signs what it sends the browser on with, and gives a
/// token for the code that it sent, once.
final class AppDoor {

  private static final long TIMESTAMP = 1_768_471_200L;
  private static final int MOST = 1_000;

  private final ShopifyShops shops;
  private final URI home;
  private final SecureRandom random = new SecureRandom();

  /// Codes and refresh tokens that were given and not used, with their shop.
  private final Map<String, String> given = new ConcurrentHashMap<>();

  AppDoor(ShopifyShops shops, URI home) {
    this.shops = shops;
    this.home = home;
  }

  /// The app's address as Shopify opens it for a merchant.
  String install(ShopifyShop shop) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("shop", shop.domain());
    query.put("timestamp", Long.toString(TIMESTAMP));
    return home.resolve("/shopify/install") + "?" + signed(shop, query);
  }

  /// The merchant agrees at once.
  WebReply authorize(ShopifyShop shop, Map<String, String> asked) {
    String redirect = asked.getOrDefault("redirect_uri", "");
    if (!redirect.startsWith(home.toString()) || asked.getOrDefault("state", "").isEmpty()) {
      return WebReply.text(400, "Oauth error invalid_request: redirect_uri");
    }
    Map<String, String> query = new LinkedHashMap<>();
    query.put("code", note(shop));
    query.put("shop", shop.domain());
    query.put("state", asked.getOrDefault("state", ""));
    query.put("timestamp", Long.toString(TIMESTAMP));
    return WebReply.seeOther(redirect + "?" + signed(shop, query));
  }

  WebReply token(ShopifyShop shop, WebRequest request) {
    JsonNode body;
    try {
      body = Json.read(request.text());
    } catch (UncheckedIOException e) {
      return WebReply.json(400, "{\"error\":\"invalid_request\"}");
    }
    String key = body.path("code").asText(body.path("refresh_token").asText());
    boolean right = body.path("client_secret").asText().equals(shop.clientSecret());
    if (!right || !shop.domain().equals(given.getOrDefault(key, ""))) {
      return WebReply.json(400, "{\"error\":\"invalid_request\"}");
    }
    given.remove(key);
    String token = "shpat_" + hex();
    shops.put(shop.withToken(token));
    return WebReply.json(
        200,
        Json.write(
            Json.object()
                .put("access_token", token)
                .put("scope", "write_payment_gateways,write_payment_sessions")
                .put("expires_in", 3_600)
                .put("refresh_token", note(shop))));
  }

  private String note(ShopifyShop shop) {
    String code = hex();
    if (given.size() < MOST) {
      given.put(code, shop.domain());
    }
    return code;
  }

  private String signed(ShopifyShop shop, Map<String, String> query) {
    String message =
        new TreeMap<>(query)
            .entrySet().stream()
                .map(one -> one.getKey() + "=" + one.getValue())
                .collect(Collectors.joining("&"));
    query.put("hmac", HexFormat.of().formatHex(Seal.hmac(shop.clientSecret(), message)));
    return query.entrySet().stream()
        .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }

  private String hex() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
