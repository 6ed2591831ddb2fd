package io.passerelle.desk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A file of records with `;` between their fields, read record by record: what was read before is
/// forgotten, so that a file of any length takes the memory of one record.
///
/// UTF-8, with or without its mark; lines end with LF or CRLF; a field in quotes may hold `;`, line
/// ends and doubled quotes, as RFC 4180 has it. Lines without a word are passed over.
final class ImportFile implements AutoCloseable {

  /// More than the longest fields of a record have together.
  static final int RECORD_BYTES_MAX = 128 * 1024;

  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final BufferedInputStream in;
  private long lines;
  private long offset;

  /// `lines` and `offset` say how many lines and bytes were passed over: none at the beginning.
  ImportFile(InputStream in, long lines, long offset) {
    this.in = new BufferedInputStream(in, 64 * 1024);
    this.lines = lines;
    this.offset = offset;
  }

  /// A record: the number of its first line, from 1; its fields, or why it has none; and how many
  /// lines and bytes of the file end with it.
  record Entry(long line, List<String> fields, String trouble, long lines, long offset) {}

  /// The next record; empty at the end.
  Optional<Entry> next() {
    try {
      if (offset == 0) {
        passMark();
      }
      while (true) {
        long line = lines + 1;
        Optional<Raw> raw = read();
        if (raw.isEmpty()) {
          return Optional.empty();
        }
        Entry entry = entry(line, raw.get());
        if (!entry.trouble().isEmpty() || !entry.fields().stream().allMatch(String::isBlank)) {
          return Optional.of(entry);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void passMark() throws IOException {
    in.mark(MARK.length);
    if (Arrays.equals(in.readNBytes(MARK.length), MARK)) {
      offset = MARK.length;
    } else {
      in.reset();
    }
  }

  /// The bytes of a record without its line's end, or as many as one may have. `closed` says that
  /// no quote was left open.
  private record Raw(byte[] bytes, boolean whole, boolean closed) {}

  /// A quote opens at a field's beginning alone, and again where it has just been closed. What is
  /// too long ends with its line, so that one quote too many does not swallow all that follows.
  private Optional<Raw> read() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    boolean quoted = false;
    boolean mayOpen = true;
    boolean whole = true;
    int one = in.read();
    if (one < 0) {
      return Optional.empty();
    }
    for (; one >= 0; one = in.read()) {
      offset++;
      if (one == '\n') {
        lines++;
        if (!quoted || !whole) {
          return Optional.of(new Raw(bytes.toByteArray(), whole, true));
        }
      }
      boolean quote = one == '"';
      boolean closes = quoted && quote;
      quoted = quoted ? !quote : quote && mayOpen;
      mayOpen = !quoted && (closes || one == ';');
      whole &= bytes.size() < RECORD_BYTES_MAX;
      if (whole) {
        bytes.write(one);
      }
    }
    lines++;
    return Optional.of(new Raw(bytes.toByteArray(), whole, !quoted));
  }

  private Entry entry(long line, Raw raw) {
    if (!raw.whole()) {
      return trouble(line, "is longer than a record may be, or a quote in it is not closed");
    }
    if (!raw.closed()) {
      return trouble(line, "has a quote that is not closed");
    }
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(raw.bytes())).toString();
      String record = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
      return new Entry(line, fields(record), "", lines, offset);
    } catch (CharacterCodingException e) {
      return trouble(
          line, "is not in UTF-8, as files in Latin-1 or UTF-16 are not: save it as UTF-8");
    }
  }

  private Entry trouble(long line, String why) {
    return new Entry(line, List.of(), why, lines, offset);
  }

  private static List<String> fields(String record) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    boolean mayOpen = true;
    boolean reopened = false;
    for (int i = 0; i < record.length(); i++) {
      char c = record.charAt(i);
      boolean quote = c == '"';
      boolean opens = !quoted && quote && mayOpen;
      boolean closes = quoted && quote;
      if (opens && reopened) {
        field.append('"');
      }
      if (c == ';' && !quoted) {
        fields.add(field.toString());
        field.setLength(0);
      } else if (!opens && !closes) {
        field.append(c);
      }
      quoted = quoted ? !quote : opens;
      reopened = closes;
      mayOpen = !quoted && (closes || c == ';');
    }
    fields.add(field.toString());
    return fields;
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
