package io.passerelle.cardfile;

import java.util.ArrayList;
import java.util.List;

/// A record as a line: `;` between its fields, each in quotes or not, quotes in quotes doubled (RFC
/// 4180).
final class Quoting {

  private Quoting() {}

  /// The fields of a line. A quote inside a field that does not begin with one is a character like
  /// others.
  static List<String> fields(String line) {
    List<String> fields = new ArrayList<>(12);
    int start = 0;
    while (start <= line.length()) {
      int end = end(line, start);
      fields.add(field(line, start, end));
      start = end + 1;
    }
    return fields;
  }

  static String line(List<String> fields, boolean quoted) {
    StringBuilder line = new StringBuilder(200);
    for (String field : fields) {
      if (!line.isEmpty()) {
        line.append(';');
      }
      if (quoted || field.indexOf(';') >= 0 || field.indexOf('"') >= 0) {
        line.append('"').append(field.replace("\"", "\"\"")).append('"');
      } else {
        line.append(field);
      }
    }
    return line.toString();
  }

  /// Where the field that starts there ends: at a `;`, or at the line's end.
  private static int end(String line, int start) {
    if (start == line.length() || line.charAt(start) != '"') {
      int next = line.indexOf(';', start);
      return next < 0 ? line.length() : next;
    }
    int quote = line.indexOf('"', start + 1);
    while (quote >= 0 && quote + 1 < line.length() && line.charAt(quote + 1) == '"') {
      quote = line.indexOf('"', quote + 2);
    }
    boolean closes = quote >= 0 && (quote + 1 == line.length() || line.charAt(quote + 1) == ';');
    if (!closes) {
      throw new InvalidRecord(Fault.BAD_QUOTES, "");
    }
    return quote + 1;
  }

  private static String field(String line, int start, int end) {
    boolean quoted = start < end && line.charAt(start) == '"';
    return quoted
        ? line.substring(start + 1, end - 1).replace("\"\"", "\"")
        : line.substring(start, end);
  }
}
