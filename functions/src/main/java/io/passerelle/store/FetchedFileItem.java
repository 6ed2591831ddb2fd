package io.passerelle.store;

import static io.passerelle.store.Values.text;

import com.fasterxml.jackson.core.JsonGenerator;
import io.passerelle.aws.Table;
import io.passerelle.aws.Table.Due;
import io.passerelle.aws.Table.Row;
import io.passerelle.edge.Json;
import io.passerelle.payment.SiteId;
import io.passerelle.store.FetchedFile.Id;
import io.passerelle.store.FetchedFile.Listed;
import io.passerelle.store.FetchedFile.Problem;
import io.passerelle.store.FetchedFile.Problems;
import io.passerelle.store.FetchedFile.State;
import io.passerelle.store.FetchedFile.Stored;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A file that was fetched as a row, and back: those of one company stand side by side, by name. It
/// goes a year after.
final class FetchedFileItem {

  /// Where those stand that are not read to their end. There are few: one bucket has room for them.
  static final String DUE = "CARDFILE#0";

  private static final String PREFIX = "CARDFILE#";
  private static final Duration KEPT = Duration.ofDays(366);

  private FetchedFileItem() {}

  static String partition(String company) {
    return PREFIX + company;
  }

  static Table.Key key(Id id) {
    return new Table.Key(partition(id.company()), id.name() + "#" + id.digest());
  }

  static Id id(Table.Key key) {
    int hash = key.sort().lastIndexOf('#');
    return new Id(
        key.partition().substring(PREFIX.length()),
        key.sort().substring(0, hash),
        key.sort().substring(hash + 1));
  }

  static Row write(FetchedFile file) {
    return new Row(
        key(file.id()),
        file.version(),
        Json.object(json -> write(json, file)),
        file.due().map(at -> new Due(DUE, at)),
        Optional.of(file.fetchedAt().plus(KEPT)));
  }

  private static void write(JsonGenerator json, FetchedFile file) throws IOException {
    json.writeStringField("siteId", file.siteId().value());
    json.writeNumberField("size", file.listed().size());
    json.writeStringField("modified", file.listed().modified().toString());
    json.writeStringField("key", file.stored().key());
    json.writeStringField("tag", file.stored().tag());
    json.writeStringField("state", file.state().name());
    json.writeNumberField("place", file.place());
    json.writeNumberField("used", file.used());
    json.writeNumberField("problemCount", file.problems().count());
    json.writeStringField("fetchedAt", file.fetchedAt().toString());
    json.writeArrayFieldStart("problems");
    for (Problem problem : file.problems().first()) {
      json.writeStartObject();
      json.writeNumberField("line", problem.line());
      json.writeStringField("field", problem.field());
      json.writeStringField("fault", problem.fault());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static FetchedFile read(Row row) {
    Json json = Json.ours(row.document());
    return new FetchedFile(
        id(row.key()),
        new SiteId(text(json, "siteId")),
        new Listed(number(json, "size"), Instant.parse(text(json, "modified"))),
        new Stored(text(json, "key"), text(json, "tag")),
        State.valueOf(text(json, "state")),
        number(json, "place"),
        (int) number(json, "used"),
        new Problems(
            json.get("problems").items().stream().map(FetchedFileItem::problem).toList(),
            number(json, "problemCount")),
        Instant.parse(text(json, "fetchedAt")),
        row.due().map(Due::at),
        row.version());
  }

  private static Problem problem(Json json) {
    return new Problem(number(json, "line"), text(json, "field"), text(json, "fault"));
  }

  private static long number(Json json, String name) {
    return json.get(name).number().orElse(0L);
  }
}
