package io.passerelle.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.cardfile.CardFileReader;
import io.passerelle.cardfile.CardFileWriter;
import io.passerelle.cardfile.CompanyDetail;
import io.passerelle.cardfile.Detail;
import io.passerelle.cardfile.ExpiringCard;
import io.passerelle.cardfile.FileName;
import io.passerelle.cardfile.ShopDetail;
import io.passerelle.cardfile.Subscription;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Lines of files of expiring cards that are written and read in a second, beside a plain writer
/// and reader of the same lines, in turn in one run; with the greatest heap that was in use.
///
/// It is to be started with little memory (`-Xmx64m`): that it comes to its end shows that the
/// memory does not grow with the file.
final class CardFileBench {

  private static final LocalDateTime BEGAN = LocalDateTime.of(2026, 2, 1, 4, 0);
  private static final LocalDate END = LocalDate.of(2026, 3, 31);

  private final Path folder;
  private final int lines;
  private final int rounds;

  private CardFileBench(Path folder, int lines, int rounds) {
    this.folder = folder;
    this.lines = lines;
    this.rounds = rounds;
  }

  /// Something that is done with all lines.
  @FunctionalInterface
  private interface Work {
    void run() throws IOException;
  }

  public static void main(String[] arguments) throws IOException {
    int lines = Integer.parseInt(arguments[0]);
    Path folder = Files.createTempDirectory("cardfiles-");
    try {
      new CardFileBench(folder, lines, Integer.parseInt(arguments[1])).run();
    } finally {
      Files.delete(folder);
    }
  }

  private void run() throws IOException {
    System.out.printf(
        Locale.ROOT,
        "load %.1f, %d lines, %d rounds, the middle one, heap at most %d MB%n",
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
        lines,
        rounds,
        Runtime.getRuntime().maxMemory() >> 20);
    measure("company", FileName.of("202602.EXP_CARDS.MA-ENS.T.csv").orElseThrow());
    measure("shop", FileName.of("202602.87654321.EXP_CARDS.PDV.T.csv").orElseThrow());
  }

  private void measure(String layout, FileName name) throws IOException {
    Path file = folder.resolve("file");
    Path copy = folder.resolve("copy");
    double[] times = new double[4 * rounds];
    for (int round = 0; round < rounds; round++) {
      times[round] = seconds(() -> write(name, file));
      times[rounds + round] = seconds(() -> plain(name, copy));
      times[2 * rounds + round] = seconds(() -> read(name, file));
      times[3 * rounds + round] = seconds(() -> scan(file));
    }
    double write = middle(times, 0);
    double plainWrite = middle(times, 1);
    double read = middle(times, 2);
    double plainRead = middle(times, 3);
    System.out.printf(
        Locale.ROOT,
        "%s: %d MB; written %,.0f lines/s (plain %,.0f, ratio %.2f);"
            + " read %,.0f lines/s (plain %,.0f, ratio %.2f)%n",
        layout,
        Files.size(file) / 1_000_000,
        lines / write,
        lines / plainWrite,
        write / plainWrite,
        lines / read,
        lines / plainRead,
        read / plainRead);
    Files.delete(file);
    Files.delete(copy);
  }

  private double middle(double[] times, int part) {
    double[] own = Arrays.copyOfRange(times, part * rounds, (part + 1) * rounds);
    Arrays.sort(own);
    return own[rounds / 2];
  }

  private static double seconds(Work work) throws IOException {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e9;
  }

  private void write(FileName name, Path file) throws IOException {
    try (CardFileWriter writer = new CardFileWriter(name, BEGAN, Files.newOutputStream(file))) {
      for (int i = 0; i < lines; i++) {
        writer.write(detail(name, i));
      }
      writer.finish(BEGAN);
    }
  }

  private static Detail detail(FileName name, int i) {
    String token = token(i);
    ExpiringCard card = new ExpiringCard(token, "Axel Kant", "kant" + i + "@e-mail.com", END);
    if (name.shop().isEmpty()) {
      return new CompanyDetail(card, i % 3);
    }
    return new ShopDetail(
        card,
        new Subscription(
            "REC_" + token,
            "0/12",
            "RRULE:FREQ=MONTHLY;COUNT=12;BYMONTHDAY=15",
            Optional.of(END),
            OptionalLong.of(2_000),
            OptionalLong.empty(),
            OptionalInt.empty()));
  }

  private static String token(int i) {
    return "91ca494b80d338a67ef06f34" + (10_000_000 + i);
  }

  private void read(FileName name, Path file) throws IOException {
    try (CardFileReader reader = new CardFileReader(name, Files.newInputStream(file))) {
      int entries = 0;
      while (reader.next().isPresent()) {
        entries++;
      }
      if (!reader.summary().isSound() || entries != lines) {
        throw new IllegalStateException(reader.summary().toString());
      }
    }
  }

  /// Lines of about the same length, without any check.
  private void plain(FileName name, Path copy) throws IOException {
    boolean company = name.shop().isEmpty();
    try (BufferedWriter out = Files.newBufferedWriter(copy, UTF_8)) {
      for (int i = 0; i < lines; i++) {
        String token = token(i);
        out.write(
            company
                ? "02;" + token + ";Axel Kant;kant" + i + "@e-mail.com;20260331;" + i % 3 + "\n"
                : "\"02\";\""
                    + token
                    + "\";\"Axel Kant\";\"kant"
                    + i
                    + "@e-mail.com\";\"20260331\";\"REC_"
                    + token
                    + "\";\"0/12\";"
                    + "\"RRULE:FREQ=MONTHLY;COUNT=12;BYMONTHDAY=15\";"
                    + "\"20260331\";\"2000\";\"\";\"\"\n");
      }
    }
  }

  private static void scan(Path file) throws IOException {
    long characters = 0;
    try (BufferedReader in = Files.newBufferedReader(file, UTF_8)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        characters += line.length();
      }
    }
    if (characters == 0) {
      throw new IllegalStateException("nothing was read");
    }
  }
}
