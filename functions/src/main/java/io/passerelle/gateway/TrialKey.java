package io.passerelle.gateway;

import io.passerelle.edge.Secret;
import io.passerelle.payment.Mode;

/// A key that a refused signature may have been made with, and what it would mean. `hmac` is how
/// its forms are to be signed.
public record TrialKey(Secret key, boolean hmac, Mode mode, Origin origin) {

  /// Whose key it is.
  public enum Origin {
    /// One that is accepted.
    ACCEPTED,
    /// One that was replaced, after its overlap.
    REPLACED,
    OTHER_MODE,
    /// The key of browser returns.
    RETURN
  }
}
