package io.passerelle.store;

import io.passerelle.aws.Table;
import io.passerelle.aws.Table.Due;
import io.passerelle.aws.Table.Row;
import io.passerelle.edge.Json;
import io.passerelle.payment.SiteId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A digest to send as a row, and back. Forgotten after some weeks, as what it counts.
final class DigestItem {

  /// There is one at most for each shop, hour and audience: one bucket takes all.
  static final String BUCKET = "DIGEST#0";

  static final Duration KEPT = Duration.ofDays(30);

  private static final String PREFIX = "DIGEST#";

  private DigestItem() {}

  static Table.Key key(DigestId id) {
    return new Table.Key(PREFIX + id.siteId(), id.hour().getEpochSecond() + "#" + id.audience());
  }

  static DigestId id(Table.Key key) {
    String[] sort = key.sort().split("#", 2);
    SiteId siteId = new SiteId(key.partition().substring(PREFIX.length()));
    return new DigestId(siteId, Instant.ofEpochSecond(Long.parseLong(sort[0])), sort[1]);
  }

  static Row write(DigestMailing digest) {
    String document =
        Json.object(json -> {
          json.writeStringField("shopLabel", digest.shopLabel());
          json.writeArrayFieldStart("to");
          for (String address : digest.to()) {
            json.writeString(address);
          }
          json.writeEndArray();
          json.writeStringField("language", digest.language());
          json.writeStringField("zone", digest.zone());
          json.writeNumberField("tries", digest.tries());
          if (digest.lease().isPresent()) {
            json.writeStringField("lease", digest.lease().get().toString());
          }
        });
    return new Row(
        key(digest.id()),
        digest.version(),
        document,
        digest.due().map(at -> new Due(BUCKET, at)),
        Optional.of(digest.id().hour().plus(KEPT)));
  }

  static DigestMailing read(DigestId id, Row row) {
    Json json = Json.ours(row.document());
    return new DigestMailing(
        id,
        json.get("shopLabel").text(""),
        json.get("to").items().stream().flatMap(address -> address.text().stream()).toList(),
        json.get("language").text("fr"),
        json.get("zone").text("UTC"),
        json.get("tries").number().orElse(0L).intValue(),
        row.due().map(Due::at),
        json.get("lease").text().map(Instant::parse),
        row.version());
  }
}
