package io.passerelle.delivery;

import io.passerelle.delivery.Variable.Type;

/// How a condition holds a variable against its value, in the back office's words.
public enum Operator {
  IS("is"),
  IS_NOT("is not"),
  IS_IN("is in the list"),
  IS_NOT_IN("is not in the list"),
  GREATER(">"),
  SMALLER("<"),
  CONTAINS("contains"),
  IS_PRESENT("is present");

  private final String words;

  Operator(String words) {
    this.words = words;
  }

  public String words() {
    return words;
  }

  /// Whether it says no of what another operator says yes of: these hold for what is missing.
  public boolean isNegative() {
    return this == IS_NOT || this == IS_NOT_IN;
  }

  /// Whether its value is a list.
  public boolean takesList() {
    return this == IS_IN || this == IS_NOT_IN;
  }

  public boolean takesValue() {
    return this != IS_PRESENT;
  }

  /// Whether it means something for variables of a type: a text is not greater than another, and a
  /// number contains nothing.
  public boolean fits(Type type) {
    return switch (this) {
      case IS, IS_NOT, IS_IN, IS_NOT_IN, IS_PRESENT -> true;
      case GREATER, SMALLER -> type.isNumeric();
      case CONTAINS -> !type.isNumeric();
    };
  }
}
