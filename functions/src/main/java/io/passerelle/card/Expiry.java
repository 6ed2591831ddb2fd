package io.passerelle.card;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;

/// The month at whose end a card stops being valid.
public record Expiry(int year, int month) {

  private static final int CENTURY = 2000;

  public Expiry {
    if (year < CENTURY || year >= CENTURY + 100 || month < 1 || month > 12) {
      throw new IllegalArgumentException("no month of a card");
    }
  }

  /// Reads a month and a year as they are written: `9` for `09`, `25` for `2025`. Empty where there
  /// is no such month.
  public static Optional<Expiry> of(String month, String year) {
    String m = month.strip();
    String y = year.strip();
    if (!m.matches("[0-9]{1,2}") || !y.matches("[0-9]{2}|20[0-9]{2}")) {
      return Optional.empty();
    }
    int number = Integer.parseInt(m);
    boolean known = number >= 1 && number <= 12;
    return known
        ? Optional.of(new Expiry(CENTURY + Integer.parseInt(y) % 100, number))
        : Optional.empty();
  }

  /// The last day of validity.
  public LocalDate lastDay() {
    return YearMonth.of(year, month).atEndOfMonth();
  }

  /// As it stands on the card: `09/2027`.
  @Override
  public String toString() {
    return (month < 10 ? "0" : "") + month + "/" + year;
  }
}
