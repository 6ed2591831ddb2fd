package io.passerelle.store;

import io.passerelle.aws.Table;
import io.passerelle.aws.Table.Row;
import io.passerelle.edge.Json;
import io.passerelle.payment.SiteId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Signatures that were refused, one of each kind for each shop and quarter of an hour, for some
/// weeks: whoever sends forged forms day and night fills no table.
public final class Refusals {

  private static final Duration KEPT = Duration.ofDays(30);
  private static final int DAYS_SHOWN = 7;
  private static final int REMEMBERED_MAX = 1_000;

  private final Table table;

  /// What this instance has kept already, to spare the table a write for each forged form.
  private final ConcurrentHashMap<Table.Key, Boolean> kept = new ConcurrentHashMap<>();

  public Refusals(Table table) {
    this.table = table;
  }

  public void keep(Refusal refusal) {
    Table.Key key = key(refusal);
    if (kept.containsKey(key)) {
      return;
    }
    try {
      table.write(List.of(write(key, refusal)));
    } catch (Table.Stale _) {
      // There is one of this quarter hour.
    }
    if (kept.size() >= REMEMBERED_MAX) {
      kept.clear();
    }
    kept.put(key, true);
  }

  /// Those of the last days, the youngest first.
  public List<Refusal> of(SiteId siteId, Instant now, int limit) {
    List<Refusal> found = new ArrayList<>();
    LocalDate today = day(now);
    for (int days = 0; days < DAYS_SHOWN && found.size() < limit; days++) {
      List<Refusal> ofDay =
          table.query(partition(siteId, today.minusDays(days)), "").stream()
              .map(row -> read(siteId, row))
              .sorted(Comparator.comparing(Refusal::at).reversed())
              .toList();
      found.addAll(ofDay);
    }
    return found.stream().limit(limit).toList();
  }

  private static Table.Key key(Refusal refusal) {
    long quarter = Math.floorDiv(refusal.at().getEpochSecond(), 900L);
    return new Table.Key(
        partition(refusal.siteId(), day(refusal.at())),
        quarter + "#" + refusal.kind() + "#" + refusal.format() + "#" + refusal.difference());
  }

  private static String partition(SiteId siteId, LocalDate day) {
    return "REFUSED#" + siteId + "#" + day;
  }

  private static LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, ZoneOffset.UTC);
  }

  private static Row write(Table.Key key, Refusal refusal) {
    String document =
        Json.object(json -> {
          json.writeStringField("at", refusal.at().toString());
          json.writeStringField("kind", refusal.kind());
          json.writeStringField("format", refusal.format());
          json.writeStringField("difference", refusal.difference());
          if (refusal.field().isPresent()) {
            json.writeStringField("field", refusal.field().get());
          }
          json.writeArrayFieldStart("fields");
          for (String field : refusal.fields()) {
            json.writeString(field);
          }
          json.writeEndArray();
          json.writeNumberField("fieldCount", refusal.fieldCount());
        });
    return new Row(key, 0, document, Optional.empty(), Optional.of(refusal.at().plus(KEPT)));
  }

  private static Refusal read(SiteId siteId, Row row) {
    Json json = Json.ours(row.document());
    return new Refusal(
        siteId,
        Instant.parse(json.get("at").text("")),
        json.get("kind").text(""),
        json.get("format").text(""),
        json.get("difference").text(""),
        json.get("field").text(),
        json.get("fields").items().stream().flatMap(field -> field.text().stream()).toList(),
        json.get("fieldCount").number().orElse(0L).intValue());
  }
}
