package io.passerelle.cardfile;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Reads a file of either layout, entry by entry, as it comes; nothing of it is kept but counts. A
/// line that is broken is a [Problem] and costs no other.
///
/// A stream that fails throws what it throws: the file is then to be fetched and read again.
public final class CardFileReader implements AutoCloseable {

  /// As many as the six digits of a trailer can say.
  static final int DETAILS_MAX = 999_999;

  private final FileName name;
  private final Layout layout;
  private final Lines lines;
  private final int detailsMax;
  private final ArrayDeque<Entry> waiting = new ArrayDeque<>();
  private final TokenCount tokens = new TokenCount();
  private Optional<LocalDateTime> began = Optional.empty();
  private Optional<Trailer> trailer = Optional.empty();
  private boolean headed;
  private boolean opened;
  private boolean trailed;
  private boolean refused;
  private boolean ended;
  private int details;
  private int used;
  private long problems;

  public CardFileReader(FileName name, InputStream in) {
    this(name, in, Lines.FILE_BYTES_MAX, DETAILS_MAX);
  }

  CardFileReader(FileName name, InputStream in, long fileBytesMax, int detailsMax) {
    this.name = name;
    this.layout = new Layout(name);
    this.lines = new Lines(in, fileBytesMax);
    this.detailsMax = detailsMax;
  }

  /// The next detail or problem; empty at the end.
  public Optional<Entry> next() throws IOException {
    while (waiting.isEmpty() && !ended) {
      Optional<Lines.Line> line = lines.next();
      if (line.isPresent()) {
        look(line.get());
      } else {
        end();
      }
    }
    return Optional.ofNullable(waiting.poll());
  }

  /// What came of what was read so far.
  public Summary summary() {
    return new Summary(refused ? 0 : used, problems, refused, began, trailer);
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  private void look(Lines.Line line) {
    String code = code(line.text());
    if (!headed && !code.equals(Layout.HEADER)) {
      problem(line, Fault.NO_HEADER);
    }
    headed = true;
    if (trailed) {
      problem(line, code.equals(Layout.TRAILER) ? Fault.SECOND_TRAILER : Fault.AFTER_TRAILER);
      return;
    }
    trailed = code.equals(Layout.TRAILER);
    details += code.equals(Layout.DETAIL) ? 1 : 0;
    if (details > detailsMax) {
      problem(line, Fault.TOO_MANY_DETAILS);
      ended = true;
      return;
    }
    try {
      read(line, code);
    } catch (InvalidRecord invalid) {
      problem(line.number(), invalid.field(), invalid.fault());
    }
  }

  private void read(Lines.Line line, String code) {
    switch (code) {
      case Layout.HEADER -> header(line);
      case Layout.DETAIL -> detail(line);
      case Layout.TRAILER -> trailer(line);
      default -> {
        whole(line);
        throw new InvalidRecord(Fault.UNKNOWN_CODE, "");
      }
    }
  }

  private static String whole(Lines.Line line) {
    line.fault()
        .ifPresent(fault -> {
          throw new InvalidRecord(fault, fault == Fault.TOO_LONG ? "line" : "");
        });
    return line.text();
  }

  private static List<String> fields(Lines.Line line) {
    return Quoting.fields(whole(line));
  }

  /// Another header begins another file, whose details may be anybody's.
  private void header(Lines.Line line) {
    if (opened || details > 0) {
      ended = true;
      throw new InvalidRecord(Fault.SECOND_HEADER, "");
    }
    Fields rest = opening(line);
    opened = true;
    began = Optional.of(rest.instant());
  }

  /// Where a header does not say that the file is the one of its name, nothing of it may be used.
  private Fields opening(Lines.Line line) {
    try {
      return layout.opening(fields(line));
    } catch (InvalidRecord invalid) {
      refused = true;
      throw invalid;
    }
  }

  /// Every record ends with its line: what does not may have lost digits of its last number.
  private void detail(Lines.Line line) {
    Detail detail = layout.detail(fields(line));
    if (!line.ended()) {
      throw new InvalidRecord(Fault.UNENDED, "");
    }
    used++;
    if (name.shop().isPresent()) {
      tokens.add(detail.card().token());
    }
    waiting.add(new Found(line.number(), detail));
  }

  /// Broken details are counted as well; what tokens they had is not known.
  private void trailer(Lines.Line line) {
    Trailer read = layout.trailer(fields(line));
    trailer = Optional.of(read);
    if (read.details() != details) {
      problem(line.number(), "count", Fault.OTHER_COUNT);
    }
    OptionalInt told = read.tokens();
    if (told.isPresent() && used == details && told.getAsInt() != tokens.count()) {
      problem(line.number(), "tokens", Fault.OTHER_TOKENS);
    }
  }

  private void end() {
    ended = true;
    if (lines.isTooLarge()) {
      problem(lines.number(), "", Fault.TOO_LARGE);
    } else if (!headed) {
      problem(0, "", Fault.EMPTY);
    } else if (!trailed) {
      problem(lines.number(), "", Fault.NO_TRAILER);
    }
  }

  private void problem(Lines.Line line, Fault fault) {
    problem(line.number(), fault == Fault.AFTER_TRAILER ? "line" : "", fault);
  }

  private void problem(long line, String field, Fault fault) {
    problems++;
    waiting.add(new Problem(line, field, fault));
    ended |= refused;
  }

  private static String code(String line) {
    for (String code : List.of(Layout.DETAIL, Layout.HEADER, Layout.TRAILER)) {
      if (line.startsWith(code + ";") || line.startsWith("\"" + code + "\";")) {
        return code;
      }
    }
    return "";
  }
}
