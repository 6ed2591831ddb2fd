package io.passerelle.card;

import java.util.Optional;

/// What an ITN says of a token. Whatever it does not say, or says in words that are not known, is
/// empty.
///
/// `signed` is whether it was proved to be the gateway's: otherwise it is a hint, of which neither
/// the card nor a cancellation is believed.
public record CardUpdate(
    long place,
    boolean signed,
    Optional<TokenState> token,
    Optional<NetworkState> network,
    Card card,
    Source source) {

  /// Who made the change.
  public enum Source {
    ISSUER,
    GATEWAY,
    /// By entering a card on the gateway's page.
    BUYER,
    UNKNOWN
  }
}
