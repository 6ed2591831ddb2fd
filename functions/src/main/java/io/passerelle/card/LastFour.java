package io.passerelle.card;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The last four digits of a card: all that is ever kept of its number.
public record LastFour(String digits) {

  private static final int LENGTH_MAX = 40;
  private static final Pattern END = Pattern.compile("(?:^|.*[^0-9]|[0-9 -]*)([0-9]{4})");
  private static final Pattern FOUR = Pattern.compile("[0-9]{4}");

  public LastFour {
    if (!FOUR.matcher(digits).matches()) {
      throw new IllegalArgumentException("four digits and no more");
    }
  }

  /// Reads four digits, or a number of which some are hidden (`XXXXXXXXXXXX0114`), or even a whole
  /// one; whatever comes before the last four is let go here.
  public static Optional<LastFour> of(String text) {
    String number = text.strip();
    if (number.length() > LENGTH_MAX) {
      return Optional.empty();
    }
    Matcher end = END.matcher(number);
    return end.matches() ? Optional.of(new LastFour(end.group(1))) : Optional.empty();
  }
}
