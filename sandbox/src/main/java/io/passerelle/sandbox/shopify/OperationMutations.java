package io.passerelle.sandbox.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.shopify.Graphql.Said;
import io.passerelle.sandbox.shopify.OperationSession.State;
import io.passerelle.sandbox.web.Json;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What the app may say of a refund, a capture or a void: that it was done, or that it was not,
/// once.
final class OperationMutations {

  private final Sessions sessions;

  OperationMutations(Sessions sessions) {
    this.sessions = sessions;
  }

  Said said(ShopifyShop shop, String name, Map<String, JsonNode> given) {
    String gid = given.getOrDefault("id", Json.object()).asText();
    Optional<OperationSession> found =
        sessions
            .operation(gid.substring(gid.lastIndexOf('/') + 1))
            .filter(one -> one.gid().equals(gid) && one.domain().equals(shop.domain()))
            .filter(one -> name.startsWith(one.kind().name().toLowerCase(Locale.ROOT)));
    if (found.isEmpty()) {
      return Said.error("Invalid global id '" + gid + "'");
    }
    if (!found.get().answered()) {
      return Said.error("The response to the session request has not been received.");
    }
    State next = name.endsWith("Resolve") ? State.RESOLVED : State.REJECTED;
    String word = given.getOrDefault("reason", Json.object()).path("merchantMessage").asText("");
    OperationSession after =
        sessions.change(found.get(), one -> one.isFinal() ? one : one.told(next, word));
    if (after.state() != next) {
      return Said.error(
          "The session has already been " + after.state().name().toLowerCase(Locale.ROOT));
    }
    ObjectNode json = Json.object().put("id", after.gid());
    json.putObject("state").put("code", after.state().name());
    return Said.session(json);
  }
}
