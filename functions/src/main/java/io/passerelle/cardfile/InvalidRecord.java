package io.passerelle.cardfile;

/// A record that cannot be so: which field, and what is wrong with it. It does not say what the
/// field held, which may be a buyer's name.
public final class InvalidRecord extends RuntimeException {

  private final Fault fault;
  private final String field;

  InvalidRecord(Fault fault, String field) {
    super(new Problem(0, field, fault).reason(), null, false, false);
    this.fault = fault;
    this.field = field;
  }

  public Fault fault() {
    return fault;
  }

  /// Empty where the whole record is meant.
  public String field() {
    return field;
  }
}
