package io.passerelle.store;

import static io.passerelle.store.Values.text;

import com.fasterxml.jackson.core.JsonGenerator;
import io.passerelle.aws.Table;
import io.passerelle.aws.Table.Row;
import io.passerelle.card.TokenId;
import io.passerelle.edge.Json;
import io.passerelle.payment.Mode;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.SiteId;
import java.io.IOException;

/// What leads from an order to the cards that its buyer entered there or paid it with, and from a
/// card to the visits by which its holder came to change it: so that a person who is forgotten is
/// forgotten there too.
///
/// Each says by which order the card that was there had been `entered`, since a token may pass to
/// another person. Where that is not written, it is the order itself.
final class CardTraceItem {

  /// Before the token, among the rows of an order.
  static final String KEPT = "KEPTCARD#";

  private static final String VISIT = "VISIT#";

  /// A card that an order led to.
  record Kept(TokenId token, OrderId entered) {}

  /// An order by which the holder of a card came to change it.
  record Visit(OrderId order, OrderId entered) {}

  private CardTraceItem() {}

  static Table.Key kept(OrderId order, TokenId token) {
    String sort = KEPT + token.mode() + "#" + token.token() + "#" + token.company();
    return new Table.Key(OrderItem.partition(order), sort);
  }

  static Row writeKept(TokenId token, OrderId order, OrderId entered) {
    String document =
        Json.object(json -> {
          json.writeStringField("mode", token.mode().name());
          json.writeStringField("token", token.token());
          json.writeStringField("company", token.company());
          writeEntered(json, entered);
        });
    return new Row(kept(order, token), 0, document);
  }

  static Kept readKept(OrderId order, Row row) {
    Json json = Json.ours(row.document());
    TokenId token =
        new TokenId(text(json, "company"), Mode.valueOf(text(json, "mode")), text(json, "token"));
    return new Kept(token, entered(json, order));
  }

  /// Before each visit, among the rows of a token.
  static String visits(TokenId token) {
    return VISIT + token.company() + "#";
  }

  static Row writeVisit(TokenId token, OrderId order, OrderId entered) {
    String document =
        Json.object(json -> {
          json.writeStringField("siteId", order.siteId().value());
          json.writeStringField("order", order.reference());
          writeEntered(json, entered);
        });
    String partition = CardTokenItem.partition(token.mode(), token.token());
    return new Row(new Table.Key(partition, visits(token) + order.reference()), 0, document);
  }

  static Visit readVisit(Row row) {
    Json json = Json.ours(row.document());
    OrderId order = new OrderId(new SiteId(text(json, "siteId")), text(json, "order"));
    return new Visit(order, entered(json, order));
  }

  private static void writeEntered(JsonGenerator json, OrderId entered) throws IOException {
    json.writeObjectFieldStart("entered");
    json.writeStringField("siteId", entered.siteId().value());
    json.writeStringField("order", entered.reference());
    json.writeEndObject();
  }

  private static OrderId entered(Json json, OrderId otherwise) {
    Json entered = json.get("entered");
    return entered
        .get("order")
        .text()
        .map(reference -> new OrderId(new SiteId(text(entered, "siteId")), reference))
        .orElse(otherwise);
  }
}
