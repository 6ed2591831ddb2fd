package io.passerelle.sandbox.gateway;

/// Ends the treatment of a form at its first bad field.
final class FormRefused extends Exception {

  private final FormError error;
  private final Mode mode;

  /// `mode` is what the form said, TEST where it said nothing that can be read.
  FormRefused(FormError error, Mode mode) {
    super(error.number() + " " + error.field());
    this.error = error;
    this.mode = mode;
  }

  FormError error() {
    return error;
  }

  Mode mode() {
    return mode;
  }
}
