package io.passerelle.cardfile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.List;
import java.util.OptionalInt;

/// Writes a file as the gateway's guide shows it: a company's without quotes, unless a field holds
/// `;` or a quote, and a shop's with quotes around every field; UTF-8, lines that end with LF.
///
/// A file that was not finished has no trailer, so that nobody takes it for whole.
public final class CardFileWriter implements AutoCloseable {

  private final FileName name;
  private final Layout layout;
  private final OutputStream out;
  private final TokenCount tokens = new TokenCount();
  private int details;
  private boolean finished;

  /// `began` is in UTC; what is smaller than a second is not written.
  public CardFileWriter(FileName name, LocalDateTime began, OutputStream out) throws IOException {
    this.name = name;
    this.layout = new Layout(name);
    this.out = new BufferedOutputStream(out, 64 * 1024);
    line(layout.header(began));
  }

  /// Whether there is no place for another detail.
  public boolean isFull() {
    return details == CardFileReader.DETAILS_MAX;
  }

  public int details() {
    return details;
  }

  /// Fails for a detail of the other layout, and for one more than a trailer can count.
  public void write(Detail detail) throws IOException {
    if (finished || isFull()) {
      throw new IllegalStateException("the file is finished or full");
    }
    line(layout.texts(detail));
    details++;
    if (name.shop().isPresent()) {
      tokens.add(detail.card().token());
    }
  }

  /// Writes the trailer, in UTC, after which nothing can be written.
  public void finish(LocalDateTime ended) throws IOException {
    if (finished) {
      throw new IllegalStateException("the file is finished");
    }
    finished = true;
    OptionalInt counted =
        name.shop().isPresent() ? OptionalInt.of(tokens.count()) : OptionalInt.empty();
    line(layout.texts(new Trailer(details, counted, ended)));
    out.flush();
  }

  private void line(List<String> fields) throws IOException {
    out.write(Quoting.line(fields, layout.isQuoted()).getBytes(UTF_8));
    out.write('\n');
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
