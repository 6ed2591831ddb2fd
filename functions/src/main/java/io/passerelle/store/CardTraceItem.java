package io.passerelle.store;

import static io.passerelle.store.Values.text;

import io.passerelle.aws.Table;
import io.passerelle.aws.Table.Row;
import io.passerelle.card.TokenId;
import io.passerelle.edge.Json;
import io.passerelle.payment.Mode;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.SiteId;

/// What leads from an order to the cards that its buyer entered there, and from a card to the
/// visits by which its buyer came to change it: so that a person who is forgotten is forgotten
/// there too.
final class CardTraceItem {

  /// Before the token, among the rows of an order.
  static final String KEPT = "KEPTCARD#";

  private static final String VISIT = "VISIT#";

  private CardTraceItem() {}

  static Table.Key kept(OrderId order, TokenId token) {
    String sort = KEPT + token.mode() + "#" + token.token() + "#" + token.company();
    return new Table.Key(OrderItem.partition(order), sort);
  }

  static Row writeKept(OrderId order, TokenId token) {
    String document =
        Json.object(json -> {
          json.writeStringField("mode", token.mode().name());
          json.writeStringField("token", token.token());
          json.writeStringField("company", token.company());
        });
    return new Row(kept(order, token), 0, document);
  }

  static TokenId readKept(Row row) {
    Json json = Json.ours(row.document());
    return new TokenId(
        text(json, "company"), Mode.valueOf(text(json, "mode")), text(json, "token"));
  }

  /// Before each visit, among the rows of a token.
  static String visits(TokenId token) {
    return VISIT + token.company() + "#";
  }

  static Row writeVisit(TokenId token, OrderId order) {
    String document =
        Json.object(json -> {
          json.writeStringField("siteId", order.siteId().value());
          json.writeStringField("order", order.reference());
        });
    String partition = CardTokenItem.partition(token.mode(), token.token());
    return new Row(new Table.Key(partition, visits(token) + order.reference()), 0, document);
  }

  static OrderId readVisit(Row row) {
    Json json = Json.ours(row.document());
    return new OrderId(new SiteId(text(json, "siteId")), text(json, "order"));
  }
}
