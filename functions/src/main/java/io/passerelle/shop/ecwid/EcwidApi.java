package io.passerelle.shop.ecwid;

import io.passerelle.edge.Json;
import io.passerelle.edge.Secret;
import io.passerelle.shop.Connection;
import io.passerelle.shop.PlatformRequest;
import java.util.Map;
import java.util.Optional;

/// The calls of Ecwid's REST API (v3) that are made here, with the store's token.
///
/// The token goes in the header: the older `?token=` would stand in every log on the way.
public record EcwidApi(String base, String storeId, Secret token) {

  private static final String JSON = "application/json; charset=utf-8";

  /// Without a token, as after the app was uninstalled, Ecwid refuses every call.
  public static EcwidApi of(Connection connection) {
    return new EcwidApi(
        EcwidHosts.api(connection),
        connection.field("storeId").orElse(""),
        connection.secrets().getOrDefault("token", Secret.of("")));
  }

  /// Who the store is: what a token is tried with.
  public PlatformRequest profile() {
    return call("GET", "/profile", "");
  }

  public PlatformRequest order(String reference) {
    return call("GET", "/orders/" + reference, "");
  }

  /// Sets how far an order is paid. Setting what is set already does no harm.
  PlatformRequest pay(String reference, EcwidStatus status, Optional<String> transaction) {
    return call(
        "PUT",
        "/orders/" + reference,
        Json.object(json -> {
          json.writeStringField("paymentStatus", status.name());
          if (transaction.isPresent()) {
            json.writeStringField("externalTransactionId", transaction.get());
          }
        }));
  }

  private PlatformRequest call(String method, String path, String body) {
    Secret authorization = Secret.of("Bearer " + token.reveal());
    return new PlatformRequest(
        method, base + "/" + storeId + path, JSON, Map.of("Authorization", authorization), body);
  }
}
