package io.passerelle.sandbox.gateway;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What one field of the form may hold (chapter 1.3 and 1.7): a name, or the beginning of one, with
/// the error number, the greatest length and the pattern. An empty value is always accepted of a
/// field that may be left out.
record FieldRule(String name, String error, int longest, Optional<Pattern> pattern) {

  static final List<FieldRule> ALL =
      Table.rows("form-fields.csv", 4).stream().map(FieldRule::parse).toList();

  /// Chapter 1.2: any character but these two.
  private static final Pattern ANGLE = Pattern.compile("[<>]");

  private static FieldRule parse(List<String> row) {
    return new FieldRule(
        row.get(0),
        row.get(1),
        Integer.parseInt(row.get(2)),
        row.size() > 3 ? Optional.of(Pattern.compile(row.get(3))) : Optional.empty());
  }

  /// The first rule for a field; the table ends with one for all other names.
  static FieldRule of(String field) {
    return ALL.stream().filter(rule -> rule.covers(field)).findFirst().orElseThrow();
  }

  private boolean covers(String field) {
    return name.endsWith("*")
        ? field.startsWith(name.substring(0, name.length() - 1))
        : field.equals(name);
  }

  Optional<FormError> check(String field, String value) {
    if (value.codePointCount(0, value.length()) > longest) {
      return error(field, "longer than " + longest + " characters");
    }
    if (ANGLE.matcher(value).find() || value.contains("\n") || value.contains("\r")) {
      return error(field, "holds <, > or a line break");
    }
    if (pattern.isPresent() && !pattern.get().matcher(value).matches()) {
      return error(field, "not of the format " + pattern.get());
    }
    return Optional.empty();
  }

  private Optional<FormError> error(String field, String explanation) {
    return Optional.of(FormError.of(error, field, explanation));
  }
}
