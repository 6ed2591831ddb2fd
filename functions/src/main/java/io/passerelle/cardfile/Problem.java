package io.passerelle.cardfile;

/// Something to report about a file: line, field, and what is wrong there. It holds nothing of what
/// the line says, so that it may be logged and mailed.
public record Problem(long line, String field, Fault fault) implements Entry {

  /// Such as `expiry is not a date as YYYYMMDD`.
  public String reason() {
    return field.isEmpty() ? fault.words() : field + " " + fault.words();
  }
}
