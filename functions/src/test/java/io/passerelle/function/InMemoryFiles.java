package io.passerelle.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.aws.ObjectStore;
import io.passerelle.edge.Json;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A bucket in memory, and what it tells of a file that was put there.
final class InMemoryFiles implements ObjectStore {

  private final Map<String, byte[]> files = new HashMap<>();
  private String given = "";
  private int arrivals;

  @Override
  public InputStream open(String key, String tag, long from) {
    byte[] file =
        Optional.ofNullable(files.get(key))
            .filter(one -> tag(one).equals(tag) || tag.equals(given))
            .orElseThrow(() -> new Changed(key));
    int at = (int) Math.min(from, file.length);
    return new ByteArrayInputStream(file, at, file.length - at);
  }

  /// Puts a file there and answers the message that says so.
  Json put(String key, String text) {
    return put(key, text.getBytes(UTF_8));
  }

  Json put(String key, byte[] file) {
    files.put(key, file);
    return Json.parse(
        Json.object(json -> {
          json.writeStringField("source", "aws.s3");
          json.writeStringField("detail-type", "Object Created");
          json.writeObjectFieldStart("detail");
          json.writeObjectFieldStart("object");
          json.writeStringField("key", key);
          json.writeStringField("etag", tag(file));
          json.writeNumberField("size", file.length);
          json.writeStringField("sequencer", "00617F%04X".formatted(++arrivals));
          json.writeEndObject();
          json.writeEndObject();
        }));
  }

  /// Whatever is there may be asked for under this tag too.
  void tagged(String tag) {
    given = tag;
  }

  private static String tag(byte[] file) {
    return "tag" + new String(file, UTF_8).hashCode();
  }
}
