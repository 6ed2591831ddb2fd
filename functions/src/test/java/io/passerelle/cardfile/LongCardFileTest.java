package io.passerelle.cardfile;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A file of a million lines, made while it is read.
class LongCardFileTest {

  private static final int DETAILS = 999_998;
  private static final String DETAIL = "\"02\";\"91ca494b80d338a67ef06f34";
  private static final String REST =
      "\";\"Axel Kant\";\"kant@e-mail.com\";\"20260131\";\"REC_1\";\"0/12\";"
          + "\"RRULE:FREQ=MONTHLY;COUNT=12\";\"20260101\";\"2000\";\"\";\"0\"\n";

  @Test
  void aMillionLinesAreReadAndNoneIsKept() throws IOException {
    Made file = new Made(DETAILS);
    List<WeakReference<Found>> some = new ArrayList<>();
    long furthest = 0;

    try (CardFileReader reader = new CardFileReader(CardFiles.SHOP, file)) {
      Optional<Entry> entry = reader.next();
      for (; entry.isPresent(); entry = reader.next()) {
        Found found = (Found) entry.get();
        furthest = Math.max(furthest, file.line - found.line());
        if (found.line() % 100_000 == 0) {
          some.add(new WeakReference<>(found));
        }
      }
      System.gc();

      assertThat(reader.summary().used()).isEqualTo(DETAILS);
      assertThat(reader.summary().isSound()).isTrue();
      assertThat(furthest).isLessThan(2_000);
      assertThat(some).hasSize(9).allMatch(found -> found.refersTo(null));
    }
  }

  @Test
  void tokensAreCountedAcrossManyLines() {
    TokenCount tokens = new TokenCount();

    for (int i = 0; i < 100_000; i++) {
      tokens.add("token" + i % 70_000);
    }

    assertThat(tokens.count()).isEqualTo(70_000);
  }

  /// A shop's file with a token of its own in every detail; it never holds more than a line.
  private static final class Made extends InputStream {
    private final int details;
    private int line;
    private byte[] text = new byte[0];
    private int place;

    Made(int details) {
      this.details = details;
    }

    @Override
    public int read() {
      if (place == text.length) {
        text = next().getBytes(US_ASCII);
        place = 0;
      }
      return text.length == 0 ? -1 : text[place++];
    }

    @Override
    public int read(byte[] bytes, int from, int length) {
      int one = read();
      if (one < 0) {
        return -1;
      }
      bytes[from] = (byte) one;
      int more = Math.min(length - 1, text.length - place);
      System.arraycopy(text, place, bytes, from + 1, more);
      place += more;
      return more + 1;
    }

    private String next() {
      line++;
      if (line == 1) {
        return "\"00\";\"EXP_CARDS\";\"P\";\"87654321\";\"20260101\";\"040000\"\n";
      }
      if (line - 1 <= details) {
        return DETAIL + line + REST;
      }
      return line - 2 == details
          ? "\"01\";\"" + details + "\";\"" + details + "\";\"20260101\";\"040001\"\n"
          : "";
    }
  }
}
