package io.passerelle.card;

/// The state of a network token, the name by which the card's network knows the card. Only ITNs
/// tell it.
public enum NetworkState {
  /// Nothing was told.
  UNKNOWN,
  ACTIVE,
  /// The buyer's bank has suspended the card.
  SUSPENDED,
  /// The account is closed: final, until the buyer enters a card anew.
  DELETED
}
