package io.passerelle.store;

import static io.passerelle.store.Values.text;

import com.fasterxml.jackson.core.JsonGenerator;
import io.passerelle.aws.Table;
import io.passerelle.aws.Table.Due;
import io.passerelle.aws.Table.Listed;
import io.passerelle.aws.Table.Row;
import io.passerelle.edge.Json;
import io.passerelle.payment.Mode;
import io.passerelle.payment.SiteId;
import io.passerelle.paymentorder.Defaults;
import io.passerelle.paymentorder.Validity;
import io.passerelle.store.Import.Place;
import io.passerelle.store.Import.Problem;
import io.passerelle.store.Import.State;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// An import as a row, and back. It goes some months after it began.
final class ImportItem {

  private static final String PREFIX = "IMPORT#";
  private static final String SORT = "IMPORT";

  /// Where those stand that are not over.
  static final String DUE = "IMPORT#0";

  /// From then on it is woken each quarter hour until it is over, should a message have been lost.
  private static final Duration WOKEN_AFTER = Duration.ofMinutes(15);

  private static final Duration KEPT = Duration.ofDays(180);

  private ImportItem() {}

  static Table.Key key(SiteId siteId, String name) {
    return new Table.Key(PREFIX + siteId + "#" + name, SORT);
  }

  static String list(SiteId siteId) {
    return siteId + "#" + SORT;
  }

  /// The name in the key of an import.
  static String name(Table.Key key) {
    return key.partition().split("#", 3)[2];
  }

  static SiteId siteId(Table.Key key) {
    return new SiteId(key.partition().split("#", 3)[1]);
  }

  static Row write(Import one) {
    return new Row(
        key(one.siteId(), one.name()),
        one.version(),
        Json.object(json -> write(json, one)),
        Optional.of(new Due(DUE, one.startedAt().plus(WOKEN_AFTER)))
            .filter(_ -> !one.state().isOver()),
        Optional.of(one.startedAt().plus(KEPT)),
        Optional.of(new Listed(list(one.siteId()), one.startedAt())));
  }

  private static void write(JsonGenerator json, Import one) throws IOException {
    json.writeStringField("tag", one.tag());
    json.writeStringField("sequencer", one.sequencer());
    json.writeStringField("startedAt", one.startedAt().toString());
    json.writeStringField("defaultMode", one.defaults().mode().name());
    json.writeStringField("zone", one.defaults().validity().zone().getId());
    json.writeNumberField("days", one.defaults().validity().days());
    json.writeBooleanField("referenceNeeded", one.defaults().referenceNeeded());
    json.writeStringField("secret", one.secret());
    json.writeStringField("state", one.state().name());
    json.writeStringField("mode", one.mode().name());
    write(json, "place", one.place());
    write(json, "reserved", one.reserved());
    json.writeNumberField("total", one.total());
    json.writeNumberField("unlisted", one.unlisted());
    json.writeArrayFieldStart("problems");
    for (Problem problem : one.problems()) {
      json.writeStartObject();
      json.writeNumberField("line", problem.line());
      json.writeStringField("field", problem.field());
      json.writeStringField("reason", problem.reason());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, String name, Place place) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeNumberField("lines", place.lines());
    json.writeNumberField("offset", place.offset());
    json.writeNumberField("orders", place.orders());
    json.writeEndObject();
  }

  static Import read(SiteId siteId, String name, Row row) {
    Json json = Json.ours(row.document());
    return new Import(
        siteId,
        name,
        text(json, "tag"),
        json.get("sequencer").text(""),
        Instant.parse(text(json, "startedAt")),
        new Defaults(
            Mode.valueOf(text(json, "defaultMode")),
            new Validity(ZoneId.of(text(json, "zone")), (int) number(json, "days")),
            json.get("referenceNeeded").flag().orElse(false)),
        text(json, "secret"),
        State.valueOf(text(json, "state")),
        Mode.valueOf(text(json, "mode")),
        place(json.get("place")),
        place(json.get("reserved")),
        number(json, "total"),
        problems(json),
        number(json, "unlisted"),
        row.version());
  }

  private static List<Problem> problems(Json json) {
    return json.get("problems").items().stream()
        .map(one -> new Problem(number(one, "line"), text(one, "field"), text(one, "reason")))
        .toList();
  }

  private static Place place(Json json) {
    return new Place(number(json, "lines"), number(json, "offset"), number(json, "orders"));
  }

  private static long number(Json json, String name) {
    return json.get(name).number().orElse(0L);
  }
}
