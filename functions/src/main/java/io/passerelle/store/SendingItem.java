package io.passerelle.store;

import static io.passerelle.store.Values.text;

import io.passerelle.aws.Table;
import io.passerelle.aws.Table.Due;
import io.passerelle.aws.Table.Row;
import io.passerelle.edge.Json;
import io.passerelle.payment.OrderId;
import java.time.Instant;
import java.util.Optional;

/// A sending as a row beside its payment order, and back.
final class SendingItem {

  static final String PREFIX = "SENDING#";

  private SendingItem() {}

  static Table.Key key(SendingId id) {
    return new Table.Key(OrderItem.partition(id.order()), PREFIX + id.id());
  }

  static SendingId id(Table.Key key) {
    return id(OrderItem.id(key), key);
  }

  private static SendingId id(OrderId order, Table.Key key) {
    return new SendingId(order, key.sort().substring(PREFIX.length()));
  }

  static Row write(Sending sending) {
    String document =
        Json.object(json -> {
          json.writeStringField("cause", sending.cause().name());
          json.writeNumberField("number", sending.number());
          json.writeStringField("createdAt", sending.createdAt().toString());
          json.writeNumberField("tries", sending.tries());
          json.writeBooleanField("placed", sending.placed());
          json.writeStringField("state", sending.state().name());
          json.writeStringField("reason", sending.reason());
          json.writeStringField("to", sending.to());
          json.writeStringField("subject", sending.subject());
          json.writeStringField("text", sending.text());
          if (sending.lease().isPresent()) {
            json.writeStringField("lease", sending.lease().get().toString());
          }
        });
    Optional<Due> due =
        sending.due().map(at -> new Due(DueBuckets.sendings(sending.id().order()), at));
    return new Row(key(sending.id()), sending.version(), document, due, Optional.empty());
  }

  static Sending read(OrderId order, Row row) {
    Json json = Json.ours(row.document());
    return new Sending(
        id(order, row.key()),
        Sending.Cause.valueOf(text(json, "cause")),
        json.get("number").number().orElse(0L).intValue(),
        Instant.parse(text(json, "createdAt")),
        json.get("tries").number().orElse(0L).intValue(),
        row.due().map(Due::at),
        json.get("placed").flag().orElse(false),
        json.get("lease").text().map(Instant::parse),
        Sending.State.valueOf(text(json, "state")),
        text(json, "reason"),
        text(json, "to"),
        text(json, "subject"),
        text(json, "text"),
        row.version());
  }
}
