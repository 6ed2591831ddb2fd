package io.passerelle.shop;

import io.passerelle.edge.Secret;
import java.time.Instant;
import java.util.Optional;

/// A key and its algorithm. An old one says until when it is still accepted.
public record Credential(Secret key, Algorithm algorithm, Optional<Instant> until) {

  boolean isAccepted(Instant now) {
    return until.isEmpty() || now.isBefore(until.get());
  }
}
