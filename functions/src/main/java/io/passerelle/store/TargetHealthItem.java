package io.passerelle.store;

import io.passerelle.aws.Table;
import io.passerelle.aws.Table.Row;
import io.passerelle.edge.Json;
import io.passerelle.payment.Mode;
import io.passerelle.payment.SiteId;
import java.time.Instant;

/// A target's health as a row, and back.
final class TargetHealthItem {

  private TargetHealthItem() {}

  static Table.Key key(SiteId siteId, Mode mode, String target) {
    return new Table.Key("HEALTH#" + siteId, mode + "#" + target);
  }

  static Row write(TargetHealth health) {
    String document =
        Json.object(json -> {
          json.writeStringField("failing", health.failing().orElse(""));
          json.writeBooleanField("exhausted", health.exhausted());
          json.writeStringField("since", health.since().toString());
        });
    Table.Key key = key(health.siteId(), health.mode(), health.target());
    return new Row(key, health.version(), document);
  }

  static TargetHealth read(SiteId siteId, Mode mode, String target, Row row) {
    Json json = Json.ours(row.document());
    return new TargetHealth(
        siteId,
        mode,
        target,
        json.get("failing").text().filter(name -> !name.isEmpty()),
        json.get("exhausted").flag().orElse(false),
        Instant.parse(json.get("since").text("")),
        row.version());
  }
}
