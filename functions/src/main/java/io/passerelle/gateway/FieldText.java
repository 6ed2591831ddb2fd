package io.passerelle.gateway;

/// Makes a text fit for a field: without what the gateway refuses, and cut where a reader would.
final class FieldText {

  private static final int ZERO_WIDTH_JOINER = 0x200D;
  private static final int SKIN_TONE_FIRST = 0x1F3FB;
  private static final int SKIN_TONE_LAST = 0x1F3FF;

  private FieldText() {}

  /// Without `<` and `>`, which the gateway refuses in every field, and without halves of
  /// characters, which no UTF-8 has; control characters and white space become one space.
  static String clean(String value) {
    StringBuilder clean = new StringBuilder(value.length());
    boolean space = false;
    for (int i = 0; i < value.length(); i += Character.charCount(value.codePointAt(i))) {
      int c = value.codePointAt(i);
      if (isSpace(c)) {
        space = true;
      } else if (c != '<' && c != '>' && !isHalf(c)) {
        if (space && !clean.isEmpty()) {
          clean.append(' ');
        }
        space = false;
        clean.appendCodePoint(c);
      }
    }
    return clean.toString();
  }

  /// Cut to so many code points at most: never inside one, and not between a letter and its accents
  /// or the parts of one sign, unless that leaves nothing.
  static String cut(String text, int most) {
    if (text.codePointCount(0, text.length()) <= most) {
      return text;
    }
    int end = text.offsetByCodePoints(0, most);
    int whole = end;
    while (whole > 0 && continues(text, whole)) {
      whole = text.offsetByCodePoints(whole, -1);
    }
    return text.substring(0, whole == 0 ? end : whole).strip();
  }

  /// Whether what stands at an index belongs to what is before it.
  private static boolean continues(String text, int index) {
    int next = text.codePointAt(index);
    return text.codePointBefore(index) == ZERO_WIDTH_JOINER
        || next == ZERO_WIDTH_JOINER
        || (next >= SKIN_TONE_FIRST && next <= SKIN_TONE_LAST)
        || switch (Character.getType(next)) {
          case Character.NON_SPACING_MARK,
              Character.COMBINING_SPACING_MARK,
              Character.ENCLOSING_MARK ->
              true;
          default -> false;
        };
  }

  private static boolean isSpace(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
  }

  private static boolean isHalf(int c) {
    return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
  }

  /// Whether a text would be taken for a card's number: the gateway refuses the whole form for it
  /// (error 999).
  static boolean looksLikeACard(String text) {
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean first = digits == 0 && (c < '3' || c > '5');
      if (c >= '0' && c <= '9' && !first) {
        digits++;
      } else if (c != ' ' && c != '-') {
        return false;
      }
    }
    return digits >= 13 && digits <= 16;
  }

  /// Only the characters of `alphabet` and ASCII letters and digits.
  static String only(String text, String alphabet) {
    StringBuilder only = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isLetterOrDigit(c) || alphabet.indexOf(c) >= 0) {
        only.append(c);
      }
    }
    return only.toString();
  }

  static boolean isLetterOrDigit(int c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }
}
