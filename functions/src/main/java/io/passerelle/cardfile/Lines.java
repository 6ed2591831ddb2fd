package io.passerelle.cardfile;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.Optional;

/// The lines of a file, one after the other. A line's end ends the record, whatever stands open in
/// it: the layouts have one record to a line, and so a quote too many costs no more than its own.
///
/// A line ends with LF, CRLF or CR (the guide says "carriage return"). The mark of UTF-8 at the
/// beginning is passed over, and so are lines without a word.
final class Lines implements AutoCloseable {

  /// More than the fields of the longest record have together, each character in quotes of its own.
  static final int LINE_BYTES_MAX = 16 * 1024;

  /// Room for as many of the longest plausible lines as a trailer can count.
  static final long FILE_BYTES_MAX = 1L << 30;

  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final InputStream in;
  private final long fileBytesMax;
  private final byte[] buffer = new byte[64 * 1024];
  private int place;
  private int limit;
  private long passed;
  private byte[] line = new byte[1024];
  private int length;
  private boolean afterReturn;
  private long number;

  Lines(InputStream in, long fileBytesMax) {
    this.in = in;
    this.fileBytesMax = fileBytesMax;
  }

  /// A line: its text without its end, whether it had an end, and what is wrong with it. The text
  /// of a line that is not in UTF-8 or too long begins as the line does, so that its code is known.
  record Line(long number, String text, boolean ended, Optional<Fault> fault) {}

  /// The next line that has a word; empty at the end of the file.
  Optional<Line> next() throws IOException {
    while (true) {
      length = 0;
      boolean ended = take();
      if (!ended && length == 0) {
        return Optional.empty();
      }
      number++;
      skipMark();
      if (!isBlank()) {
        return Optional.of(line(ended));
      }
    }
  }

  /// The number of the last line that was read.
  long number() {
    return number;
  }

  /// Whether there is more of the file than is read of any.
  boolean isTooLarge() {
    return passed > fileBytesMax;
  }

  /// Bytes up to a line's end, and whether there was one.
  private boolean take() throws IOException {
    while (place < limit || fill()) {
      if (afterReturn && buffer[place] == '\n') {
        afterReturn = false;
        place++;
        continue;
      }
      afterReturn = false;
      int end = place;
      while (end < limit && buffer[end] != '\n' && buffer[end] != '\r') {
        end++;
      }
      keep(end - place);
      place = end;
      if (end < limit) {
        afterReturn = buffer[place++] == '\r';
        return true;
      }
    }
    return false;
  }

  private boolean fill() throws IOException {
    int read = isTooLarge() ? 0 : Math.max(0, in.read(buffer));
    passed += read;
    place = 0;
    limit = isTooLarge() ? 0 : read;
    return limit > 0;
  }

  /// Of a line that is too long, as much as shows that it is.
  private void keep(int bytes) {
    int kept = Math.min(bytes, LINE_BYTES_MAX + 1 - length);
    if (length + kept > line.length) {
      line = Arrays.copyOf(line, Math.max(line.length * 2, length + kept));
    }
    System.arraycopy(buffer, place, line, length, kept);
    length += kept;
  }

  private void skipMark() {
    if (number == 1 && length >= MARK.length && Arrays.equals(line, 0, 3, MARK, 0, 3)) {
      System.arraycopy(line, MARK.length, line, 0, length - MARK.length);
      length -= MARK.length;
    }
  }

  private boolean isBlank() {
    for (int i = 0; i < length; i++) {
      if (line[i] != ' ' && line[i] != '\t') {
        return false;
      }
    }
    return true;
  }

  private Line line(boolean ended) {
    if (length > LINE_BYTES_MAX) {
      return new Line(number, beginning(), ended, Optional.of(Fault.TOO_LONG));
    }
    try {
      return new Line(number, text(), ended, Optional.empty());
    } catch (CharacterCodingException e) {
      return new Line(number, beginning(), ended, Optional.of(Fault.NOT_UTF8));
    }
  }

  private String text() throws CharacterCodingException {
    for (int i = 0; i < length; i++) {
      if (line[i] < 0) {
        return UTF_8.newDecoder().decode(ByteBuffer.wrap(line, 0, length)).toString();
      }
    }
    return new String(line, 0, length, US_ASCII);
  }

  private String beginning() {
    return new String(line, 0, Math.min(length, 5), UTF_8);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
