package io.passerelle.sandbox.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.passerelle.sandbox.lambda.Bucket;
import io.passerelle.sandbox.web.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/// The files of the template's buckets, in a folder. What a life cycle rule lets go is gone once
/// the sandbox's clock says so.
public final class S3Files implements AutoCloseable {

  private final Map<String, Bucket> buckets = new ConcurrentSkipListMap<>();
  private final Map<String, Stored> stored = new ConcurrentSkipListMap<>();
  private final Path folder;
  private final boolean temporary;
  private final Clock clock;

  /// A file: its bucket and key, its tag and when it was put.
  public record Stored(String bucket, String key, String tag, long size, Instant at) {}

  /// In a folder that outlives this, or in one of its own.
  public S3Files(List<Bucket> buckets, Optional<Path> data, Clock clock) {
    buckets.forEach(bucket -> this.buckets.put(bucket.name(), bucket));
    this.clock = clock;
    this.temporary = data.isEmpty();
    try {
      this.folder =
          data.isPresent()
              ? Files.createDirectories(data.get().resolve("s3"))
              : Files.createTempDirectory("passerelle-s3-");
      load();
    } catch (IOException e) {
      throw new UncheckedIOException("The buckets' folder cannot be used", e);
    }
  }

  private void load() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".json")).toList()) {
        JsonNode json = Json.read(Files.readString(file));
        keep(
            new Stored(
                json.path("bucket").asText(),
                json.path("key").asText(),
                json.path("tag").asText(),
                json.path("size").asLong(),
                Instant.parse(json.path("at").asText())));
      }
    }
  }

  private void keep(Stored one) {
    stored.put(one.bucket() + "/" + one.key(), one);
  }

  public boolean has(String bucket) {
    return buckets.containsKey(bucket);
  }

  public synchronized Stored put(String bucket, String key, byte[] file) {
    Stored one = new Stored(bucket, key, md5(file), file.length, clock.instant());
    var json = Json.object().put("bucket", bucket).put("key", key).put("tag", one.tag());
    json.put("size", one.size()).put("at", one.at().toString());
    try {
      Files.write(place(one, ""), file);
      Files.writeString(place(one, ".json"), Json.write(json));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    keep(one);
    return one;
  }

  public synchronized Optional<Stored> find(String bucket, String key) {
    return Optional.ofNullable(stored.get(bucket + "/" + key)).filter(this::isKept);
  }

  public synchronized byte[] read(Stored one) {
    try {
      return Files.readAllBytes(place(one, ""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A bucket's files whose keys begin so, by their keys.
  public synchronized List<Stored> list(String bucket, String prefix) {
    return stored.values().stream()
        .toList() // What is over goes meanwhile.
        .stream()
        .filter(one -> one.bucket().equals(bucket) && one.key().startsWith(prefix))
        .filter(this::isKept)
        .toList();
  }

  public synchronized void remove(String bucket, String key) {
    Stored one = stored.remove(bucket + "/" + key);
    if (one != null) {
      try {
        Files.deleteIfExists(place(one, ".json"));
        Files.deleteIfExists(place(one, ""));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// The queues that are told of a file.
  List<String> told(Stored one) {
    return Optional.ofNullable(buckets.get(one.bucket())).stream()
        .flatMap(bucket -> bucket.arrivals().stream())
        .filter(arrival -> one.key().startsWith(arrival.prefix()))
        .map(Bucket.Arrival::queue)
        .toList();
  }

  private boolean isKept(Stored one) {
    Duration age = Duration.between(one.at(), clock.instant());
    boolean over =
        Optional.ofNullable(buckets.get(one.bucket())).stream()
            .flatMap(bucket -> bucket.expiries().stream())
            .filter(expiry -> one.key().startsWith(expiry.prefix()))
            .anyMatch(expiry -> age.compareTo(Duration.ofDays(expiry.days())) >= 0);
    if (over) {
      remove(one.bucket(), one.key());
    }
    return !over;
  }

  /// Short names, whatever the key is.
  private Path place(Stored one, String ending) {
    byte[] name = digest("SHA-256", (one.bucket() + "/" + one.key()).getBytes(UTF_8));
    return folder.resolve(Base64.getUrlEncoder().withoutPadding().encodeToString(name) + ending);
  }

  private static String md5(byte[] file) {
    return HexFormat.of().formatHex(digest("MD5", file));
  }

  private static byte[] digest(String algorithm, byte[] bytes) {
    try {
      return MessageDigest.getInstance(algorithm).digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + algorithm, e);
    }
  }

  @Override
  public void close() {
    if (temporary) {
      List.copyOf(stored.values()).forEach(one -> remove(one.bucket(), one.key()));
      try {
        Files.deleteIfExists(folder);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
