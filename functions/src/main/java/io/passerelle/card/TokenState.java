package io.passerelle.card;

/// The state of a token itself, which is the gateway's own: a token may be active while the card's
/// network has suspended what stands behind it.
public enum TokenState {
  ACTIVE,
  SUSPENDED,
  CANCELLED
}
