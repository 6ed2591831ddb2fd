package io.passerelle.sandbox.state;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The folder of `--data`, held by one sandbox at a time: two would spoil each other's table.
///
/// The lock goes with the process, so a killed sandbox leaves the folder free.
public final class DataFolder implements AutoCloseable {

  private final Path path;
  private final FileChannel lock;

  private DataFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /// Makes the folder where it is missing. One that cannot be used: an `UncheckedIOException` that
  /// names it; one that another sandbox uses: an `IllegalArgumentException`.
  public static DataFolder open(Path path) {
    try {
      Files.createDirectories(path);
      FileChannel lock = FileChannel.open(path.resolve("lock"), CREATE, WRITE);
      if (!isTaken(lock)) {
        return new DataFolder(path, lock);
      }
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException("The folder " + path + " cannot be used", e);
    }
    throw new IllegalArgumentException("The folder " + path + " is in use by another sandbox");
  }

  private static boolean isTaken(FileChannel lock) throws IOException {
    try {
      return lock.tryLock() == null;
    } catch (OverlappingFileLockException e) {
      return true;
    }
  }

  public Path path() {
    return path;
  }

  public ClockFile clockFile() {
    return new ClockFile(path);
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException("The folder " + path + " cannot be released", e);
    }
  }
}
