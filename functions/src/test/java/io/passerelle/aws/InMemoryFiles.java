package io.passerelle.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.edge.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A bucket in memory, and what it tells of a file that was put there.
public final class InMemoryFiles implements ObjectStore {

  private final Map<String, byte[]> files = new TreeMap<>();
  private String given = "";
  private int arrivals;
  private int puts;
  private int failures;
  private boolean loses;

  @Override
  public InputStream open(String key, String tag, long from) {
    byte[] file =
        Optional.ofNullable(files.get(key))
            .filter(one -> tag(one).equals(tag) || tag.equals(given))
            .orElseThrow(() -> new Changed(key));
    int at = (int) Math.min(from, file.length);
    return new ByteArrayInputStream(file, at, file.length - at);
  }

  @Override
  public String put(String key, long length, InputStream file) throws IOException {
    byte[] bytes = file.readNBytes((int) length);
    if (bytes.length < length || file.read() >= 0) {
      throw new IOException("not as long as it was said to be");
    }
    if (failures > 0) {
      failures--;
      throw Failures.throttled();
    }
    if (!loses) {
      files.put(key, bytes);
    }
    puts++;
    return tag(bytes);
  }

  /// All that are there, in the order of their keys.
  public List<String> keys() {
    return List.copyOf(files.keySet());
  }

  public String text(String key) {
    return new String(Optional.ofNullable(files.get(key)).orElseThrow(), UTF_8);
  }

  /// How many files were ever put by the bridge.
  public int puts() {
    return puts;
  }

  /// The next so many are not taken.
  public void fail(int times) {
    failures = times;
  }

  /// What the bridge puts is gone at once.
  public void loseAll() {
    loses = true;
  }

  /// Puts a file there and answers the message that says so.
  public Json put(String key, String text) {
    return put(key, text.getBytes(UTF_8));
  }

  public Json put(String key, byte[] file) {
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
  public void tagged(String tag) {
    given = tag;
  }

  private static String tag(byte[] file) {
    return "tag" + new String(file, UTF_8).hashCode();
  }
}
