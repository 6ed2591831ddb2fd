package io.passerelle.cardfile;

import io.passerelle.payment.CardNumbers;
import java.time.LocalDate;

/// What may enter a record. Texts come out on one line, without characters that steer a terminal or
/// a mail, and without spaces around them.
final class Check {

  private Check() {}

  /// A name or a description, with no card's number in it.
  static String text(String field, String value, int charactersMax) {
    return CardNumbers.cut(plain(field, value, charactersMax));
  }

  /// What must stay as it is to be of use, and so is refused where it holds a card's number.
  static String id(String field, String value, int charactersMax) {
    String plain = plain(field, value, charactersMax);
    if (CardNumbers.isIn(plain)) {
      throw new InvalidRecord(Fault.CARD_NUMBER, field);
    }
    return plain;
  }

  static void digits(String field, long value, int digitsMax) {
    if (value < 0 || Long.toString(value).length() > digitsMax) {
      throw new InvalidRecord(Fault.NO_NUMBER, field);
    }
  }

  static void date(String field, LocalDate date) {
    if (date.getYear() < 0 || date.getYear() > 9999) {
      throw new InvalidRecord(Fault.NO_DATE, field);
    }
  }

  private static String plain(String field, String value, int charactersMax) {
    if (value.length() > charactersMax) {
      throw new InvalidRecord(Fault.TOO_LONG, field);
    }
    return (isPlain(value) ? value : cleaned(value)).strip();
  }

  /// A loop, as it runs for every field of a million lines.
  private static boolean isPlain(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) < ' ' || value.charAt(i) >= 0x7F) {
        return false;
      }
    }
    return true;
  }

  private static String cleaned(String value) {
    StringBuilder text = new StringBuilder(value.length());
    value.codePoints().map(Check::cleaned).forEach(text::appendCodePoint);
    return text.toString();
  }

  /// Half of a pair cannot be written in UTF-8.
  private static int cleaned(int one) {
    if (Character.isISOControl(one)) {
      return ' ';
    }
    return one >= Character.MIN_SURROGATE && one <= Character.MAX_SURROGATE ? 0xFFFD : one;
  }
}
