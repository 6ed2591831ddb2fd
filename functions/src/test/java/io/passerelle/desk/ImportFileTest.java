package io.passerelle.desk;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.desk.ImportFile.Entry;
import io.passerelle.payment.Seed;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class ImportFileTest {

  @Test
  void fieldsAreDividedAndLinesCounted() {
    List<Entry> entries = read("02;12345678;TEST;ALL\nURL;;A-1;100\n");

    assertThat(entries).extracting(Entry::line).containsExactly(1L, 2L);
    assertThat(entries.get(0).fields()).containsExactly("02", "12345678", "TEST", "ALL");
    assertThat(entries.get(1).fields()).containsExactly("URL", "", "A-1", "100");
    assertThat(entries.get(1).lines()).isEqualTo(2);
    assertThat(entries.get(1).offset()).isEqualTo(34);
  }

  @Test
  void theMarkOfUtf8AndLinesThatEndWithBothAreRead() {
    List<Entry> entries = read("\uFEFF02;1\r\na;é\r\n\r\n ; \r\nb;");

    assertThat(entries).extracting(Entry::line).containsExactly(1L, 2L, 5L);
    assertThat(entries)
        .extracting(Entry::fields)
        .containsExactly(List.of("02", "1"), List.of("a", "é"), List.of("b", ""));
  }

  @Test
  void aFieldInQuotesMayHoldAnything() {
    List<Entry> entries =
        read("\uFEFF\"a\";\"b;c\";\"say \"\"no\"\"\";\"\"\r\n\"two\r\nlines\";x\"y\";\"z\"t\nnext");

    assertThat(entries)
        .extracting(Entry::fields)
        .containsExactly(
            List.of("a", "b;c", "say \"no\"", ""),
            List.of("two\r\nlines", "x\"y\"", "zt"),
            List.of("next"));
    assertThat(entries).extracting(Entry::line).containsExactly(1L, 2L, 4L);
  }

  @Test
  void whatIsNotInUtf8SaysSoAndTheNextLineIsReadAllTheSame() {
    List<Entry> latin = read("a;b\nFacture d'été;1\nc;d\n".getBytes(ISO_8859_1));

    assertThat(latin.get(1).trouble()).startsWith("is not in UTF-8");
    assertThat(latin.get(1).line()).isEqualTo(2);
    assertThat(latin.get(2).fields()).containsExactly("c", "d");
    assertThat(read("02;1".getBytes(UTF_16)).getFirst().trouble()).startsWith("is not in UTF-8");
  }

  @Test
  void aQuoteThatIsNotClosedIsToldAndSwallowsNotAll() {
    assertThat(read("a;\"b\nc").getFirst().trouble()).isEqualTo("has a quote that is not closed");
    StringBuilder text = new StringBuilder("a;\"b\n");
    for (int i = 0; i < 100_000; i++) {
      text.append("URL;;A-").append(i).append(";100\n");
    }

    List<Entry> entries = read(text.toString());

    assertThat(entries.getFirst().trouble()).startsWith("is longer than a record may be");
    assertThat(entries.getFirst().line()).isEqualTo(1);
    assertThat(entries).hasSizeGreaterThan(80_000);
    assertThat(entries.getLast().fields()).containsExactly("URL", "", "A-99999", "100");
    assertThat(entries.getLast().line()).isEqualTo(100_001);
  }

  @Test
  void aLineWithoutAnEndTakesNoMoreMemoryThanARecordMay() {
    Endless file = new Endless(20_000_000);

    Optional<Entry> entry = new ImportFile(file, 0, 0).next();

    assertThat(entry.orElseThrow().trouble()).startsWith("is longer than a record may be");
    assertThat(entry.orElseThrow().offset()).isEqualTo(20_000_000);
  }

  @Test
  void nothingIsInAnEmptyFile() {
    assertThat(read("")).isEmpty();
    assertThat(read("\uFEFF")).isEmpty();
    assertThat(read("\n\r\n;;\n")).isEmpty();
  }

  /// Whoever goes on behind a record reads what the first would have read.
  @Test
  void readingGoesOnAtTheEndOfAnyRecord() {
    RandomGenerator random =
        RandomGeneratorFactory.of("L64X128MixRandom").create(Seed.of(ImportFileTest.class));
    String alphabet = "ab;\"\"\n\r é\uFEFF";
    for (int run = 0; run < 1_000; run++) {
      StringBuilder text = new StringBuilder("h\n");
      for (int i = random.nextInt(60); i > 0; i--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      byte[] bytes = text.toString().getBytes(UTF_8);
      List<Entry> all = read(bytes);
      for (int i = 0; i < all.size(); i++) {
        Entry at = all.get(i);
        InputStream rest =
            new ByteArrayInputStream(bytes, (int) at.offset(), bytes.length - (int) at.offset());

        assertThat(read(new ImportFile(rest, at.lines(), at.offset())))
            .as(text.toString())
            .isEqualTo(all.subList(i + 1, all.size()));
      }
    }
  }

  private static final class Endless extends InputStream {
    private long left;

    Endless(long left) {
      this.left = left;
    }

    @Override
    public int read() {
      return left-- > 0 ? 'x' : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      int count = (int) Math.min(left, length);
      left -= count;
      return count == 0 ? -1 : count;
    }
  }

  private static List<Entry> read(String text) {
    return read(text.getBytes(UTF_8));
  }

  private static List<Entry> read(byte[] file) {
    return read(new ImportFile(new ByteArrayInputStream(file), 0, 0));
  }

  private static List<Entry> read(ImportFile file) {
    List<Entry> entries = new ArrayList<>();
    for (var next = file.next(); next.isPresent(); next = file.next()) {
      entries.add(next.get());
    }
    return entries;
  }
}
