package io.passerelle.paymentorder;

/// A field of a payment order that cannot be so: which one, and what it must be.
public final class InvalidField extends RuntimeException {

  private final String field;
  private final String reason;

  public InvalidField(String field, String reason) {
    super(field + " " + reason, null, false, false);
    this.field = field;
    this.reason = reason;
  }

  public String field() {
    return field;
  }

  /// Such as `must be a whole number`.
  public String reason() {
    return reason;
  }
}
