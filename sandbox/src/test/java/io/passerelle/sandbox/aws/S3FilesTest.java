package io.passerelle.sandbox.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.sandbox.aws.S3Files.Stored;
import io.passerelle.sandbox.lambda.Bucket;
import io.passerelle.sandbox.lambda.Template;
import io.passerelle.sandbox.time.SandboxClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3FilesTest {

  private static final Instant START = Instant.parse("2026-01-15T10:00:00Z");
  private static final Bucket BUCKET =
      new Bucket(
          "Files",
          List.of(new Bucket.Expiry("imports/", 30)),
          List.of(new Bucket.Arrival("imports/", "Queue")));

  private final SandboxClock clock = SandboxClock.standingAt(START);

  @Test
  void whatIsPutIsThereAfterTheNextStart(@TempDir Path folder) {
    try (S3Files files = files(Optional.of(folder))) {
      files.put("Files", "imports/a", "one".getBytes(UTF_8));
    }
    try (S3Files files = files(Optional.of(folder))) {
      Stored found = files.find("Files", "imports/a").orElseThrow();

      assertThat(files.read(found)).asString(UTF_8).isEqualTo("one");
      assertThat(found.tag()).isEqualTo("f97c5d29941bfb1b2fdab0874906ab82");
      assertThat(files.list("Files", "imp")).containsExactly(found);
      assertThat(files.list("Other", "")).isEmpty();
    }
  }

  @Test
  void aRuleLetsAFileGoOnceTheClockSaysSo(@TempDir Path folder) {
    try (S3Files files = files(Optional.of(folder))) {
      files.put("Files", "imports/a", new byte[1]);
      files.put("Files", "kept/a", new byte[1]);
      clock.reach(START.plus(Duration.ofDays(30)).minusSeconds(1));
      assertThat(files.list("Files", "")).hasSize(2);

      clock.reach(START.plus(Duration.ofDays(30)));

      assertThat(files.find("Files", "imports/a")).isEmpty();
      assertThat(files.list("Files", "")).extracting(Stored::key).containsExactly("kept/a");
      assertThat(folder.resolve("s3")).isDirectoryNotContaining(path -> size(path) == 0);
    }
  }

  @Test
  void onlyWhatTheTemplateNamesIsToldOf() {
    try (S3Files files = files(Optional.empty())) {
      assertThat(files.told(files.put("Files", "imports/a", new byte[1]))).containsExactly("Queue");
      assertThat(files.told(files.put("Files", "kept/a", new byte[1]))).isEmpty();
    }
  }

  @Test
  void theTemplatesOwnBucketTellsItsQueueAndKeepsAFileForAMonth() {
    Bucket bucket =
        Template.read(Path.of("../template.yaml")).buckets().stream()
            .filter(one -> one.name().equals("ImportBucket"))
            .findFirst()
            .orElseThrow();

    assertThat(bucket.expiries()).containsExactly(new Bucket.Expiry("imports/", 30));
    assertThat(bucket.arrivals()).containsExactly(new Bucket.Arrival("imports/", "ImportQueue"));
  }

  @Test
  void theTemplatesBucketOfCardFilesKeepsThemAsLongAsTheGatewayDoes() {
    Bucket bucket =
        Template.read(Path.of("../template.yaml")).buckets().stream()
            .filter(one -> one.name().equals("CardFileBucket"))
            .findFirst()
            .orElseThrow();

    assertThat(bucket.expiries())
        .containsExactly(new Bucket.Expiry("expired/", 21), new Bucket.Expiry("fetched/", 21));
    assertThat(bucket.arrivals()).isEmpty();
  }

  private S3Files files(Optional<Path> data) {
    return new S3Files(List.of(BUCKET), data, clock);
  }

  private static long size(Path path) {
    return path.toFile().length();
  }
}
