package io.passerelle.aws;

import com.fasterxml.jackson.core.JsonGenerator;
import io.passerelle.aws.Table.Due;
import io.passerelle.aws.Table.Row;
import io.passerelle.edge.Json;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The bodies of the requests to DynamoDB.
final class DynamoRequests {

  static final String DUE_INDEX = "due";

  /// Of one length, so that the order of the texts is the order of the times.
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final String table;

  DynamoRequests(String table) {
    this.table = table;
  }

  String get(Table.Key key) {
    return body(json -> {
      writeKey(json, key);
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
      writeTexts(json, "ExpressionAttributeValues", values);
      json.writeBooleanField("ConsistentRead", true);
      if (from.isPresent()) {
        Json last = from.get();
        Map<String, String> start =
            Map.of("pk", last.get("pk").get("S").text(""), "sk", last.get("sk").get("S").text(""));
        writeTexts(json, "ExclusiveStartKey", start);
      }
    });
  }

  String put(Row row) {
    return body(json -> writePut(json, row));
  }

  /// `token` makes one transaction of the same request sent twice, because an answer was lost.
  String transaction(List<Row> rows, String token) {
    return Json.object(json -> {
      json.writeStringField("ClientRequestToken", token);
      json.writeArrayFieldStart("TransactItems");
      for (Row row : rows) {
        json.writeStartObject();
        json.writeObjectFieldStart("Put");
        json.writeStringField("TableName", table);
        writePut(json, row);
        json.writeEndObject();
        json.writeEndObject();
      }
      json.writeEndArray();
    });
  }

  String due(String bucket, Instant until, int limit) {
    return body(json -> {
      json.writeStringField("IndexName", DUE_INDEX);
      json.writeStringField("KeyConditionExpression", "#bucket = :bucket AND #due <= :until");
      json.writeObjectFieldStart("ExpressionAttributeNames");
      json.writeStringField("#bucket", "bucket");
      json.writeStringField("#due", "due");
      json.writeEndObject();
      Map<String, String> values = Map.of(":bucket", bucket, ":until", TIME.format(until));
      writeTexts(json, "ExpressionAttributeValues", values);
      json.writeNumberField("Limit", limit);
    });
  }

  String next(Table.Key counter, Instant expires) {
    return body(json -> {
      writeKey(json, counter);
      json.writeStringField("UpdateExpression", "ADD version :one SET expires = :expires");
      json.writeObjectFieldStart("ExpressionAttributeValues");
      writeNumber(json, ":one", 1);
      writeNumber(json, ":expires", expires.getEpochSecond());
      json.writeEndObject();
      json.writeStringField("ReturnValues", "UPDATED_NEW");
    });
  }

  private void writePut(JsonGenerator json, Row row) throws IOException {
    json.writeObjectFieldStart("Item");
    writeText(json, "pk", row.key().partition());
    writeText(json, "sk", row.key().sort());
    writeNumber(json, "version", row.version() + 1);
    writeText(json, "document", row.document());
    if (row.due().isPresent()) {
      Due due = row.due().get();
      writeText(json, "bucket", due.bucket());
      writeText(json, "due", TIME.format(due.at()));
    }
    if (row.expires().isPresent()) {
      writeNumber(json, "expires", row.expires().get().getEpochSecond());
    }
    json.writeEndObject();
    if (row.version() == 0) {
      json.writeStringField("ConditionExpression", "attribute_not_exists(pk)");
    } else {
      json.writeStringField("ConditionExpression", "version = :read");
      json.writeObjectFieldStart("ExpressionAttributeValues");
      writeNumber(json, ":read", row.version());
      json.writeEndObject();
    }
  }

  private static void writeKey(JsonGenerator json, Table.Key key) throws IOException {
    writeTexts(json, "Key", Map.of("pk", key.partition(), "sk", key.sort()));
  }

  private static void writeTexts(JsonGenerator json, String field, Map<String, String> values)
      throws IOException {
    json.writeObjectFieldStart(field);
    for (Map.Entry<String, String> value : values.entrySet()) {
      writeText(json, value.getKey(), value.getValue());
    }
    json.writeEndObject();
  }

  private static void writeText(JsonGenerator json, String name, String value) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("S", value);
    json.writeEndObject();
  }

  private static void writeNumber(JsonGenerator json, String name, long value) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("N", Long.toString(value));
    json.writeEndObject();
  }

  private String body(Json.Members part) {
    return Json.object(json -> {
      json.writeStringField("TableName", table);
      part.write(json);
    });
  }
}
