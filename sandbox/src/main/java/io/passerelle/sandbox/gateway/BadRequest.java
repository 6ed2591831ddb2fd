package io.passerelle.sandbox.gateway;

/// What a control call asks for cannot be done; the message says why, in words for the caller.
public final class BadRequest extends RuntimeException {

  public BadRequest(String message) {
    super(message);
  }
}
