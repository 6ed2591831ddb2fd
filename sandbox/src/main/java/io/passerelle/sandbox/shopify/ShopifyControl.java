package io.passerelle.sandbox.shopify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.shopify.OperationSession.Kind;
import io.passerelle.sandbox.web.Json;
import io.passerelle.sandbox.web.WebReply;
import io.passerelle.sandbox.web.WebRequest;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What people do in a shop, for tests and for the admin's buttons. A browser's form is led back to
/// the admin, a program reads JSON.
///
/// | call | does |
/// | --- | --- |
/// | `POST checkouts` `product=lamp&way=3x` | a checkout: `{"checkout", "session", "redirectUrl"}` |
/// | `POST checkouts` `…&checkout=…` | one more session of the same checkout |
/// | `GET sessions/{id}` | a payment session with what was asked after the sale |
/// | `POST sessions/{id}/refund` `amount=10.00`, `…/capture`, `…/void` | asks the app |
/// | `POST settings` `manualCapture=true&twice=true&challenge=2` | how the shop and Shopify behave |
/// | `POST webhooks` `topic=shop/redact&email=…` | sends one: `{"status"}` |
/// | `POST uninstall`, `GET install` | the app goes; `{"url"}` with which it comes back |
final class ShopifyControl {

  private final ShopifyShops shops;
  private final Sessions sessions;
  private final SessionCaller caller;
  private final Graphql graphql;
  private final Webhooks webhooks;
  private final AppDoor door;

  ShopifyControl(
      ShopifyShops shops,
      Sessions sessions,
      SessionCaller caller,
      Graphql graphql,
      Webhooks webhooks,
      AppDoor door) {
    this.shops = shops;
    this.sessions = sessions;
    this.caller = caller;
    this.graphql = graphql;
    this.webhooks = webhooks;
    this.door = door;
  }

  WebReply answer(ShopifyShop shop, String call, WebRequest request, Map<String, String> asked) {
    boolean post = request.method().equals("POST");
    if (call.startsWith("sessions/")) {
      String[] place = call.substring("sessions/".length()).split("/", 2);
      return sessions
          .payment(place[0])
          .filter(one -> one.domain().equals(shop.domain()))
          .map(one ->
              place.length == 1 || !post
                  ? WebReply.json(200, Json.write(json(one)))
                  : operation(shop, one, place[1], asked))
          .orElseGet(() -> error(404, "No such session"));
    }
    return switch ((post ? "POST " : "GET ") + call) {
      case "POST checkouts" -> checkout(shop, asked);
      case "POST settings" -> settings(shop, asked);
      case "POST webhooks" ->
          status(
              webhooks.send(shop, asked.getOrDefault("topic", ""), asked.getOrDefault("email", "")),
              shop,
              asked);
      case "POST uninstall" -> {
        shops.put(shop.uninstalled());
        yield status(webhooks.send(shop, "app/uninstalled", ""), shop, asked);
      }
      case "GET install" ->
          WebReply.json(200, Json.write(Json.object().put("url", door.install(shop))));
      case "POST install" -> WebReply.seeOther(door.install(shop));
      default -> error(404, "No such call");
    };
  }

  private WebReply checkout(ShopifyShop shop, Map<String, String> asked) {
    Optional<Price> price = Price.of(asked.getOrDefault("product", ""));
    String way = asked.getOrDefault("way", "");
    if (price.isEmpty() || !way.matches("|3x|4x")) {
      return error(400, "product=lamp, and way= of nothing, 3x or 4x");
    }
    String checkout = asked.getOrDefault("checkout", SimulatedShopify.newCheckout(price.get()));
    PaymentSession session =
        caller.call(
            shop,
            sessions.begin(shop, checkout, way, price.get()),
            asked.getOrDefault("lang", "en"));
    return WebReply.json(
        200,
        Json.write(
            Json.object()
                .put("checkout", checkout)
                .put("session", session.id())
                .put("redirectUrl", session.redirectUrl())));
  }

  /// Asks for no more than there is; more goes out with `force`, to see what the app says.
  private WebReply operation(
      ShopifyShop shop, PaymentSession payment, String word, Map<String, String> asked) {
    Optional<Kind> kind =
        List.of(Kind.values()).stream()
            .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(word))
            .findFirst();
    String amount = asked.getOrDefault("amount", payment.amount()).strip();
    boolean decimal = amount.matches("\\d{1,12}(\\.\\d{1,3})?");
    if (kind.isEmpty() || !decimal) {
      return error(400, "refund, capture or void, and an amount such as 10.00");
    }
    boolean tooMuch = kind.get() != Kind.VOID && isTooMuch(payment, kind.get(), amount);
    if (tooMuch && !asked.containsKey("force")) {
      return error(422, "More than there is");
    }
    OperationSession session = caller.call(shop, sessions.begin(payment, kind.get(), amount));
    return done(shop, asked, json(session));
  }

  private boolean isTooMuch(PaymentSession payment, Kind kind, String amount) {
    BigDecimal all = sessions.sum(payment, kind).add(Price.decimal(amount));
    return all.compareTo(Price.decimal(payment.amount())) > 0;
  }

  private WebReply settings(ShopifyShop shop, Map<String, String> asked) {
    if (asked.containsKey("manualCapture")) {
      shops.put(shop.capturing(asked.getOrDefault("manualCapture", "").equals("true")));
    }
    if (asked.containsKey("twice")) {
      caller.sendTwice(asked.getOrDefault("twice", "").equals("true"));
    }
    String challenge = asked.getOrDefault("challenge", "");
    if (challenge.matches("\\d{1,3}")) {
      graphql.challenge(Integer.parseInt(challenge));
    }
    return done(shop, asked, Json.object());
  }

  private WebReply status(int status, ShopifyShop shop, Map<String, String> asked) {
    return done(shop, asked, Json.object().put("status", status));
  }

  private static WebReply done(ShopifyShop shop, Map<String, String> asked, ObjectNode json) {
    return asked.containsKey("back")
        ? WebReply.seeOther(shop.root() + "admin?lang=" + asked.getOrDefault("lang", "en"))
        : WebReply.json(200, Json.write(json));
  }

  private ObjectNode json(PaymentSession session) {
    ObjectNode json =
        Json.object()
            .put("id", session.id())
            .put("checkout", session.checkout())
            .put("way", session.way())
            .put("amount", session.amount())
            .put("currency", session.currency())
            .put("kind", session.kind())
            .put("state", session.state().name())
            .put("said", session.said())
            .put("redirectUrl", session.redirectUrl());
    ArrayNode operations = json.putArray("operations");
    sessions.of(session).forEach(one -> operations.add(json(one)));
    return json;
  }

  private static ObjectNode json(OperationSession session) {
    return Json.object()
        .put("id", session.id())
        .put("kind", session.kind().name())
        .put("amount", session.amount())
        .put("state", session.state().name())
        .put("said", session.said());
  }

  private static WebReply error(int status, String message) {
    return WebReply.json(status, Json.write(Json.object().put("error", message)));
  }
}
