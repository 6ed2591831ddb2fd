package io.passerelle.gateway;

import java.util.Locale;

/// Transaction ids made from a shop's counter of one UTC day: six digits below 900000, which every
/// brand and the oldest rule take (form guide, field `vads_trans_id`); then letters, for a shop
/// that needs more.
public final class TransactionIds {

  private static final long DIGITS_MAX = 900_000;
  private static final long LETTERS_FIRST = 10L * 36 * 36 * 36 * 36 * 36;
  private static final long LETTERS_MAX = 26L * 36 * 36 * 36 * 36 * 36;

  private TransactionIds() {}

  /// The id of a counter's value, from 1: no two values have the same, whatever the case of
  /// letters.
  public static String of(long number) {
    if (number < 1 || number > DIGITS_MAX + LETTERS_MAX) {
      throw new IllegalArgumentException("no transaction id for " + number);
    }
    if (number <= DIGITS_MAX) {
      // From the top down: modules count up from midnight, so that the two rarely meet.
      return String.format(Locale.ROOT, "%06d", DIGITS_MAX - number);
    }
    return Long.toString(LETTERS_FIRST + number - DIGITS_MAX - 1, 36);
  }
}
