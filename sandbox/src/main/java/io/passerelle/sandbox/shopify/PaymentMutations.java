package io.passerelle.sandbox.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.shopify.Graphql.Said;
import io.passerelle.sandbox.shopify.PaymentSession.State;
import io.passerelle.sandbox.web.Json;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What the app may say of a payment session. Resolved and rejected are final and exclude each
/// other; the same again is a success and changes nothing.
final class PaymentMutations {

  private final Sessions sessions;
  private final Clock clock;
  private final URI home;

  PaymentMutations(Sessions sessions, Clock clock, URI home) {
    this.sessions = sessions;
    this.clock = clock;
    this.home = home;
  }

  Said said(ShopifyShop shop, String name, Map<String, JsonNode> given) {
    String gid = given.getOrDefault("id", Json.object()).asText();
    Optional<PaymentSession> found =
        sessions
            .payment(gid.substring(gid.lastIndexOf('/') + 1))
            .filter(one -> one.gid().equals(gid) && one.domain().equals(shop.domain()));
    if (found.isEmpty()) {
      return Said.error("Invalid global id '" + gid + "'");
    }
    if (!found.get().answered()) {
      return Said.error(
          "The payment session does not exist, or the response to start_payment_session request"
              + " has not been received.");
    }
    return switch (name) {
      case "paymentSessionResolve" -> resolve(shop, found.get(), given);
      case "paymentSessionReject" ->
          end(
              shop,
              found.get(),
              State.REJECTED,
              given.getOrDefault("reason", Json.object()).path("code").asText());
      default -> pending(shop, found.get(), given);
    };
  }

  private Said resolve(ShopifyShop shop, PaymentSession session, Map<String, JsonNode> given) {
    boolean dated = given.containsKey("authorizationExpiresAt");
    if (session.kind().equals("authorization") && !dated && !session.isFinal()) {
      return Said.error("authorizationExpiresAt is required for an authorization");
    }
    return end(
        shop,
        session,
        State.RESOLVED,
        session.kind().equals("authorization") ? "authorized" : "paid");
  }

  private Said end(ShopifyShop shop, PaymentSession session, State next, String word) {
    PaymentSession after =
        sessions.change(session, one -> one.isFinal() ? one : one.told(next, word));
    return after.state() == next
        ? Said.session(json(shop, after))
        : Said.error(
            "The payment session has already been "
                + after.state().name().toLowerCase(Locale.ROOT));
  }

  private Said pending(ShopifyShop shop, PaymentSession session, Map<String, JsonNode> given) {
    Instant expires = Instant.parse(given.getOrDefault("pendingExpiresAt", Json.object()).asText());
    if (!expires.isAfter(clock.instant())) {
      return Said.error("pendingExpiresAt must be in the future");
    }
    return end(shop, session, State.PENDING, given.getOrDefault("reason", Json.object()).asText());
  }

  private ObjectNode json(ShopifyShop shop, PaymentSession session) {
    ObjectNode json = Json.object().put("id", session.gid());
    json.putObject("state").put("code", session.state().name());
    json.putObject("nextAction")
        .put("action", "REDIRECT")
        .putObject("context")
        .put(
            "redirectUrl",
            home.resolve(shop.root() + "checkouts/" + session.checkout() + "/thanks").toString());
    return json;
  }
}
