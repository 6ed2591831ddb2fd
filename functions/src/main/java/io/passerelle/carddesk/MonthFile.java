package io.passerelle.carddesk;

import io.passerelle.aws.ObjectStore;
import io.passerelle.cardfile.CardFileWriter;
import io.passerelle.cardfile.Detail;
import io.passerelle.cardfile.FileName;
import io.passerelle.edge.Log;
import io.passerelle.store.CardMonth.Written;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/// A file that is being written, on this machine, until it is whole.
final class MonthFile implements Closeable {

  private final FileName name;
  private final String key;
  private final Path path;
  private final CardFileWriter writer;
  private int left;

  MonthFile(FileName name, String key, Path path, Instant began) throws IOException {
    this.name = name;
    this.key = key;
    this.path = path;
    this.writer = new CardFileWriter(name, utc(began), Files.newOutputStream(path));
  }

  int details() {
    return writer.details();
  }

  /// A detail beyond what a trailer can count is left out, and counted.
  void write(Detail detail) throws IOException {
    if (writer.isFull()) {
      left++;
    } else {
      writer.write(detail);
    }
  }

  /// Something that no file may hold.
  void leave() {
    left++;
  }

  Written put(ObjectStore store, Clock clock) throws IOException {
    writer.finish(utc(clock.instant()));
    writer.close();
    try (InputStream in = Files.newInputStream(path)) {
      store.put(key, Files.size(path), in);
    }
    if (left > 0) {
      Log.line("card file without some cards")
          .with(Log.Field.PATH, key)
          .with(Log.Field.COUNT, left)
          .write();
    }
    return new Written(name.shop(), name.text(), key, clock.instant(), details(), left);
  }

  private static LocalDateTime utc(Instant at) {
    return LocalDateTime.ofInstant(at, ZoneOffset.UTC);
  }

  @Override
  public void close() throws IOException {
    try {
      writer.close();
    } finally {
      Files.deleteIfExists(path);
    }
  }
}
