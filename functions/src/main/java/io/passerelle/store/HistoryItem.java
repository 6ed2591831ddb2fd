package io.passerelle.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.core.JsonGenerator;
import io.passerelle.aws.Table;
import io.passerelle.aws.Table.Row;
import io.passerelle.edge.Json;
import io.passerelle.edge.Secret;
import io.passerelle.payment.OrderId;
import io.passerelle.shop.Keyset;
import io.passerelle.store.HistoryLine.Received;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/// A line of history as a row, and back. Lines are written once and never changed.
///
/// What was received is sealed for its own place, the line: no row shows more of a card than its
/// last four digits. Who neither writes nor sends it needs no keyset.
final class HistoryItem {

  static final String PREFIX = "HISTORY#";

  private final Supplier<Keyset> keyset;

  HistoryItem(Supplier<Keyset> keyset) {
    this.keyset = keyset;
  }

  static Table.Key key(OrderId order, String id) {
    return new Table.Key(OrderItem.partition(order), PREFIX + id);
  }

  private static String place(OrderId order, String id) {
    return order + "/" + PREFIX + id;
  }

  Row write(HistoryLine line) {
    return new Row(key(line.order(), line.id()), 0, Json.object(json -> write(json, line)));
  }

  private void write(JsonGenerator json, HistoryLine line) throws IOException {
    json.writeStringField("at", line.at().toString());
    json.writeStringField("operation", line.operation());
    json.writeStringField("origin", line.origin());
    json.writeStringField("info", line.info());
    if (line.received().isPresent()) {
      Received received = line.received().get();
      json.writeStringField("format", received.format());
      // One character for each byte: what is read back is what was received.
      Secret bytes = Secret.of(new String(received.bytes(), ISO_8859_1));
      json.writeStringField("sealed", keyset.get().seal(bytes, place(line.order(), line.id())));
    }
  }

  HistoryLine read(OrderId order, Row row) {
    Json json = Json.ours(row.document());
    String id = row.key().sort().substring(PREFIX.length());
    return new HistoryLine(
        order,
        id,
        Instant.parse(json.get("at").text("")),
        json.get("operation").text(""),
        json.get("origin").text(""),
        json.get("info").text(""),
        received(json, place(order, id)));
  }

  private Optional<Received> received(Json json, String place) {
    String format = json.get("format").text("FORM");
    return json.get("sealed").text().map(sealed -> new Received(format, () -> open(sealed, place)));
  }

  private byte[] open(String sealed, String place) {
    return keyset.get().open(sealed, place).reveal().getBytes(ISO_8859_1);
  }
}
