package io.passerelle.sandbox.sftp;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.sandbox.time.Agenda;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Puts the month's files there on the 1st at 04:00 UTC of the sandbox's clock, and takes them away
/// after 21 days (guide on expiring cards, chapters 4.1 and 4.2).
public final class MonthlyFiles {

  private static final Duration KEPT = Duration.ofDays(21);

  private final Path root;
  private final Supplier<List<Dated>> make;
  private final Clock clock;
  private final Agenda agenda;

  /// A file to put there: its place below the root, its name and what it holds.
  public record Dated(String folder, String name, String text) {}

  public MonthlyFiles(Path root, Supplier<List<Dated>> make, Clock clock, Agenda agenda) {
    this.root = root;
    this.make = make;
    this.clock = clock;
    this.agenda = agenda;
  }

  /// Begins to keep the times. A sandbox that starts in the middle of a month has that month's
  /// files as they would be if they were made now.
  public void begin() {
    Instant now = clock.instant();
    Instant made = made(YearMonth.from(now.atOffset(ZoneOffset.UTC)));
    clear();
    if (!made.isAfter(now) && made.plus(KEPT).isAfter(now)) {
      put(made);
    }
    plan();
  }

  private void plan() {
    Instant now = clock.instant();
    YearMonth month = YearMonth.from(now.atOffset(ZoneOffset.UTC));
    Instant next = made(month).isAfter(now) ? made(month) : made(month.plusMonths(1));
    agenda.at(
        next,
        () -> {
          clear();
          put(next);
          plan();
        });
  }

  private static Instant made(YearMonth month) {
    return month.atDay(1).atTime(4, 0).toInstant(ZoneOffset.UTC);
  }

  /// Where this month's files are there already, they stay as they are.
  private void put(Instant at) {
    for (Dated file : make.get()) {
      try {
        Path place = Files.createDirectories(root.resolve(file.folder())).resolve(file.name());
        if (!Files.exists(place)) {
          Files.write(place, file.text().getBytes(UTF_8));
          Files.setLastModifiedTime(place, FileTime.from(at));
        }
      } catch (IOException e) {
        throw new UncheckedIOException("A file of expiring cards cannot be put there", e);
      }
    }
    agenda.at(at.plus(KEPT), this::clear);
  }

  /// Takes away what is old.
  private void clear() {
    if (!Files.exists(root)) {
      return;
    }
    Instant until = clock.instant().minus(KEPT);
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        if (!Files.getLastModifiedTime(file).toInstant().isAfter(until)) {
          Files.delete(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The folder of expiring cards cannot be cleared", e);
    }
  }
}
