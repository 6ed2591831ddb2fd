package io.passerelle.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.edge.Hmac;
import io.passerelle.edge.Json;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.SiteId;
import io.passerelle.shop.ecwid.Sealed;
import io.passerelle.store.Shops;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/// The store 1003 of the recorded events, and what Ecwid sends of it.
final class EcwidTests {

  static final String TOKEN = "secret_OWN_TOKEN";
  static final OrderId ORDER = new OrderId(new SiteId("12345678"), "transaction_42");

  private EcwidTests() {}

  /// A bridge with the store's shop and, by it, the app.
  static Bridge bridge() {
    Bridge bridge = new Bridge();
    saveShop(bridge, "");
    return bridge;
  }

  static Json saveShop(Bridge bridge, String moreOfTheConnection) {
    return bridge.operator(
        """
        {"action": "saveShop", "shop": {"siteId": "12345678", "label": "Potager", "brand": "lyra",
         "company": "A", "mode": "TEST", "testKey": "1122334455667788",
         "restPassword": "testpassword_of_the_recorded_events",
         "connection": {"platform": "ecwid", "storeId": "1003", "token": "%s", "app": "lyra-own",
           "clientSecret": "%s"%s}}}
        """
            .formatted(TOKEN, Sealed.SECRET.reveal(), moreOfTheConnection));
  }

  static Shops.Entry shop(Bridge bridge) {
    return bridge.wiring.shops().find(ORDER.siteId()).orElseThrow();
  }

  static Json webhook(Bridge bridge, String eventId, String type, String entity) {
    return webhook(bridge, eventId, type, entity, signature(1234567, eventId));
  }

  static Json webhook(Bridge bridge, String eventId, String type, String entity, String signature) {
    String body =
        """
        {"eventId": "%s", "eventCreated": 1234567, "storeId": 1003, "entityId": "%s",
         "eventType": "%s", "data": {}}
        """
            .formatted(eventId, entity, type);
    return Bridge.run(
        new EcwidWebhookFunction(bridge.wiring),
        request(
            "POST",
            "/ecwid/webhooks",
            "app-name=lyra-own",
            "application/json",
            body,
            Map.of("x-ecwid-webhook-signature", signature)));
  }

  static String signature(long created, String eventId) {
    byte[] message = (created + "." + eventId).getBytes(UTF_8);
    return Base64.getEncoder().encodeToString(Hmac.sha256(Sealed.SECRET.bytes(), message));
  }

  /// What the control panel puts behind the `#`.
  static String frame(String storeId, String token, String language) {
    String json =
        "{\"store_id\": %s, \"lang\": \"%s\", \"access_token\": \"%s\", \"view_mode\": \"PAGE\"}";
    return HexFormat.of().formatHex(json.formatted(storeId, language, token).getBytes(UTF_8));
  }

  static Json post(Bridge bridge, String path, Map<String, String> fields) {
    String form = "application/x-www-form-urlencoded";
    return run(
        bridge,
        request(
            "POST", path, "app-name=lyra-own", form, Sealed.body(new TreeMap<>(fields)), Map.of()));
  }

  static Json get(Bridge bridge, String path, String query) {
    return run(bridge, request("GET", path, query, "", "", Map.of()));
  }

  private static Json run(Bridge bridge, String event) {
    return Bridge.run(new EcwidSettingsFunction(bridge.wiring), event);
  }

  static String request(
      String method,
      String path,
      String query,
      String contentType,
      String body,
      Map<String, String> headers) {
    return Json.object(json -> {
      json.writeStringField("rawPath", path);
      json.writeStringField("rawQueryString", query);
      json.writeObjectFieldStart("headers");
      json.writeStringField("content-type", contentType);
      json.writeStringField("host", "bridge.example");
      for (Map.Entry<String, String> header : headers.entrySet()) {
        json.writeStringField(header.getKey(), header.getValue());
      }
      json.writeEndObject();
      json.writeObjectFieldStart("requestContext");
      json.writeObjectFieldStart("http");
      json.writeStringField("method", method);
      json.writeEndObject();
      json.writeEndObject();
      json.writeStringField("body", body);
    });
  }

  static String profile(String storeId) {
    return """
    {"generalInfo": {"storeId": %s}, "settings": {"storeName": "Le Potager"},
     "formatsAndUnits": {"currency": "EUR"}}
    """
        .formatted(storeId);
  }
}
