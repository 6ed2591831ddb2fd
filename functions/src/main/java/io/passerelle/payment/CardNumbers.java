package io.passerelle.payment;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds cards' numbers where none belongs: no more than the last four digits is ever kept or
/// shown. Digits may be of any script and stand in groups.
public final class CardNumbers {

  private static final int DIGITS_MIN = 13;
  private static final int DIGITS_MAX = 19;
  private static final int SIRET_DIGITS = 14;
  private static final int SIREN_DIGITS = 9;
  private static final int KEPT = 4;
  private static final String HIDDEN = "XXXX";
  private static final String SEPARATORS = " \u00A0._-";
  private static final Pattern RUN =
      Pattern.compile("\\p{Nd}(?:[" + SEPARATORS + "]{0,3}+\\p{Nd}){" + (DIGITS_MIN - 1) + ",}+");

  /// Where cards' numbers begin (ISO/IEC 7812): not as dates of this century do.
  private static final Pattern ISSUER = Pattern.compile("[3-6]|2[2-7]|8[12]");

  /// A number of which the middle is hidden, as the gateway shows it: `497010XXXXXX0055`.
  private static final Pattern MASKED =
      Pattern.compile("[0-9](?:[ -]?[0-9]){3,8}(?:[ -]?[Xx*•]){3,12}[ -]?([0-9]{4})(?![0-9])");

  /// Digits as people and programs group them: all together, in fours, or as 4, 6 and 5.
  private static final Pattern GROUPED =
      Pattern.compile(
          "(?<![0-9+])(?:[0-9]{13,19}|[0-9]{4}([ \u00A0._-])[0-9]{4}\\1[0-9]{4}\\1[0-9]{1,4}"
              + "|[0-9]{4}([ \u00A0._-])[0-9]{6}\\2[0-9]{4,5})(?![0-9])");

  private CardNumbers() {}

  /// Whether a whole value is a card's number by its length, issuer and check digit, as the gateway
  /// would take it for one (error 999).
  public static boolean isOne(CharSequence value) {
    String digits = value.toString().replaceAll("[ \u00A0-]", "");
    return digits.length() >= DIGITS_MIN && digits.matches("[0-9]+") && isNumber(digits);
  }

  /// The text with the last four digits of each card's number in it, whole or masked. For what is
  /// shown and logged: a long number that is no card's stays as it is.
  public static String hidden(String text) {
    String whole =
        mayHoldOne(text)
            ? GROUPED
                .matcher(text)
                .replaceAll(run -> isHidden(text, run) ? HIDDEN + last(digits(run.group())) : "$0")
            : text;
    return mayBeMasked(whole)
        ? MASKED.matcher(whole).replaceAll(found -> HIDDEN + found.group(1))
        : whole;
  }

  private static boolean isHidden(String text, MatchResult run) {
    return isNumber(digits(run.group())) && !isInAName(text, run.start(), run.end());
  }

  /// Ids of hexadecimal digits hold long numbers by chance.
  private static boolean isInAName(String text, int start, int end) {
    boolean before = start > 0 && isHexLetter(text.charAt(start - 1));
    return before || (end < text.length() && isHexLetter(text.charAt(end)));
  }

  private static boolean isHexLetter(char c) {
    return (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  private static boolean mayBeMasked(String text) {
    return text.indexOf('X') >= 0
        || text.indexOf('x') >= 0
        || text.indexOf('*') >= 0
        || text.indexOf('•') >= 0;
  }

  /// The text with the last four of any digits that are as many as a card's; in words for people
  /// nothing is lost by that.
  public static String cut(String text) {
    return mayHoldOne(text)
        ? RUN.matcher(text).replaceAll(run -> HIDDEN + last(digits(run.group())))
        : text;
  }

  /// Whether some part of an id, by itself, is a card's number by its length, issuer and check
  /// digit. Only then: ids made of hexadecimal digits hold long numbers by chance.
  public static boolean isIn(String text) {
    if (!mayHoldOne(text)) {
      return false;
    }
    Matcher run = RUN.matcher(text);
    while (run.find()) {
      if (standsAlone(text, run.start(), run.end()) && isNumber(digits(run.group()))) {
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

  private static boolean isNumber(String digits) {
    return digits.length() <= DIGITS_MAX
        && ISSUER.matcher(digits).lookingAt()
        && checks(digits)
        && !isBusiness(digits);
  }

  /// The number of a French business (SIRET), which has the same check digit, and so has its first
  /// part of nine: shops write it below their letters.
  private static boolean isBusiness(String digits) {
    return digits.length() == SIRET_DIGITS && checks(digits.substring(0, SIREN_DIGITS));
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
