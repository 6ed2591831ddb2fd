package io.passerelle.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.passerelle.aws.Table;
import io.passerelle.aws.Table.Row;
import io.passerelle.edge.Json;
import io.passerelle.payment.OrderId;
import io.passerelle.store.HistoryLine.Received;
import java.time.Instant;

/// A line of history as a row, and back. Lines are written once and never changed.
final class HistoryItem {

  static final String PREFIX = "HISTORY#";

  private HistoryItem() {}

  static Table.Key key(OrderId order, String id) {
    return new Table.Key(OrderItem.partition(order), PREFIX + id);
  }

  static Row write(HistoryLine line) {
    String document =
        Json.object(json -> {
          json.writeStringField("at", line.at().toString());
          json.writeStringField("operation", line.operation());
          json.writeStringField("origin", line.origin());
          json.writeStringField("info", line.info());
          if (line.received().isPresent()) {
            Received received = line.received().get();
            json.writeStringField("format", received.format());
            // One character for each byte: what is read back is what was received.
            json.writeStringField("bytes", new String(received.bytes(), ISO_8859_1));
          }
        });
    return new Row(key(line.order(), line.id()), 0, document);
  }

  static HistoryLine read(OrderId order, Row row) {
    Json json = Json.ours(row.document());
    return new HistoryLine(
        order,
        row.key().sort().substring(PREFIX.length()),
        Instant.parse(json.get("at").text("")),
        json.get("operation").text(""),
        json.get("origin").text(""),
        json.get("info").text(""),
        json.get("bytes")
            .text()
            .map(bytes ->
                new Received(json.get("format").text("FORM"), bytes.getBytes(ISO_8859_1))));
  }
}
