package io.passerelle.store;

import static io.passerelle.store.Values.text;

import com.fasterxml.jackson.core.JsonGenerator;
import io.passerelle.aws.Table;
import io.passerelle.aws.Table.Row;
import io.passerelle.edge.Json;
import io.passerelle.payment.Mode;
import io.passerelle.payment.SiteId;
import io.passerelle.store.CardMonth.Written;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Optional;

/// A month's work with kept cards as a row, and back: the months of a company and a mode stand side
/// by side. It goes some years after.
final class CardMonthItem {

  private static final String PREFIX = "CARDMONTH#";
  private static final Duration KEPT = Duration.ofDays(1_100);

  private CardMonthItem() {}

  static Table.Key key(CardMonth.Id id) {
    return new Table.Key(partition(id.company(), id.mode()), id.month().toString());
  }

  static String partition(String company, Mode mode) {
    return PREFIX + mode + "#" + company;
  }

  static Row write(CardMonth one) {
    return new Row(
        key(one.id()),
        one.version(),
        Json.object(json -> write(json, one)),
        Optional.empty(),
        Optional.of(one.begun().plus(KEPT)));
  }

  private static void write(JsonGenerator json, CardMonth one) throws IOException {
    json.writeStringField("begun", one.begun().toString());
    json.writeStringField("ended", one.ended().map(Instant::toString).orElse(""));
    json.writeArrayFieldStart("files");
    for (Written file : one.files()) {
      json.writeStartObject();
      json.writeStringField("siteId", file.shop().map(SiteId::value).orElse(""));
      json.writeStringField("name", file.name());
      json.writeStringField("key", file.key());
      json.writeStringField("at", file.at().toString());
      json.writeNumberField("details", file.details());
      json.writeNumberField("left", file.left());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static CardMonth read(Row row) {
    Json json = Json.ours(row.document());
    String[] place = row.key().partition().split("#", 3);
    return new CardMonth(
        new CardMonth.Id(place[2], Mode.valueOf(place[1]), YearMonth.parse(row.key().sort())),
        Instant.parse(text(json, "begun")),
        json.get("ended").text().filter(at -> !at.isEmpty()).map(Instant::parse),
        json.get("files").items().stream().map(CardMonthItem::file).toList(),
        row.version());
  }

  private static Written file(Json json) {
    return new Written(
        json.get("siteId").text().filter(site -> !site.isEmpty()).map(SiteId::new),
        text(json, "name"),
        text(json, "key"),
        Instant.parse(text(json, "at")),
        json.get("details").number().orElse(0L).intValue(),
        json.get("left").number().orElse(0L).intValue());
  }
}
