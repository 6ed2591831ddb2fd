package io.passerelle.store;

import io.passerelle.aws.Table;
import io.passerelle.aws.Table.Row;
import io.passerelle.edge.Json;
import io.passerelle.payment.Mode;
import io.passerelle.payment.SiteId;
import java.time.Instant;

/// A pause as a row, and back.
final class PauseItem {

  private PauseItem() {}

  static Table.Key key(SiteId siteId, Mode mode) {
    return new Table.Key("SHOP#" + siteId, "PAUSE#" + mode);
  }

  static Row write(GatewayPause pause) {
    String document =
        Json.object(json -> {
          json.writeStringField("trouble", pause.trouble());
          json.writeNumberField("times", pause.times());
          json.writeStringField("until", pause.until().toString());
          json.writeNumberField("shopVersion", pause.shopVersion());
        });
    return new Row(key(pause.siteId(), pause.mode()), pause.version(), document);
  }

  static GatewayPause read(SiteId siteId, Mode mode, Row row) {
    Json json = Json.parse(row.document());
    return new GatewayPause(
        siteId,
        mode,
        json.get("trouble").text(""),
        json.get("times").number().orElse(0L).intValue(),
        Instant.parse(json.get("until").text("")),
        json.get("shopVersion").number().orElse(0L),
        row.version());
  }
}
