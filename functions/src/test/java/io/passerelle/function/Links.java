package io.passerelle.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.edge.Json;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/// Payment orders as a merchant makes them, and the browsers of their buyers.
final class Links {

  static final String SITE = "12345678";

  private final Bridge bridge;

  Links(Bridge bridge) {
    this.bridge = bridge;
  }

  /// A shop in TEST that has these settings.
  Links withSettings(String settings) {
    bridge.operator(
        """
        {"action": "saveShop", "shop": {"siteId": "12345678", "label": "Boutique d'Été",
         "connection": {"platform": "odoo", "url": "https://shop.example"},
         "testKey": "1122334455667788", "settings": %s}}\
        """
            .formatted(settings));
    return this;
  }

  /// What the operators' function answers to a creation with these fields.
  Json create(String fields) {
    return bridge.operator(
        "{\"action\":\"createPaymentOrder\",\"siteId\":\"12345678\"," + fields + "}");
  }

  /// A payment order of 49.90 EUR under the reference of [Bridge#ORDER]: the code of its link.
  String made() {
    return made("");
  }

  String made(String more) {
    Json answer = create("\"reference\":\"SO0042-1\",\"amount\":4990" + more);
    return code(answer.get("body").get("paymentOrders").items().getFirst());
  }

  static String code(Json order) {
    String link = order.get("link").text("");
    return link.substring(link.lastIndexOf('/') + 1);
  }

  Json seen() {
    return bridge
        .operator(
            "{\"action\":\"paymentOrder\",\"siteId\":\"12345678\",\"reference\":\"SO0042-1\"}")
        .get("body");
  }

  String status() {
    return seen().get("status").text("");
  }

  Json update(String what) {
    return bridge.operator(
        "{\"action\":\"updatePaymentOrder\",\"siteId\":\"12345678\",\"reference\":\"SO0042-1\","
            + what
            + "}");
  }

  Json call(String method, String code, String query, Optional<String> cookie) {
    return Bridge.run(
        new PaymentOrderFunction(bridge.wiring),
        event(method, "/t/", "code", code, query, cookie, "", "192.0.2.1"));
  }

  /// What API Gateway hands over of a browser's request.
  static String event(
      String method,
      String path,
      String parameter,
      String value,
      String query,
      Optional<String> cookie,
      String body,
      String from) {
    return Json.object(json -> {
      json.writeStringField("rawPath", path + value);
      json.writeStringField("rawQueryString", query);
      json.writeObjectFieldStart("headers");
      json.writeStringField("host", "bridge.example");
      json.writeStringField("x-forwarded-proto", "https");
      json.writeStringField("accept-language", "fr");
      json.writeEndObject();
      json.writeArrayFieldStart("cookies");
      if (cookie.isPresent()) {
        json.writeString(cookie.get());
      }
      json.writeEndArray();
      json.writeObjectFieldStart("requestContext");
      json.writeObjectFieldStart("http");
      json.writeStringField("method", method);
      json.writeStringField("sourceIp", from);
      json.writeEndObject();
      json.writeEndObject();
      json.writeObjectFieldStart("pathParameters");
      json.writeStringField(parameter, value);
      json.writeEndObject();
      json.writeStringField("body", Base64.getEncoder().encodeToString(body.getBytes(UTF_8)));
      json.writeBooleanField("isBase64Encoded", true);
    });
  }

  /// A buyer's browser, which keeps the cookie that it was given.
  final class Browser {
    private final String code;
    private final String from;
    private Optional<String> cookie = Optional.empty();

    Browser(String code, String from) {
      this.code = code;
      this.from = from;
    }

    /// Says that it is another.
    void takes(String other) {
      cookie = Optional.of(other);
    }

    Json open() {
      return open("");
    }

    Json open(String query) {
      return kept(call("GET", query, ""));
    }

    Json click() {
      return send("");
    }

    /// Sends the page's form with these fields.
    Json send(String fields) {
      return kept(call("POST", "", fields));
    }

    private Json call(String method, String query, String body) {
      return Bridge.run(
          new PaymentOrderFunction(bridge.wiring),
          event(method, "/t/", "code", code, query, cookie, body, from));
    }

    private Json kept(Json reply) {
      cookie =
          reply
              .get("headers")
              .get("set-cookie")
              .text()
              .map(set -> set.split(";", 2)[0])
              .or(() -> cookie);
      return reply;
    }

    /// Opens the link and clicks: the fields that go on to the gateway.
    Map<String, String> leave() {
      open();
      return Checkouts.inputs(click());
    }
  }

  Browser browser(String code) {
    return new Browser(code, "192.0.2.1");
  }

  /// One at another address.
  Browser browser(String code, String from) {
    return new Browser(code, from);
  }

  static String body(Json reply) {
    return reply.get("body").text("");
  }
}
