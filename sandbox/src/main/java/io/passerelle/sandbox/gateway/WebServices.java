package io.passerelle.sandbox.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.state.JsonText;
import io.passerelle.sandbox.web.Site;
import io.passerelle.sandbox.web.WebReply;
import io.passerelle.sandbox.web.WebRequest;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The web services below `api-payment/V4/` (chapter 4): site id and password say which shop and
/// which mode; errors come with HTTP status 200 and status ERROR in the envelope.
final class WebServices implements Site {

  private static final String ROOT = "/sandbox/gateway/api-payment/V4/";
  private static final int TRANSACTIONS_MOST = 30;

  /// Rate limiting is an answer like others (chapter 4.1).
  static final WebReply THROTTLED =
      WebReply.json(
          200,
          "{\"status\":\"ERROR\",\"answer\":{\"errorCode\":\"PSP_099\",\"errorMessage\":\"too many"
              + " requests\",\"_type\":\"V4/WebService/WebServiceError\"},"
              + "\"_type\":\"V4/WebService/Response\"}");

  private final GatewayShops shops;
  private final Payments payments;
  private final KeptCards cards;
  private final MoneyServices money;
  private final Clock clock;

  WebServices(
      GatewayShops shops, Payments payments, KeptCards cards, MoneyServices money, Clock clock) {
    this.cards = cards;
    this.shops = shops;
    this.payments = payments;
    this.money = money;
    this.clock = clock;
  }

  /// Who calls: a shop in one of its modes.
  private record Caller(GatewayShop shop, Mode mode) {}

  @Override
  public WebReply answer(WebRequest request) {
    String service = request.path().substring(ROOT.length());
    Optional<Caller> caller = caller(request.headers().getOrDefault("authorization", ""));
    try {
      if (caller.isEmpty()) {
        throw new ServiceError("INT_905", "invalid login or private key");
      }
      return reply(service, caller, "SUCCESS", call(service, caller.get(), argument(request)));
    } catch (ServiceError e) {
      return reply(service, caller, "ERROR", e.answer());
    }
  }

  private ObjectNode call(String service, Caller caller, JsonNode argument) throws ServiceError {
    return switch (service) {
      case "Charge/SDKTest" -> test(argument);
      case "Transaction/Get" -> transaction(caller, argument);
      case "Order/Get" -> order(caller, argument);
      case "Token/Get" -> cards.get(caller.shop().siteId(), caller.mode(), argument);
      default ->
          money
              .call(service, caller.shop(), caller.mode(), argument)
              .orElseThrow(() -> new ServiceError("INT_901", "unknown web service"));
    };
  }

  private static ObjectNode test(JsonNode argument) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("value", argument.path("value").asText(""))
        .put("_type", "V4/Charge/SDKTest");
  }

  private ObjectNode transaction(Caller caller, JsonNode argument) throws ServiceError {
    String uuid = argument.path("uuid").asText("");
    Payment payment =
        payments
            .ofTransaction(uuid)
            .filter(found -> isOf(found, caller))
            .orElseThrow(() -> new ServiceError("PSP_010", "transaction not found"));
    ObjectNode node =
        TransactionAnswer.of(caller.shop(), payment, payment.transaction(uuid).orElseThrow());
    return node.put("_type", "V4/Transaction");
  }

  private ObjectNode order(Caller caller, JsonNode argument) throws ServiceError {
    String orderId = argument.path("orderId").asText("");
    String operation = argument.path("operationType").asText("");
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    var list = answer.putArray("transactions");
    for (Payment payment : payments.ofOrder(caller.shop().siteId(), caller.mode(), orderId)) {
      for (Transaction one : payment.transactions()) {
        if (operation.isEmpty() || operation.equals(one.operation().name())) {
          list.add(TransactionAnswer.of(caller.shop(), payment, one));
        }
      }
    }
    if (list.isEmpty()) {
      throw new ServiceError("PSP_010", "transaction not found");
    }
    if (list.size() > TRANSACTIONS_MOST) {
      throw new ServiceError("PSP_015", "more than " + TRANSACTIONS_MOST + " results");
    }
    return answer.put("_type", "V4/OrderTransactions");
  }

  private static boolean isOf(Payment payment, Caller caller) {
    return payment.siteId().equals(caller.shop().siteId()) && payment.mode() == caller.mode();
  }

  private static JsonNode argument(WebRequest request) throws ServiceError {
    try {
      JsonNode node = JsonText.tree(request.text());
      if (node.isObject()) {
        return node;
      }
    } catch (IllegalArgumentException e) {
      throw new ServiceError("INT_902", "the request is not JSON");
    }
    throw new ServiceError("INT_902", "the request is no JSON object");
  }

  private Optional<Caller> caller(String authorization) {
    String[] pair = credentials(authorization).split(":", 2);
    Optional<GatewayShop> shop = shops.find(pair[0]);
    if (shop.isPresent() && pair.length == 2 && !pair[1].isEmpty()) {
      for (Mode mode : List.of(Mode.TEST, Mode.PRODUCTION)) {
        if (Signature.same(pair[1], shop.get().keys(mode).rest())) {
          return Optional.of(new Caller(shop.get(), mode));
        }
      }
    }
    return Optional.empty();
  }

  private static String credentials(String authorization) {
    if (!authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
      return "";
    }
    try {
      return new String(Base64.getDecoder().decode(authorization.substring(6).trim()), UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private WebReply reply(
      String service, Optional<Caller> caller, String status, ObjectNode answer) {
    ObjectNode envelope = JsonNodeFactory.instance.objectNode();
    envelope.put("webService", service);
    envelope.put("version", "V4");
    envelope.put("applicationVersion", "6.0.0");
    envelope.put("status", status);
    envelope.set("answer", answer);
    envelope.put("ticket", Ids.uuid());
    envelope.put("serverDate", PaymentAnswer.date(clock.instant()));
    envelope.put("applicationProvider", provider(caller));
    envelope.putNull("metadata");
    envelope.put("mode", caller.map(one -> one.mode().name()).orElse("TEST"));
    envelope.putNull("serverUrl");
    return WebReply.json(
        200, TestCard.onTheWire(envelope.put("_type", "V4/WebService/Response").toString()));
  }

  private static String provider(Optional<Caller> caller) {
    String brand = caller.map(one -> one.shop().brand()).orElse("lyra");
    return brand.equals("systempay") ? "NPS" : brand.toUpperCase(Locale.ROOT);
  }
}
