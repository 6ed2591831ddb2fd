package io.passerelle.shop;

/// How a shop signs its forms. It must be the one chosen in the gateway's back office: a mismatch
/// is the most frequent cause of an invalid signature.
public enum Algorithm {
  HMAC_SHA_256("HMAC-SHA-256"),
  SHA_1("SHA-1");

  private final String label;

  Algorithm(String label) {
    this.label = label;
  }

  /// The name that merchants know: `HMAC-SHA-256` or `SHA-1`.
  public String label() {
    return label;
  }
}
