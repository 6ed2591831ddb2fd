package io.passerelle.store;

import com.fasterxml.jackson.core.JsonGenerator;
import io.passerelle.aws.Table;
import io.passerelle.aws.Table.Row;
import io.passerelle.edge.Json;
import io.passerelle.payment.Address;
import io.passerelle.payment.Buyer;
import io.passerelle.payment.Currency;
import io.passerelle.payment.Mode;
import io.passerelle.payment.Money;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.SiteId;
import io.passerelle.shop.Platform;
import io.passerelle.shop.Session;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A session beside its order, and where its token leads to.
final class SessionItem {

  static final String SORT = "SESSION";

  private SessionItem() {}

  static Table.Key key(OrderId id) {
    return new Table.Key(OrderItem.partition(id), SORT);
  }

  static Table.Key tokenKey(String token) {
    return new Table.Key("TOKEN#" + token, SORT);
  }

  static Row write(Session session) {
    return new Row(
        key(session.order()), session.version(), Json.object(json -> write(json, session)));
  }

  /// The row by which a new session is found from its token.
  static Row pointer(Session session) {
    OrderId order = session.order();
    String document =
        Json.object(json -> {
          json.writeStringField("siteId", order.siteId().toString());
          json.writeStringField("reference", order.reference());
        });
    return new Row(tokenKey(session.token()), 0, document);
  }

  static OrderId pointed(Row row) {
    Json json = Json.ours(row.document());
    return new OrderId(new SiteId(json.get("siteId").text("")), json.get("reference").text(""));
  }

  private static void write(JsonGenerator json, Session session) throws IOException {
    json.writeStringField("platform", session.platform().name());
    json.writeStringField("mode", session.mode().name());
    json.writeNumberField("amount", session.amount().minorUnits());
    json.writeStringField("currency", session.amount().currency().name());
    json.writeStringField("kind", session.kind().name());
    json.writeStringField("option", session.option());
    json.writeStringField("token", session.token());
    json.writeStringField("createdAt", session.createdAt().toString());
    json.writeObjectFieldStart("fields");
    for (Map.Entry<String, String> field : session.fields().entrySet()) {
      json.writeStringField(field.getKey(), field.getValue());
    }
    json.writeEndObject();
    Buyer buyer = session.buyer();
    write(
        json,
        "buyer",
        List.of(buyer.id(), buyer.email(), buyer.phone(), buyer.language(), buyer.sourceAddress()));
    write(json, "billing", texts(buyer.billing()));
    write(json, "shipping", texts(buyer.shipping()));
  }

  private static void write(JsonGenerator json, String name, List<String> texts)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  private static List<String> texts(Address address) {
    return List.of(
        address.givenName(),
        address.familyName(),
        address.company(),
        address.line1(),
        address.line2(),
        address.city(),
        address.zip(),
        address.state(),
        address.country(),
        address.phone());
  }

  static Session read(OrderId id, Row row) {
    Json json = Json.ours(row.document());
    List<String> buyer = texts(json, "buyer");
    Map<String, String> fields = new HashMap<>();
    json.get("fields").members().forEach((name, value) -> fields.put(name, value.text("")));
    return new Session(
        id,
        Platform.valueOf(json.get("platform").text("")),
        Mode.valueOf(json.get("mode").text("")),
        Money.of(
            json.get("amount").number().orElseThrow(),
            Currency.valueOf(json.get("currency").text(""))),
        Session.Kind.valueOf(json.get("kind").text("")),
        json.get("option").text(""),
        json.get("token").text(""),
        new Buyer(
            buyer.get(0),
            buyer.get(1),
            buyer.get(2),
            buyer.get(3),
            buyer.get(4),
            address(texts(json, "billing")),
            address(texts(json, "shipping"))),
        fields,
        Instant.parse(json.get("createdAt").text("")),
        row.version());
  }

  private static Address address(List<String> texts) {
    return new Address(
        texts.get(0),
        texts.get(1),
        texts.get(2),
        texts.get(3),
        texts.get(4),
        texts.get(5),
        texts.get(6),
        texts.get(7),
        texts.get(8),
        texts.get(9));
  }

  private static List<String> texts(Json json, String name) {
    return json.get(name).items().stream().map(item -> item.text("")).toList();
  }
}
