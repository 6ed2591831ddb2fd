package io.passerelle;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Watches what all tests print, and what they are called in reports: a test fails whose name holds
/// more than the last four digits of a test card, and a class that prints one. It is found by JUnit
/// itself and needs no mention.
public final class NoCardInOutput
    implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {

  /// The beginnings of the cards that tests use, and what makes a whole or a masked number of them.
  private static final Pattern NUMBER =
      Pattern.compile(
          "(?:4970[ .-]?1[01]|5970[ .-]?10|5000[ .-]?55|4917[ .-]?48|3782[ .-]?82)"
              + "(?:[ .-]?[0-9Xx*]){5,9}[ .-]?[0-9]{4}");

  @Override
  public void beforeAll(ExtensionContext context) {
    if (!(System.out instanceof Watched)) {
      System.setOut(new Watched(System.out));
    }
    if (!(System.err instanceof Watched)) {
      System.setErr(new Watched(System.err));
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    if (holdsOne(context.getDisplayName())) {
      throw new AssertionError("the test's name holds a card's number: name it by its index");
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    Stream.of(System.out, System.err)
        .flatMap(
            stream -> stream instanceof Watched watched ? watched.found().stream() : Stream.empty())
        .forEach(before -> {
          throw new AssertionError("a card's number was printed behind: " + before);
        });
  }

  static boolean holdsOne(String text) {
    return NUMBER.matcher(text).find();
  }

  /// Passes all on, and looks at it line by line; of a line without end piece by piece, so that its
  /// memory has a bound.
  static final class Watched extends PrintStream {

    Watched(PrintStream behind) {
      super(new Lines(behind), true, behind.charset());
    }

    /// What stands before the first number since this was asked last.
    Optional<String> found() {
      return ((Lines) out).take();
    }
  }

  private static final class Lines extends OutputStream {

    private static final int PIECE_MAX = 8_192;
    private static final int NUMBER_MAX = 64;

    private final PrintStream behind;
    private final StringBuilder line = new StringBuilder(PIECE_MAX);
    private Optional<String> found = Optional.empty();

    Lines(PrintStream behind) {
      this.behind = behind;
    }

    @Override
    public synchronized void write(int b) {
      behind.write(b);
      add((byte) b);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
      behind.write(bytes, from, length);
      for (int i = from; i < from + length; i++) {
        add(bytes[i]);
      }
    }

    @Override
    public void flush() throws IOException {
      behind.flush();
    }

    private void add(byte b) {
      line.append((char) (b & 0xFF));
      if (b == '\n' || line.length() == PIECE_MAX) {
        look();
        line.delete(0, b == '\n' ? line.length() : PIECE_MAX - NUMBER_MAX);
      }
    }

    private void look() {
      var number = NUMBER.matcher(line);
      if (found.isEmpty() && number.find()) {
        found = Optional.of(line.substring(Math.max(0, number.start() - 80), number.start()));
      }
    }

    synchronized Optional<String> take() {
      look();
      Optional<String> taken = found;
      found = Optional.empty();
      return taken;
    }
  }
}
