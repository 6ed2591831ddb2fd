package io.passerelle.cardfile;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds cards' numbers where none belongs. Digits may be of any script and stand in groups.
final class CardNumbers {

  private static final int DIGITS_MIN = 13;
  private static final int DIGITS_MAX = 19;
  private static final int KEPT = 4;
  private static final String SEPARATORS = " \u00A0._-";
  private static final Pattern RUN =
      Pattern.compile("\\p{Nd}(?:[" + SEPARATORS + "]{0,3}+\\p{Nd}){" + (DIGITS_MIN - 1) + ",}+");

  /// Where cards' numbers begin (ISO/IEC 7812): not as dates of this century do.
  private static final Pattern ISSUER = Pattern.compile("[3-6]|2[2-7]|8[12]");

  private CardNumbers() {}

  /// The text with the last four of any digits that are as many as a card's; in words for people
  /// nothing is lost by that.
  static String cut(String text) {
    return mayHoldOne(text)
        ? RUN.matcher(text).replaceAll(run -> "XXXX" + last(digits(run.group())))
        : text;
  }

  /// Whether some part of an id, by itself, is a card's number by its length, issuer and check
  /// digit. Only then: ids made of hexadecimal digits hold long numbers by chance.
  static boolean isIn(String text) {
    if (!mayHoldOne(text)) {
      return false;
    }
    Matcher run = RUN.matcher(text);
    while (run.find()) {
      if (standsAlone(text, run.start(), run.end()) && isOne(digits(run.group()))) {
        return true;
      }
    }
    return false;
  }

  /// Whether there are digits enough without a letter between them: a loop, since nearly every
  /// field of a million lines ends here. Digits outside of the first plane are pairs of characters.
  private static boolean mayHoldOne(String text) {
    int digits = 0;
    for (int i = 0; i < text.length() && digits < DIGITS_MIN; i++) {
      char c = text.charAt(i);
      if (mayBeDigit(c)) {
        digits++;
      } else if (SEPARATORS.indexOf(c) < 0 && !Character.isHighSurrogate(c)) {
        digits = 0;
      }
    }
    return digits == DIGITS_MIN;
  }

  private static boolean mayBeDigit(char c) {
    if (c <= 0x7F) {
      return c >= '0' && c <= '9';
    }
    return Character.isDigit(c) || Character.isLowSurrogate(c);
  }

  private static boolean standsAlone(String text, int start, int end) {
    boolean before = start > 0 && Character.isLetterOrDigit(text.charAt(start - 1));
    return !before && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)));
  }

  private static String digits(String run) {
    StringBuilder digits = new StringBuilder();
    run.codePoints()
        .filter(Character::isDigit)
        .forEach(one -> digits.append(Character.digit(one, 10)));
    return digits.toString();
  }

  private static String last(String digits) {
    return digits.substring(digits.length() - KEPT);
  }

  private static boolean isOne(String digits) {
    return digits.length() <= DIGITS_MAX && ISSUER.matcher(digits).lookingAt() && checks(digits);
  }

  /// The check digit of ISO/IEC 7812, annex B.
  private static boolean checks(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      sum += i % 2 == 0 ? digit : digit * 2 / 10 + digit * 2 % 10;
    }
    return sum % 10 == 0;
  }
}
