package io.passerelle.aws;

import io.passerelle.aws.Table.Found;
import io.passerelle.aws.Table.Listed;
import io.passerelle.aws.Table.Row;
import io.passerelle.aws.Table.Stretch;
import io.passerelle.edge.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The bodies of the requests to DynamoDB.
final class DynamoRequests {

  private final String table;

  DynamoRequests(String table) {
    this.table = table;
  }

  String get(Table.Key key) {
    return body(json -> {
      DynamoItem.writeKey(json, key);
      json.writeBooleanField("ConsistentRead", true);
    });
  }

  String query(String partition, String prefix, Optional<Json> from) {
    return body(json -> {
      // DynamoDB takes no empty text in a condition: all of a partition is asked for without one.
      boolean whole = prefix.isEmpty();
      json.writeStringField(
          "KeyConditionExpression", whole ? "pk = :pk" : "pk = :pk AND begins_with(sk, :sk)");
      Map<String, String> values =
          whole ? Map.of(":pk", partition) : Map.of(":pk", partition, ":sk", prefix);
      DynamoItem.writeTexts(json, "ExpressionAttributeValues", values);
      json.writeBooleanField("ConsistentRead", true);
      if (from.isPresent()) {
        Json last = from.get();
        Map<String, String> start =
            Map.of("pk", last.get("pk").get("S").text(""), "sk", last.get("sk").get("S").text(""));
        DynamoItem.writeTexts(json, "ExclusiveStartKey", start);
      }
    });
  }

  String put(Row row) {
    return body(json -> DynamoItem.writePut(json, row));
  }

  /// `token` makes one transaction of the same request sent twice, because an answer was lost.
  String transaction(List<Row> removed, List<Row> rows, String token) {
    return Json.object(json -> {
      json.writeStringField("ClientRequestToken", token);
      json.writeArrayFieldStart("TransactItems");
      for (Row row : removed) {
        json.writeStartObject();
        json.writeObjectFieldStart("Delete");
        json.writeStringField("TableName", table);
        DynamoItem.writeKey(json, row.key());
        DynamoItem.writeCondition(json, row.version());
        json.writeEndObject();
        json.writeEndObject();
      }
      for (Row row : rows) {
        json.writeStartObject();
        json.writeObjectFieldStart("Put");
        json.writeStringField("TableName", table);
        DynamoItem.writePut(json, row);
        json.writeEndObject();
        json.writeEndObject();
      }
      json.writeEndArray();
    });
  }

  String due(String bucket, Instant until, Optional<Found> after, int limit) {
    return index(DynamoIndex.DUE, "<=", new Listed(bucket, until), after, limit, true);
  }

  String list(String list, Instant from, Optional<Found> after, int limit) {
    return index(DynamoIndex.LISTED, ">=", new Listed(list, from), after, limit, true);
  }

  String latest(String list, int limit) {
    Listed all = new Listed(list, Instant.EPOCH);
    return index(DynamoIndex.LISTED, ">=", all, Optional.empty(), limit, false);
  }

  private String index(
      DynamoIndex index,
      String side,
      Listed bound,
      Optional<Found> after,
      int limit,
      boolean ascending) {
    return body(json -> {
      json.writeStringField("IndexName", index.indexName());
      json.writeStringField("KeyConditionExpression", "#hash = :hash AND #range " + side + " :at");
      json.writeObjectFieldStart("ExpressionAttributeNames");
      json.writeStringField("#hash", index.hash());
      json.writeStringField("#range", index.range());
      json.writeEndObject();
      Map<String, String> values =
          Map.of(":hash", bound.list(), ":at", DynamoItem.TIME.format(bound.at()));
      DynamoItem.writeTexts(json, "ExpressionAttributeValues", values);
      if (after.isPresent()) {
        Table.Key key = after.get().key();
        Map<String, String> start =
            Map.of(
                "pk",
                key.partition(),
                "sk",
                key.sort(),
                index.hash(),
                bound.list(),
                index.range(),
                DynamoItem.TIME.format(after.get().at()));
        DynamoItem.writeTexts(json, "ExclusiveStartKey", start);
      }
      json.writeBooleanField("ScanIndexForward", ascending);
      json.writeNumberField("Limit", limit);
    });
  }

  /// At most a hundred.
  String all(List<Table.Key> keys) {
    return Json.object(json -> {
      json.writeObjectFieldStart("RequestItems");
      json.writeObjectFieldStart(table);
      json.writeBooleanField("ConsistentRead", true);
      json.writeArrayFieldStart("Keys");
      for (Table.Key key : keys) {
        json.writeStartObject();
        DynamoItem.writeText(json, "pk", key.partition());
        DynamoItem.writeText(json, "sk", key.sort());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndObject();
    });
  }

  String browse(Stretch stretch, Optional<Table.Card> after, int limit) {
    DynamoIndex index = DynamoIndex.of(stretch.side());
    return body(json -> {
      json.writeStringField("IndexName", index.indexName());
      json.writeStringField(
          "KeyConditionExpression", "#hash = :hash AND #range BETWEEN :from AND :to");
      json.writeObjectFieldStart("ExpressionAttributeNames");
      json.writeStringField("#hash", index.hash());
      json.writeStringField("#range", index.range());
      json.writeEndObject();
      Map<String, String> values =
          Map.of(":hash", stretch.shelf(), ":from", stretch.from(), ":to", stretch.to());
      DynamoItem.writeTexts(json, "ExpressionAttributeValues", values);
      json.writeBooleanField("ScanIndexForward", stretch.ascending());
      if (after.isPresent()) {
        Table.Key key = after.get().key();
        Map<String, String> start =
            Map.of(
                "pk",
                key.partition(),
                "sk",
                key.sort(),
                index.hash(),
                stretch.shelf(),
                index.range(),
                after.get().place());
        DynamoItem.writeTexts(json, "ExclusiveStartKey", start);
      }
      json.writeNumberField("Limit", limit);
    });
  }

  String next(Table.Key counter, Instant expires) {
    return body(json -> {
      DynamoItem.writeKey(json, counter);
      json.writeStringField("UpdateExpression", "ADD version :one SET expires = :expires");
      json.writeObjectFieldStart("ExpressionAttributeValues");
      DynamoItem.writeNumber(json, ":one", 1);
      DynamoItem.writeNumber(json, ":expires", expires.getEpochSecond());
      json.writeEndObject();
      json.writeStringField("ReturnValues", "UPDATED_NEW");
    });
  }

  private String body(Json.Members part) {
    return Json.object(json -> {
      json.writeStringField("TableName", table);
      part.write(json);
    });
  }
}
