package io.passerelle.delivery;

/// Makes text from outside fit to be shown on one line: no control characters, no line breaks, no
/// marks that reverse the direction of what follows, no half of a pair, and a limited length.
public final class CleanText {

  private CleanText() {}

  /// The first `charactersMax` characters, with a space for each that may not be shown.
  public static String line(String text, int charactersMax) {
    StringBuilder clean = new StringBuilder(Math.min(text.length(), charactersMax));
    int at = 0;
    while (at < text.length()) {
      int point = text.codePointAt(at);
      int next = clean.length() + Character.charCount(point);
      if (next > charactersMax) {
        break;
      }
      clean.appendCodePoint(shown(point) ? point : ' ');
      at += Character.charCount(point);
    }
    return clean.toString();
  }

  private static boolean shown(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
