package io.passerelle.aws;

import com.fasterxml.jackson.core.JsonGenerator;
import io.passerelle.aws.Table.Due;
import io.passerelle.aws.Table.Key;
import io.passerelle.aws.Table.Listed;
import io.passerelle.aws.Table.Row;
import io.passerelle.aws.Table.Shelved;
import io.passerelle.aws.Table.Side;
import io.passerelle.edge.Json;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// A row as an item of DynamoDB, and back.
final class DynamoItem {

  /// Of one length, so that the order of the texts is the order of the times.
  static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private DynamoItem() {}

  static void writePut(JsonGenerator json, Row row) throws IOException {
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
    if (row.listed().isPresent()) {
      Listed listed = row.listed().get();
      writeText(json, "list", listed.list());
      writeText(json, "at", TIME.format(listed.at()));
    }
    if (row.shelved().isPresent()) {
      write(json, row.shelved().get());
    }
    if (row.expires().isPresent()) {
      writeNumber(json, "expires", row.expires().get().getEpochSecond());
    }
    json.writeEndObject();
    writeCondition(json, row.version());
  }

  private static void write(JsonGenerator json, Shelved shelved) throws IOException {
    writeText(json, DynamoIndex.SHELF, shelved.shelf());
    writeText(json, DynamoIndex.CARD, shelved.card());
    for (Map.Entry<Side, String> place : shelved.places().entrySet()) {
      writeText(json, DynamoIndex.of(place.getKey()).range(), place.getValue());
    }
  }

  /// That the row is as it was read.
  static void writeCondition(JsonGenerator json, long version) throws IOException {
    if (version == 0) {
      json.writeStringField("ConditionExpression", "attribute_not_exists(pk)");
    } else {
      json.writeStringField("ConditionExpression", "version = :read");
      json.writeObjectFieldStart("ExpressionAttributeValues");
      writeNumber(json, ":read", version);
      json.writeEndObject();
    }
  }

  static void writeKey(JsonGenerator json, Key key) throws IOException {
    writeTexts(json, "Key", Map.of("pk", key.partition(), "sk", key.sort()));
  }

  static void writeTexts(JsonGenerator json, String field, Map<String, String> values)
      throws IOException {
    json.writeObjectFieldStart(field);
    for (Map.Entry<String, String> value : values.entrySet()) {
      writeText(json, value.getKey(), value.getValue());
    }
    json.writeEndObject();
  }

  static void writeText(JsonGenerator json, String name, String value) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("S", value);
    json.writeEndObject();
  }

  static void writeNumber(JsonGenerator json, String name, long value) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("N", Long.toString(value));
    json.writeEndObject();
  }

  static Row row(Json item) {
    Optional<Due> due =
        text(item, "bucket").map(bucket -> new Due(bucket, Instant.parse(text(item, "due").get())));
    Optional<Listed> listed =
        text(item, "list").map(list -> new Listed(list, Instant.parse(text(item, "at").get())));
    Optional<Instant> expires =
        item.get("expires")
            .get("N")
            .text()
            .map(seconds -> Instant.ofEpochSecond(Long.parseLong(seconds)));
    long version = Long.parseLong(item.get("version").get("N").text("0"));
    String document = text(item, "document").orElse("");
    return new Row(key(item), version, document, due, expires, listed, shelved(item));
  }

  private static Optional<Shelved> shelved(Json item) {
    Map<Side, String> places = new EnumMap<>(Side.class);
    for (Side side : Side.values()) {
      text(item, DynamoIndex.of(side).range()).ifPresent(place -> places.put(side, place));
    }
    return text(item, DynamoIndex.SHELF)
        .map(shelf -> new Shelved(shelf, places, text(item, DynamoIndex.CARD).orElse("")));
  }

  static Optional<String> text(Json item, String attribute) {
    return item.get(attribute).get("S").text();
  }

  static Key key(Json item) {
    return new Key(item.get("pk").get("S").text(""), item.get("sk").get("S").text(""));
  }
}
