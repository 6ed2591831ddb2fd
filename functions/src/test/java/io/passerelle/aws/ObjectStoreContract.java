package io.passerelle.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every bucket does.
public abstract class ObjectStoreContract {

  private static final String KEY = "expired/ROOT/202601.EXP_CARDS.Épicerie & \"Fils\".T.csv";

  protected abstract ObjectStore store();

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_536, 65_537, 1_000_000})
  void whatIsPutIsReadBackUnderItsTag(int length) throws IOException {
    byte[] file = bytes(length);

    String tag = store().put(KEY, length, new ByteArrayInputStream(file));

    assertThat(read(tag, 0)).isEqualTo(file);
    assertThat(read(tag, length)).isEmpty();
  }

  @Test
  void whatIsPutUnderTheSameKeyTakesThePlaceOfWhatWasThere() throws IOException {
    String before = put("one");

    String after = put("another");

    assertThat(new String(read(after, 2), UTF_8)).isEqualTo("other");
    assertThatExceptionOfType(ObjectStore.Changed.class).isThrownBy(() -> read(before, 0));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1, 70_000})
  void aStreamThatHoldsMoreOrLessLeavesNothing(int more) throws IOException {
    String before = put("as it was");
    byte[] file = bytes(200_000 + more);

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> store().put(KEY, 200_000, new ByteArrayInputStream(file)));

    assertThat(new String(read(before, 0), UTF_8)).isEqualTo("as it was");
  }

  @Test
  void aStreamThatFailsLeavesNothing() throws IOException {
    String before = put("as it was");
    InputStream broken =
        new SequenceInputStream(
            new ByteArrayInputStream(bytes(100_000)),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("broken");
              }

              @Override
              public int read(byte[] bytes, int offset, int length) throws IOException {
                throw new IOException("broken");
              }
            });

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> store().put(KEY, 200_000, broken))
        .withMessage("broken");

    assertThat(new String(read(before, 0), UTF_8)).isEqualTo("as it was");
  }

  private String put(String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    return store().put(KEY, bytes.length, new ByteArrayInputStream(bytes));
  }

  private byte[] read(String tag, long from) throws IOException {
    try (InputStream in = store().open(KEY, tag, from)) {
      return in.readAllBytes();
    }
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) ('a' + i % 26);
    }
    return bytes;
  }
}
