package io.passerelle.desk;

import java.util.List;
import java.util.stream.Collectors;

/// Rows for a spreadsheet: `;` between cells, CRLF behind rows, quotes as RFC 4180 has them.
///
/// A cell that a spreadsheet would take for a formula gets an apostrophe before it: what buyers and
/// shops write must not be executed where the file is opened (OWASP, "CSV Injection").
final class Csv {

  /// Tells Excel that the file is in UTF-8.
  static final String MARK = "\uFEFF";

  private static final String FORMULA = "=+-@\t\r\n";

  private Csv() {}

  static String row(List<String> cells) {
    return cells.stream().map(Csv::cell).collect(Collectors.joining(";", "", "\r\n"));
  }

  private static String cell(String text) {
    boolean formula = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
    String safe = formula ? "'" + text : text;
    boolean quoted = safe.chars().anyMatch(c -> c == ';' || c == '"' || c == '\r' || c == '\n');
    return quoted ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
  }
}
