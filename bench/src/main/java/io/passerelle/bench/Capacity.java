package io.passerelle.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/// What requests to DynamoDB cost, by the size of their items (developer guide, "Read and write
/// operations" and "Item sizes and formats"): a consistent read takes one unit per 4 KB, a write
/// one per 1 KB, in a transaction two.
final class Capacity {

  private static final int READ_BYTES = 4 * 1024;
  private static final int WRITE_BYTES = 1024;

  private Capacity() {}

  /// Units of a consistent read; one for an item that is not there.
  static long ofRead(JsonNode item) {
    return Math.max(1, units(bytes(item), READ_BYTES));
  }

  /// Units of putting an item in a transaction, with those of the index `due` where it is in it.
  static long ofTransactedPut(JsonNode item) {
    long indexed = item.has("bucket") ? 1 : 0; // Keys alone: always less than 1 KB.
    return 2 * units(bytes(item), WRITE_BYTES) + indexed;
  }

  static long ofPut(JsonNode item) {
    return units(bytes(item), WRITE_BYTES);
  }

  /// An item's size: names and values in UTF-8; of numbers half a byte for each digit and one.
  static long bytes(JsonNode item) {
    long bytes = 0;
    for (Map.Entry<String, JsonNode> attribute : item.properties()) {
      JsonNode value = attribute.getValue();
      bytes += attribute.getKey().getBytes(UTF_8).length;
      bytes +=
          value.has("N")
              ? (value.get("N").asText().length() + 1) / 2 + 1
              : value.path("S").asText().getBytes(UTF_8).length;
    }
    return bytes;
  }

  private static long units(long bytes, int unit) {
    return (bytes + unit - 1) / unit;
  }
}
