package io.passerelle.store;

import io.passerelle.alert.Digest.Standing;
import io.passerelle.aws.Table;
import io.passerelle.aws.Table.Row;
import io.passerelle.edge.Json;
import io.passerelle.payment.OrderId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// What a digest counts as rows, and back: a row of its own for each, so that no two writers meet,
/// in a few partitions, so that a storm of one shop fits their limits.
final class FailureNoteItem {

  private static final int SHARDS = 8;

  private FailureNoteItem() {}

  static List<String> partitions(DigestId digest) {
    return IntStream.range(0, SHARDS).mapToObj(shard -> partition(digest, shard)).toList();
  }

  private static String partition(DigestId digest, int shard) {
    return "NOTE#"
        + digest.siteId()
        + "#"
        + digest.hour().getEpochSecond()
        + "#"
        + digest.audience()
        + "#"
        + shard;
  }

  static Row write(FailureNote note) {
    int shard = Math.floorMod(note.order().toString().hashCode(), SHARDS);
    Table.Key key =
        new Table.Key(partition(note.digest(), shard), note.id() + "#" + note.order().reference());
    String document =
        Json.object(json -> {
          json.writeStringField("order", note.order().reference());
          json.writeStringField("id", note.id());
          json.writeStringField("subject", note.subject());
          json.writeStringField("at", note.at().toString());
          json.writeStringField("rule", note.rule());
          json.writeStringField("reason", note.reason());
          json.writeStringField("standing", note.standing().name());
        });
    Optional<Instant> expires = Optional.of(note.digest().hour().plus(DigestItem.KEPT));
    return new Row(key, 0, document, Optional.empty(), expires);
  }

  static FailureNote read(DigestId digest, Row row) {
    Json json = Json.ours(row.document());
    return new FailureNote(
        digest,
        new OrderId(digest.siteId(), json.get("order").text("")),
        json.get("id").text(""),
        json.get("subject").text(""),
        Instant.parse(json.get("at").text("")),
        json.get("rule").text(""),
        json.get("reason").text(""),
        Standing.valueOf(json.get("standing").text("")));
  }
}
