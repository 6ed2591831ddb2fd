package io.passerelle.store;

import static io.passerelle.store.Values.text;

import com.fasterxml.jackson.core.JsonGenerator;
import io.passerelle.aws.Table;
import io.passerelle.aws.Table.Row;
import io.passerelle.card.CardSubscription;
import io.passerelle.card.TokenId;
import io.passerelle.edge.Json;
import io.passerelle.payment.Mode;
import io.passerelle.payment.SiteId;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// The subscriptions of a token as one row beside it, and back: so that those of many tokens are
/// read at once.
final class CardSubscriptionItem {

  private static final String SORT = "SUBSCRIPTIONS#";

  private CardSubscriptionItem() {}

  static Table.Key key(TokenId id) {
    return new Table.Key(CardTokenItem.partition(id.mode(), id.token()), SORT + id.company());
  }

  static Row write(CardSubscriptions one) {
    return new Row(
        key(one.token()),
        one.version(),
        Json.object(json -> {
          json.writeArrayFieldStart("subscriptions");
          for (CardSubscription subscription : one.all()) {
            write(json, subscription);
          }
          json.writeEndArray();
        }));
  }

  private static void write(JsonGenerator json, CardSubscription one) throws IOException {
    json.writeStartObject();
    json.writeStringField("siteId", one.shop().value());
    json.writeStringField("id", one.id());
    json.writeNumberField("paid", one.paid());
    json.writeStringField("rule", one.rule());
    json.writeStringField("effect", one.effect().map(LocalDate::toString).orElse(""));
    write(json, "total", whole(one.total()));
    write(json, "amount", one.amount());
    write(json, "initial", one.initial());
    write(json, "initialTimes", whole(one.initialTimes()));
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, String name, OptionalLong number)
      throws IOException {
    if (number.isPresent()) {
      json.writeNumberField(name, number.getAsLong());
    }
  }

  static CardSubscriptions read(Row row) {
    String[] place = row.key().partition().split("#", 3);
    String company = row.key().sort().substring(SORT.length());
    return new CardSubscriptions(
        new TokenId(company, Mode.valueOf(place[1]), place[2]),
        Json.ours(row.document()).get("subscriptions").items().stream()
            .map(CardSubscriptionItem::read)
            .toList(),
        row.version());
  }

  private static CardSubscription read(Json json) {
    return new CardSubscription(
        new SiteId(text(json, "siteId")),
        text(json, "id"),
        json.get("paid").number().orElse(0L).intValue(),
        whole(number(json, "total")),
        text(json, "rule"),
        Optional.of(text(json, "effect")).filter(day -> !day.isEmpty()).map(LocalDate::parse),
        number(json, "amount"),
        number(json, "initial"),
        whole(number(json, "initialTimes")));
  }

  private static OptionalLong number(Json json, String name) {
    return json.get(name).number().map(OptionalLong::of).orElse(OptionalLong.empty());
  }

  private static OptionalLong whole(OptionalInt number) {
    return number.isPresent() ? OptionalLong.of(number.getAsInt()) : OptionalLong.empty();
  }

  private static OptionalInt whole(OptionalLong number) {
    return number.isPresent() ? OptionalInt.of((int) number.getAsLong()) : OptionalInt.empty();
  }
}
