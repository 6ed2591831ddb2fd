package io.passerelle.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.delivery.DeliveryId;
import io.passerelle.edge.Rejection;
import io.passerelle.sandbox.web.Json;
import io.passerelle.sandbox.web.Site;
import io.passerelle.sandbox.web.WebReply;
import io.passerelle.sandbox.web.WebRequest;
import java.io.UncheckedIOException;
import java.util.List;

/// `GET /sandbox/api/orders/{siteId}/{orderId}`, `POST …/reconcile`, `…/refund`, `…/cancel`,
/// `…/capture` and `…/modify` below it, and `POST /sandbox/api/deliveries/{id}/resend`.
public final class OrderCalls implements Site {

  private static final String ORDERS = "/sandbox/api/orders/";
  private static final String DELIVERIES = "/sandbox/api/deliveries/";
  private static final String RESEND = "/resend";
  private static final String RECONCILE = "/reconcile";
  private static final List<String> OPERATIONS = List.of("refund", "cancel", "capture", "modify");

  private final Operator operator;

  public OrderCalls(Operator operator) {
    this.operator = operator;
  }

  @Override
  public WebReply answer(WebRequest request) {
    String path = request.path();
    if (path.startsWith(ORDERS) && request.method().equals("GET")) {
      return order(path.substring(ORDERS.length()));
    }
    if (path.startsWith(ORDERS) && path.endsWith(RECONCILE) && request.method().equals("POST")) {
      return reconcile(path.substring(ORDERS.length(), path.length() - RECONCILE.length()));
    }
    String action = path.substring(path.lastIndexOf('/') + 1);
    if (path.startsWith(ORDERS) && OPERATIONS.contains(action) && request.method().equals("POST")) {
      String place = path.substring(ORDERS.length(), path.length() - action.length() - 1);
      return operation(action, place, request);
    }
    if (path.startsWith(DELIVERIES) && path.endsWith(RESEND) && request.method().equals("POST")) {
      return resend(path.substring(DELIVERIES.length(), path.length() - RESEND.length()));
    }
    return error(404, "No such call");
  }

  private WebReply order(String place) {
    int slash = place.indexOf('/');
    return slash < 0
        ? error(404, "Say /{siteId}/{orderId}")
        : operator.order(place.substring(0, slash), place.substring(slash + 1)).reply();
  }

  /// `{"amount", "key"}`: without an amount all of it, without a key a request of its own.
  private WebReply operation(String action, String place, WebRequest request) {
    int slash = place.indexOf('/');
    if (slash < 0) {
      return error(404, "Say /{siteId}/{orderId}/" + action);
    }
    try {
      return Json.read(request.text().isBlank() ? "{}" : request.text()) instanceof ObjectNode asked
          ? operator
              .operate(action, place.substring(0, slash), place.substring(slash + 1), asked)
              .reply()
          : error(400, "A request is a JSON object");
    } catch (UncheckedIOException e) {
      return error(400, "The body is not JSON");
    }
  }

  private WebReply reconcile(String place) {
    int slash = place.indexOf('/');
    return slash < 0
        ? error(404, "Say /{siteId}/{orderId}/reconcile")
        : operator.reconcile(place.substring(0, slash), place.substring(slash + 1)).reply();
  }

  /// Answers the delivery as it is after the attempt.
  private WebReply resend(String id) {
    Operator.Answer answer = operator.resend(id);
    if (!answer.isOk()) {
      return answer.reply();
    }
    try {
      var order = DeliveryId.parse(id).order();
      JsonNode page = operator.order(order.siteId().value(), order.reference()).body();
      for (JsonNode delivery : page.path("deliveries")) {
        if (delivery.path("id").asText().equals(id)) {
          return WebReply.json(200, Json.write(delivery));
        }
      }
      return answer.reply();
    } catch (Rejection rejection) {
      return error(rejection.reason().status(), rejection.words());
    }
  }

  private static WebReply error(int status, String message) {
    return WebReply.json(status, Json.write(Json.object().put("error", message)));
  }
}
