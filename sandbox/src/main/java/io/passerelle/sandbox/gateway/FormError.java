package io.passerelle.sandbox.gateway;

/// Why a form was refused: the number of the gateway's table of errors, the first bad field, and
/// what a developer needs to mend it. `computation` is the text that is signed, without the key,
/// where the signature is wrong, else empty.
record FormError(String number, String field, String explanation, String computation) {

  static FormError of(String number, String field, String explanation) {
    return new FormError(number, field, explanation, "");
  }
}
