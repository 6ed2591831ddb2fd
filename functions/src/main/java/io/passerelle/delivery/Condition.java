package io.passerelle.delivery;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// One condition of a rule: a variable, an operator, and the value (or the values of a list) that
/// the variable is held against.
///
/// What is missing, empty or not of its type is no value: only the operators that say "not" hold of
/// it. Holding a condition against anything never fails.
public record Condition(Variable variable, Operator operator, List<String> values) {

  public static final int VALUE_LENGTH_MAX = 255;
  public static final int VALUES_MAX = 100;

  private static final int SHOWN_MAX = 60;
  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,15}(?:\\.[0-9]{1,15})?");

  public Condition {
    values = List.copyOf(values);
  }

  /// Whether it holds of the variables, by name.
  public boolean holds(Map<String, String> variables) {
    Optional<String> actual = actual(variables);
    if (actual.isEmpty()) {
      return operator.isNegative();
    }
    String text = actual.get();
    return switch (operator) {
      case IS -> isOnly(text, values);
      case IS_NOT -> !isOnly(text, values);
      case IS_IN -> isAnyOf(text);
      case IS_NOT_IN -> !isAnyOf(text);
      case GREATER -> compares(text, order -> order > 0);
      case SMALLER -> compares(text, order -> order < 0);
      case CONTAINS -> contains(text);
      case IS_PRESENT -> true;
    };
  }

  /// The condition and what was met, in one line for the history: `amount 49.90 > 10` where it
  /// holds, `amount > 100, was 49.90` where it does not.
  public String explained(Map<String, String> variables) {
    String met = actual(variables).map(Condition::shown).orElse("absent");
    String expected = operator.takesValue() ? " " + shown(String.join(";", values)) : "";
    String asked = " " + operator.words() + expected;
    if (!holds(variables)) {
      return variable.name() + asked + ", was " + met;
    }
    boolean evident = operator == Operator.IS || operator == Operator.IS_PRESENT;
    return variable.name() + (evident ? "" : " " + met) + asked;
  }

  /// A whole number or a decimal with a point, read exactly.
  static Optional<BigDecimal> decimal(String text) {
    return DECIMAL.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
  }

  private Optional<String> actual(Map<String, String> variables) {
    return Optional.ofNullable(variables.get(variable.name()))
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .filter(text -> !variable.type().isNumeric() || decimal(text).isPresent())
        .filter(text -> !items(text).isEmpty());
  }

  /// Whether all that the variable has is the value: for a list, that it has nothing else.
  private boolean isOnly(String text, List<String> expected) {
    return items(text).stream()
        .allMatch(item -> expected.stream().anyMatch(one -> equal(item, one)));
  }

  private boolean isAnyOf(String text) {
    return items(text).stream().anyMatch(item -> values.stream().anyMatch(one -> equal(item, one)));
  }

  private boolean contains(String text) {
    return variable.type() == Variable.Type.LIST
        ? isAnyOf(text)
        : values.stream().anyMatch(one -> folded(text).contains(folded(one)));
  }

  private boolean equal(String actual, String expected) {
    return variable.type().isNumeric()
        ? compare(actual, expected).filter(order -> order == 0).isPresent()
        : folded(actual).equals(folded(expected));
  }

  private boolean compares(String actual, Predicate<Integer> wanted) {
    return values.stream().anyMatch(one -> compare(actual, one).filter(wanted).isPresent());
  }

  private static Optional<Integer> compare(String actual, String expected) {
    return decimal(actual).flatMap(one -> decimal(expected).map(one::compareTo));
  }

  private List<String> items(String text) {
    if (variable.type() != Variable.Type.LIST) {
      return List.of(text);
    }
    return Arrays.stream(text.split(";"))
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .toList();
  }

  private static String folded(String text) {
    return text.strip().toLowerCase(Locale.ROOT);
  }

  private static String shown(String text) {
    return text.length() > SHOWN_MAX
        ? CleanText.line(text, SHOWN_MAX) + "…"
        : CleanText.line(text, SHOWN_MAX);
  }
}
