package io.passerelle.sandbox.ecwid;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.state.Drawer;
import io.passerelle.sandbox.web.Json;
import io.passerelle.sandbox.web.WebReply;
import io.passerelle.sandbox.web.WebRequest;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Ecwid's REST API (v3) below `/sandbox/ecwid/api/v3/{storeId}/`: the store's profile, its orders,
/// the app's storage. Each call needs the token that the store has now; 600 in a minute are taken.
final class RestApi {

  private static final int CALLS_PER_MINUTE = 600;
  private static final int VALUE_MOST = 1 << 20;
  private static final List<String> STATUSES =
      List.of(
          "AWAITING_PAYMENT", "PAID", "CANCELLED", "REFUNDED", "PARTIALLY_REFUNDED", "INCOMPLETE");

  private final EcwidOrders orders;
  private final Drawer storage;
  private final Webhooks webhooks;
  private final Clock clock;
  private final Map<String, Integer> calls = new HashMap<>();
  private long minute;

  RestApi(EcwidOrders orders, Drawer storage, Webhooks webhooks, Clock clock) {
    this.orders = orders;
    this.storage = storage;
    this.webhooks = webhooks;
    this.clock = clock;
  }

  WebReply answer(EcwidStore store, String path, WebRequest request) {
    String bearer =
        request.headers().getOrDefault("authorization", "").replaceFirst("^Bearer ", "");
    String token = bearer.isEmpty() ? request.query().getOrDefault("token", "") : bearer;
    if (!store.installed() || !token.equals(store.token())) {
      return error(403, "Your token is not valid or the app is not installed");
    }
    if (isTooMuch(store)) {
      return throttled();
    }
    if (path.equals("profile")) {
      return request.method().equals("GET") ? json(profile(store)) : error(405, "GET only");
    }
    if (path.startsWith("orders/")) {
      return order(store, path.substring("orders/".length()), request);
    }
    return path.equals("storage") || path.startsWith("storage/")
        ? storage(store, path.replaceFirst("^storage/?", ""), request)
        : error(404, "No such method");
  }

  static WebReply throttled() {
    WebReply reply = error(429, "Too many requests");
    Map<String, String> headers = new HashMap<>(reply.headers());
    headers.put("retry-after", "30");
    return new WebReply(429, headers, reply.body());
  }

  private synchronized boolean isTooMuch(EcwidStore store) {
    long now = clock.instant().getEpochSecond() / 60;
    if (now != minute) {
      minute = now;
      calls.clear();
    }
    return calls.merge(store.token(), 1, Integer::sum) > CALLS_PER_MINUTE;
  }

  private static ObjectNode profile(EcwidStore store) {
    ObjectNode profile = Json.object();
    profile.putObject("generalInfo").put("storeId", Long.parseLong(store.storeId()));
    profile.putObject("settings").put("storeName", store.name());
    profile.putObject("formatsAndUnits").put("currency", store.currency());
    return profile;
  }

  private WebReply order(EcwidStore store, String id, WebRequest request) {
    Optional<EcwidOrder> order = orders.find(store.storeId(), id);
    if (order.isEmpty()) {
      return error(404, "Order with such number is not found");
    }
    return switch (request.method()) {
      case "GET" -> json(order(order.get()));
      case "PUT" -> update(store, order.get(), request);
      default -> error(405, "GET or PUT only");
    };
  }

  private WebReply update(EcwidStore store, EcwidOrder order, WebRequest request) {
    JsonNode body;
    try {
      body = Json.read(request.text());
    } catch (UncheckedIOException e) {
      return error(400, "The body is not JSON");
    }
    String status = body.path("paymentStatus").asText(order.paymentStatus());
    if (!STATUSES.contains(status)) {
      return error(400, "Status value is not valid: " + status);
    }
    set(store, order, status, body.path("externalTransactionId").asText(""), "API");
    return json(Json.object().put("updateCount", 1));
  }

  /// Gives an order a status and lets the store's apps know.
  void set(EcwidStore store, EcwidOrder order, String status, String transaction, String by) {
    orders.change(
        order.storeId(), order.id(), one -> one.given(status, transaction, by, clock.instant()));
    ObjectNode data =
        Json.object()
            .put("orderId", order.id())
            .put("oldPaymentStatus", order.paymentStatus())
            .put("newPaymentStatus", status);
    webhooks.send(store, "order.updated", order.id(), data);
  }

  static ObjectNode order(EcwidOrder order) {
    return Json.object()
        .put("id", order.id())
        .put("referenceTransactionId", order.reference())
        .put("vendorOrderNumber", Long.toString(order.number()))
        .put("total", BigDecimal.valueOf(order.total(), 2))
        .put("email", order.email())
        .put("paymentStatus", order.paymentStatus())
        .put("externalTransactionId", order.externalTransactionId());
  }

  private WebReply storage(EcwidStore store, String key, WebRequest request) {
    String id = store.storeId() + "/" + key;
    return switch (request.method()) {
      case "GET" ->
          Optional.ofNullable(storage.all().get(id))
              .map(value -> json(Json.object().put("key", key).put("value", value)))
              .orElseGet(() -> error(404, "No such key"));
      case "POST", "PUT" -> {
        if (request.body().length > VALUE_MOST || key.isEmpty() || key.length() > 1_024) {
          yield error(400, "A key of 1024 characters and a value of 1 MB at most");
        }
        storage.put(id, request.text());
        yield json(Json.object().put("updateCount", 1));
      }
      case "DELETE" -> {
        storage.remove(id);
        yield json(Json.object().put("deleteCount", 1));
      }
      default -> error(405, "No such method");
    };
  }

  private static WebReply json(ObjectNode document) {
    return WebReply.json(200, Json.write(document));
  }

  private static WebReply error(int status, String message) {
    return WebReply.json(status, Json.write(Json.object().put("errorMessage", message)));
  }
}
