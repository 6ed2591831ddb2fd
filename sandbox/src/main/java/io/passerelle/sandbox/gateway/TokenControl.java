package io.passerelle.sandbox.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.state.JsonText;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// What happens to a kept card, and the notification about it (ITN, chapter 5.1), which is sent
/// once and never again.
public final class TokenControl {

  private final KeptCards cards;
  private final GatewayShops shops;
  private final Caller caller;
  private final Clock clock;

  TokenControl(KeptCards cards, GatewayShops shops, Caller caller, Clock clock) {
    this.cards = cards;
    this.shops = shops;
    this.caller = caller;
    this.clock = clock;
  }

  /// `{"event": "SUSPEND"|"REACTIVATE"|"RENEW"|"CLOSE"|"CANCEL", "lastFour", "expiryMonth",
  /// "expiryYear", "source", "merchantLegalId", "format": "JSON"|"FORM", "names":
  /// "NESTED"|"DOTTED", "twice", "lost"}` to `{"token", "networkStatus", "notification": {"url",
  /// "status", "body"}}`. A form's names always have dots. The status of a lost one is -1.
  public String event(String token, String json) {
    JsonNode asked = object(json);
    KeptCard card =
        cards.find(token).orElseThrow(() -> new BadRequest("no card is kept as " + token));
    KeptCard after = after(card, asked);
    cards.put(after);
    GatewayShop shop = shops.find(card.siteId()).orElseThrow();
    String url = URI.create(shop.rule().notificationUrl()).resolve("/itn").toString();
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("token", token).put("networkStatus", after.networkStatus());
    ObjectNode notification = answer.putObject("notification").put("url", url);
    notification.put("status", -1).put("body", "");
    int times = asked.path("lost").asBoolean() ? 0 : asked.path("twice").asBoolean() ? 2 : 1;
    for (int i = 0; i < times; i++) {
      Notice.Attempt attempt = send(url, fields(after, asked), asked);
      notification.put("status", attempt.status()).put("body", attempt.body());
    }
    return answer.toString();
  }

  private KeptCard after(KeptCard card, JsonNode asked) {
    return switch (asked.path("event").asText("")) {
      case "SUSPEND" -> card.network("SUSPENDED");
      case "REACTIVATE" -> card.network("ACTIVE").cancelled(null);
      case "CLOSE" -> card.network("DELETED");
      case "CANCEL" -> card.cancelled(clock.instant());
      case "RENEW" -> renewed(card, asked);
      default -> throw new BadRequest("event is SUSPEND, REACTIVATE, RENEW, CLOSE or CANCEL");
    };
  }

  private static KeptCard renewed(KeptCard card, JsonNode asked) {
    String lastFour = asked.path("lastFour").asText(card.lastFour());
    int month = asked.path("expiryMonth").asInt(card.expiryMonth());
    int year = asked.path("expiryYear").asInt(card.expiryYear() + 3);
    if (!lastFour.matches("[0-9]{4}") || month < 1 || month > 12 || year < 2000 || year > 2099) {
      throw new BadRequest("lastFour has four digits, and the expiry is a month of this century");
    }
    return card.renewed(lastFour, month, year);
  }

  private static Map<String, String> fields(KeptCard card, JsonNode asked) {
    Map<String, String> fields = new LinkedHashMap<>();
    if (asked.hasNonNull("merchantLegalId")) {
      fields.put("merchantLegalId", asked.path("merchantLegalId").asText());
    }
    fields.put("paymentMethodToken", card.token());
    fields.put("mode", card.mode().name());
    var cancelledAt = card.cancelledAt();
    fields.put("paymentMethodTokenStatus", cancelledAt == null ? "ACTIVE" : "CANCELLED");
    if (cancelledAt != null) {
      fields.put("cancellationDate", PaymentAnswer.date(cancelledAt));
    }
    fields.put("meansOfPayment.status", card.networkStatus());
    fields.put("meansOfPayment.method", card.brand());
    fields.put("card.lastFour", "XXXXXXXXXXXX" + card.lastFour());
    fields.put("card.expiryMonth", (card.expiryMonth() < 10 ? "0" : "") + card.expiryMonth());
    fields.put("card.expiryYear", Integer.toString(card.expiryYear()));
    fields.put("source", asked.path("source").asText("ISSUER"));
    return fields;
  }

  private Notice.Attempt send(String url, Map<String, String> fields, JsonNode asked) {
    if (asked.path("format").asText("JSON").equals("FORM")) {
      String form =
          fields.entrySet().stream()
              .map(one -> Envelope.encode(one.getKey()) + "=" + Envelope.encode(one.getValue()))
              .collect(Collectors.joining("&"));
      return caller.post(url, form.getBytes(UTF_8));
    }
    boolean dotted = asked.path("names").asText("NESTED").equals("DOTTED");
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    fields.forEach((name, value) -> {
      int dot = name.indexOf('.');
      if (dotted || dot < 0) {
        body.put(name, value);
      } else {
        body.withObject("/" + name.substring(0, dot)).put(name.substring(dot + 1), value);
      }
    });
    return caller.post(url, "application/json", body.toString().getBytes(UTF_8));
  }

  private static JsonNode object(String json) {
    try {
      JsonNode node = JsonText.tree(json);
      if (node.isObject()) {
        return node;
      }
    } catch (IllegalArgumentException e) {
      throw new BadRequest(String.valueOf(e.getMessage()));
    }
    throw new BadRequest("not a JSON object");
  }
}
