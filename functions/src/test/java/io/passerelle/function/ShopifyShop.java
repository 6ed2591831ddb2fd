package io.passerelle.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.edge.Json;
import io.passerelle.edge.Secret;
import io.passerelle.payment.Order;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.SiteId;
import io.passerelle.shop.Platform;
import io.passerelle.shop.PlatformApp;
import io.passerelle.store.Apps;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A bridge with a shop of Shopify's: its requests, and what the bridge answers and says.
final class ShopifyShop {

  static final String DOMAIN = "lyra-own.myshopify.com";
  static final Secret SECRET = Secret.of("own-shopify-secret");
  static final OrderId ORDER = new OrderId(new SiteId("34567890"), "u0nwmSrNntjIWozmNslK5Tlq");

  static final String TAKEN =
      """
      {"data":{"paymentSessionResolve":{"paymentSession":{"id":"1","nextAction":
       {"action":"REDIRECT","context":{"redirectUrl":"https://lyra-own.myshopify.com/thanks"}}},
       "userErrors":[]}}}
      """;

  final Bridge bridge = new Bridge(Map.of("PUBLIC_URL", "https://pay.example.com"));

  ShopifyShop() {
    this(
        """
        {"platform":"shopify","shopDomain":"lyra-own.myshopify.com","accessToken":"shpat_1"}\
        """);
  }

  ShopifyShop(String connection) {
    Json saved =
        bridge.operator(
            """
            {"action":"saveShop","shop":{"siteId":"34567890","label":"Own","brand":"lyra",
             "mode":"TEST","testKey":"1122334455667788","algorithm":"HMAC-SHA-256",
             "restPassword":"testpassword_of_the_recorded_events",
             "connection":%s,"rules":[{"kind":"END_OF_PAYMENT","label":"End of payment",
             "active":true,"alertEmails":"boss@shop.example","replay":true}],
             "settings":{"instalments":[{"code":"3x"},{"code":"4x","minAmount":20000}]}}}
            """
                .formatted(connection));
    if (!saved.get("status").number().equals(java.util.Optional.of(200L))) {
      throw new IllegalStateException(saved.get("body").get("error").text(""));
    }
    new Apps(bridge.table, new KeysetSource(bridge.wiring.keyset(), bridge.clock))
        .save(new PlatformApp(Platform.SHOPIFY, "shopify", "client-1", List.of(SECRET), 0));
  }

  static String payment(String... changes) {
    String body =
        """
        {"id":"u0nwmSrNntjIWozmNslK5Tlq","gid":"gid://shopify/PaymentSession/u0nwmSrNntjIWozmNslK5Tlq",
         "group":"cart-1","amount":"49.90","currency":"EUR","test":true,"merchant_locale":"fr",
         "payment_method":{"type":"offsite","data":{"cancel_url":"https://lyra-own.myshopify.com/cancel"}},
         "proposed_at":"2026-01-15T10:00:00Z","kind":"sale","customer":{"email":"zoe@example.org",
         "locale":"fr","billing_address":{"given_name":"Zoé","family_name":"Müller","line1":"1 rue A",
         "city":"Lyon","postal_code":"69001","country_code":"FR"}}}
        """;
    for (int i = 0; i < changes.length; i += 2) {
      body = body.replace(changes[i], changes[i + 1]);
    }
    return body;
  }

  Json session(String path, String body) {
    return Bridge.run(
        new ShopifySessionFunction(bridge.wiring),
        event(
            "POST",
            path,
            "",
            Map.of(
                "content-type", "application/json",
                "shopify-shop-domain", DOMAIN,
                "shopify-api-version", "2026-07"),
            body));
  }

  Json webhook(String topic, String body, Map<String, String> headers) {
    Map<String, String> all = new TreeMap<>(headers);
    all.putIfAbsent("x-shopify-topic", topic);
    all.putIfAbsent("x-shopify-webhook-id", "b54557e4-bdd9-4b37-8a5f-bf7d70bcd043");
    return Bridge.run(
        new ShopifyAppFunction(bridge.wiring), event("POST", "/shopify/webhooks", "", all, body));
  }

  Json app(String method, String path, String query, Map<String, String> headers, String body) {
    return Bridge.run(
        new ShopifyAppFunction(bridge.wiring), event(method, path, query, headers, body));
  }

  /// The buyer follows the address that Shopify was given.
  Json pay(String redirectUrl) {
    String token = redirectUrl.substring(redirectUrl.lastIndexOf('/') + 1);
    String event =
        event("GET", "/pay/" + token, "", Map.of("host", "pay.example.com"), "")
            .replaceFirst("\\{", "{\"pathParameters\":{\"token\":\"" + token + "\"},");
    return Bridge.run(new PayFunction(bridge.wiring), event);
  }

  /// The gateway tells of the attempt that the buyer left with last.
  Json gatewayTells(String status, String... changes) {
    Order order = order();
    String[] all = new String[changes.length + 8];
    all[0] = "vads_site_id";
    all[1] = "34567890";
    all[2] = "vads_order_id";
    all[3] = order.id().reference();
    all[4] = "vads_trans_id";
    all[5] = order.starts().getLast().attempt().transactionId();
    all[6] = "vads_trans_uuid";
    all[7] = "0123456789abcdef0123456789abcde" + order.starts().size();
    System.arraycopy(changes, 0, all, 8, changes.length);
    return bridge.notification(Requests.notification(status, all));
  }

  Order order() {
    return bridge.ledger.order(ORDER).orElseThrow();
  }

  static String redirectUrl(Json reply) {
    return body(reply).get("redirect_url").text("");
  }

  static Json body(Json reply) {
    return Json.parse(reply.get("body").text("{}"));
  }

  static long status(Json reply) {
    return reply.get("statusCode").number().orElse(0L);
  }

  static String event(
      String method, String path, String query, Map<String, String> headers, String body) {
    return Json.object(json -> {
      json.writeStringField("version", "2.0");
      json.writeStringField("rawPath", path);
      json.writeStringField("rawQueryString", query);
      json.writeObjectFieldStart("headers");
      for (Map.Entry<String, String> header : headers.entrySet()) {
        if (!header.getKey().equals("cookie")) {
          json.writeStringField(header.getKey(), header.getValue());
        }
      }
      json.writeEndObject();
      json.writeArrayFieldStart("cookies");
      if (headers.containsKey("cookie")) {
        json.writeString(headers.getOrDefault("cookie", ""));
      }
      json.writeEndArray();
      json.writeObjectFieldStart("requestContext");
      json.writeObjectFieldStart("http");
      json.writeStringField("method", method);
      json.writeStringField("sourceIp", "203.0.113.7");
      json.writeEndObject();
      json.writeEndObject();
      json.writeStringField("body", Base64.getEncoder().encodeToString(body.getBytes(UTF_8)));
      json.writeBooleanField("isBase64Encoded", true);
    });
  }
}
