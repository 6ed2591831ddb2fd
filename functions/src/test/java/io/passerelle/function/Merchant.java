package io.passerelle.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.passerelle.edge.Json;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/// A merchant's program that calls web services with a site id and a password.
final class Merchant {

  static final String TEST = "testpassword_of_the_recorded_events";
  static final String PRODUCTION = "prodpassword_of_the_recorded_events";

  private final Bridge bridge;
  private final Map<String, String> headers = new HashMap<>();
  private String address = "192.0.2.1";

  Merchant(Bridge bridge) {
    this.bridge = bridge;
    with("content-type", "application/json");
    signedIn("12345678", TEST);
  }

  /// What came back: the HTTP status, the headers and the body.
  record Reply(long status, Json headers, String text) {

    Json body() {
      return Json.parse(text);
    }
  }

  /// A shop with a password in each mode.
  static Bridge shop(Bridge bridge, String siteId) {
    bridge.operator(
        """
        {"action": "saveShop", "shop": {"siteId": "%s", "label": "Boutique", "mode": "TEST",
         "connection": {"platform": "odoo", "url": "https://shop.example"},
         "testKey": "1122334455667788", "testRestPassword": "%s",
         "productionKey": "8877665544332211", "productionRestPassword": "%s",
         "settings": {"timeZone": "Europe/Paris"}}}\
        """
            .formatted(siteId, TEST, PRODUCTION));
    return bridge;
  }

  Merchant signedIn(String siteId, String password) {
    byte[] pair = (siteId + ":" + password).getBytes(UTF_8);
    return with("authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
  }

  Merchant with(String header, String value) {
    headers.put(header, value);
    return this;
  }

  Merchant without(String header) {
    headers.remove(header);
    return this;
  }

  Merchant from(String address) {
    this.address = address;
    return this;
  }

  /// Calls one of the gateway's web services.
  Reply gateway(String service, String body) {
    return call(
        GatewayServicesFunction::new,
        "POST",
        "/api-payment/V4/" + service,
        "",
        Map.of("service", service),
        body);
  }

  static final String ORDERS = "/api/payment-orders";

  Reply post(String body) {
    return call(PaymentOrderApiFunction::new, "POST", ORDERS, "", Map.of(), body);
  }

  Reply get(String query) {
    return call(PaymentOrderApiFunction::new, "GET", ORDERS, query, Map.of(), "");
  }

  Reply read(String reference) {
    Map<String, String> parameters = Map.of("reference", reference);
    String path = ORDERS + "/" + reference;
    return call(PaymentOrderApiFunction::new, "GET", path, "", parameters, "");
  }

  Reply act(String reference, String body) {
    Map<String, String> parameters = Map.of("reference", reference);
    String path = ORDERS + "/" + reference + "/actions";
    return call(PaymentOrderApiFunction::new, "POST", path, "", parameters, body);
  }

  Reply call(
      Function<Wiring, RequestStreamHandler> function,
      String method,
      String path,
      String query,
      Map<String, String> parameters,
      String body) {
    String event =
        Json.object(json -> {
          json.writeStringField("rawPath", path);
          json.writeStringField("rawQueryString", query);
          json.writeObjectFieldStart("headers");
          json.writeStringField("host", "bridge.example");
          for (Map.Entry<String, String> header : headers.entrySet()) {
            json.writeStringField(header.getKey(), header.getValue());
          }
          json.writeEndObject();
          json.writeObjectFieldStart("requestContext");
          json.writeObjectFieldStart("http");
          json.writeStringField("method", method);
          json.writeStringField("sourceIp", address);
          json.writeEndObject();
          json.writeEndObject();
          json.writeObjectFieldStart("pathParameters");
          for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            json.writeStringField(parameter.getKey(), parameter.getValue());
          }
          json.writeEndObject();
          json.writeStringField("body", body);
          json.writeBooleanField("isBase64Encoded", false);
        });
    Json reply = Bridge.run(function.apply(bridge.wiring), event);
    return new Reply(
        reply.get("statusCode").number().orElse(0L),
        reply.get("headers"),
        reply.get("body").text(""));
  }
}
