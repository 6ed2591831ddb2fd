package io.passerelle.shop;

/// A shop's keys in one mode: for forms, and for the REST API (password and the key of browser
/// returns).
public record Keys(KeyRing form, KeyRing restPassword, KeyRing returnKey) {

  public static Keys none() {
    return new Keys(KeyRing.empty(), KeyRing.empty(), KeyRing.empty());
  }
}
