package io.passerelle.payment;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/// One sending of a buyer to the gateway: a transaction id of six letters or digits, unique for a
/// shop on one UTC day.
public record AttemptId(LocalDate day, String transactionId) {

  private static final String UNNAMED = "unnamed";

  public AttemptId {
    if (!isValid(transactionId) && !transactionId.equals(UNNAMED)) {
      throw new IllegalArgumentException("a transaction id has 6 letters or digits");
    }
  }

  /// An attempt of that day of which the gateway tells no transaction id, as when a buyer left
  /// before there was a transaction (REST format).
  public static AttemptId unnamed(LocalDate day) {
    return new AttemptId(day, UNNAMED);
  }

  public boolean isNamed() {
    return !transactionId.equals(UNNAMED);
  }

  public static boolean isValid(String transactionId) {
    return transactionId.length() == 6 && transactionId.chars().allMatch(AttemptId::isAlphanumeric);
  }

  private static boolean isAlphanumeric(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  @Override
  public String toString() {
    return day.format(DateTimeFormatter.BASIC_ISO_DATE) + "-" + transactionId;
  }
}
