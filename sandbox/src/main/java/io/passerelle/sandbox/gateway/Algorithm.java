package io.passerelle.sandbox.gateway;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// How a shop's forms and notifications are signed, under the names of the gateway's back office.
public enum Algorithm {
  SHA_1("SHA-1"),
  HMAC_SHA_256("HMAC-SHA-256");

  private final String label;

  Algorithm(String label) {
    this.label = label;
  }

  @JsonCreator
  public static Algorithm named(String label) {
    for (Algorithm algorithm : values()) {
      if (algorithm.label.equals(label)) {
        return algorithm;
      }
    }
    throw new IllegalArgumentException("no signature algorithm " + label);
  }

  @JsonValue
  public String label() {
    return label;
  }
}
