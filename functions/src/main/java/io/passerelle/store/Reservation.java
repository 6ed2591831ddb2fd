package io.passerelle.store;

import io.passerelle.aws.Table.Row;
import io.passerelle.edge.Json;
import java.time.Instant;
import java.util.Optional;

/// A row that an import holds until it publishes it or lets it go: neither listed nor due, and gone
/// by itself in the end.
///
/// It bears the import's name: where an import ends before it could let go, the next of that name
/// has what it held. Two of one name are never at work at once.
final class Reservation {

  private static final String IMPORT = "import";

  private Reservation() {}

  static Row of(Import one, Row row, Instant until) {
    String members = row.document().substring(1, row.document().length() - 1);
    String document =
        Json.object(json -> {
          json.writeStringField(IMPORT, one.name());
          json.writeRaw("," + members);
        });
    return new Row(row.key(), row.version(), document, Optional.empty(), Optional.of(until));
  }

  /// Whether it is one of an import of that name of its shop.
  static boolean isOf(Import one, Row row) {
    return row.expires().isPresent()
        && OrderItem.id(row.key()).siteId().equals(one.siteId())
        && Json.ours(row.document()).get(IMPORT).text().equals(Optional.of(one.name()));
  }
}
