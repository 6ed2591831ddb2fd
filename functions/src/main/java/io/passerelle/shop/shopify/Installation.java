package io.passerelle.shop.shopify;

import io.passerelle.edge.Json;
import io.passerelle.edge.JsonTree;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.edge.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// How an app is installed in a shop (OAuth 2.0, authorization code): where the merchant's browser
/// is sent, and what is asked for the code and, later, for the refresh token.
public record Installation(String clientId, Secret clientSecret) {

  static final String SCOPES = "write_payment_gateways,write_payment_sessions";

  private static final int TOKEN_LENGTH_MAX = 500;
  private static final long SECONDS_MAX = Duration.ofDays(3650).toSeconds();

  /// What Shopify gives for a code or a refresh token. A token without `expires` lasts until the
  /// app is uninstalled.
  public record Token(Secret access, Optional<Secret> refresh, Optional<Instant> expires) {}

  /// Where the merchant agrees. `base` is the shop's address, `https://….myshopify.com`.
  public String authorizeUrl(String base, String redirectUri, String state) {
    return base
        + "/admin/oauth/authorize?client_id="
        + encoded(clientId)
        + "&scope="
        + encoded(SCOPES)
        + "&redirect_uri="
        + encoded(redirectUri)
        + "&state="
        + encoded(state);
  }

  public static String tokenUrl(String base) {
    return base + "/admin/oauth/access_token";
  }

  /// Asks for a token that expires, since all will: a shop that gives one without an end may.
  public String codeRequest(String code) {
    Map<String, Object> body = credentials();
    body.put("code", code);
    body.put("expiring", 1L);
    return JsonTree.text(body);
  }

  public String refreshRequest(Secret refresh) {
    Map<String, Object> body = credentials();
    body.put("grant_type", "refresh_token");
    body.put("refresh_token", refresh.reveal());
    return JsonTree.text(body);
  }

  /// Reads the answer to either, or throws a [Rejection] that quotes nothing of it.
  public static Token token(int status, String text, Instant now) {
    Json answer = Json.parse(status == 200 ? text : "{}");
    Optional<Secret> access = secret(answer.get("access_token"));
    if (access.isEmpty()) {
      throw new Rejection(Reason.INVALID, "Shopify gave no token (HTTP " + status + ")");
    }
    Optional<Instant> expires =
        answer
            .get("expires_in")
            .number()
            .filter(seconds -> seconds > 0 && seconds < SECONDS_MAX)
            .map(now::plusSeconds);
    return new Token(access.get(), secret(answer.get("refresh_token")), expires);
  }

  private static Optional<Secret> secret(Json value) {
    return value
        .text()
        .filter(text -> text.matches("[!-~]{1," + TOKEN_LENGTH_MAX + "}"))
        .map(Secret::of);
  }

  private Map<String, Object> credentials() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("client_id", clientId);
    body.put("client_secret", clientSecret.reveal());
    return body;
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
