package io.passerelle.cardfile;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The fields of a record, taken one after the other, its code passed over.
final class Fields {

  private final List<String> texts;
  private int next = 1;

  Fields(List<String> texts, int count) {
    if (texts.size() != count) {
      throw new InvalidRecord(Fault.FIELD_COUNT, "");
    }
    this.texts = texts;
  }

  String text() {
    return texts.get(next++);
  }

  int number(String field, int digitsMax) {
    return (int) optionalNumber(field, digitsMax).orElseThrow(() -> missing(field));
  }

  OptionalLong optionalNumber(String field, int digitsMax) {
    String text = text();
    if (text.length() > digitsMax || !isDigits(text)) {
      throw new InvalidRecord(Fault.NO_NUMBER, field);
    }
    return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
  }

  LocalDate date(String field) {
    return optionalDate(field).orElseThrow(() -> missing(field));
  }

  Optional<LocalDate> optionalDate(String field) {
    String text = text();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (text.length() != 8 || !isDigits(text)) {
      throw new InvalidRecord(Fault.NO_DATE, field);
    }
    int all = Integer.parseInt(text);
    try {
      return Optional.of(LocalDate.of(all / 10_000, all / 100 % 100, all % 100));
    } catch (DateTimeException e) {
      throw new InvalidRecord(Fault.NO_DATE, field);
    }
  }

  LocalDateTime instant() {
    LocalDate date = date("date");
    String text = text();
    if (text.length() != 6 || !isDigits(text)) {
      throw new InvalidRecord(Fault.NO_TIME, "time");
    }
    int all = Integer.parseInt(text);
    try {
      return date.atTime(LocalTime.of(all / 10_000, all / 100 % 100, all % 100));
    } catch (DateTimeException e) {
      throw new InvalidRecord(Fault.NO_TIME, "time");
    }
  }

  private static boolean isDigits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static InvalidRecord missing(String field) {
    return new InvalidRecord(Fault.MISSING, field);
  }
}
