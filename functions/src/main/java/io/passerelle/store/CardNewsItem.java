package io.passerelle.store;

import static io.passerelle.store.Values.text;

import io.passerelle.aws.Table;
import io.passerelle.aws.Table.Due;
import io.passerelle.aws.Table.Row;
import io.passerelle.edge.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// An ITN as a row, and back. It goes some months after it came.
final class CardNewsItem {

  static final String KIND = "ITN";

  /// Where those stand that are not over. There are few: one bucket has room for them.
  static final String DUE = KIND + "#0";

  private static final String PREFIX = KIND + "#";
  private static final Duration KEPT = Duration.ofDays(180);

  private CardNewsItem() {}

  static Table.Key key(String id) {
    return new Table.Key(PREFIX + id, KIND);
  }

  static String id(Table.Key key) {
    return key.partition().substring(PREFIX.length());
  }

  static Row write(CardNews news) {
    String document =
        Json.object(json -> {
          json.writeStringField("at", news.at().toString());
          json.writeNumberField("place", news.place());
          json.writeStringField("provedBy", news.warrant().company());
          json.writeBooleanField("inRange", news.warrant().inRange());
          json.writeObjectFieldStart("fields");
          for (Map.Entry<String, String> field : news.fields().entrySet()) {
            json.writeStringField(field.getKey(), field.getValue());
          }
          json.writeEndObject();
          json.writeStringField("excerpt", news.excerpt());
          json.writeStringField("outcome", news.outcome());
          json.writeNumberField("tries", news.tries());
        });
    Optional<Due> due = news.due().map(at -> new Due(DUE, at));
    return new Row(
        key(news.id()), news.version(), document, due, Optional.of(news.at().plus(KEPT)));
  }

  static CardNews read(String id, Row row) {
    Json json = Json.ours(row.document());
    Map<String, String> fields = new LinkedHashMap<>();
    json.get("fields").members().forEach((name, value) -> fields.put(name, value.text("")));
    return new CardNews(
        id,
        Instant.parse(text(json, "at")),
        json.get("place").number().orElse(0L),
        new Warrant(json.get("provedBy").text(""), json.get("inRange").flag().orElse(false)),
        fields,
        json.get("excerpt").text(""),
        json.get("outcome").text(""),
        json.get("tries").number().orElse(0L).intValue(),
        row.due().map(Due::at),
        row.version());
  }
}
