package io.passerelle.function;

import io.passerelle.card.CardToken;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.gateway.Itn;
import io.passerelle.gateway.ItnMessage;
import io.passerelle.store.CardTokens;
import io.passerelle.store.Shops;
import java.time.Instant;
import java.util.List;

/// Whose key signed an ITN. Companies may have the same token, so that a key proves only what is
/// said of its own company's.
final class CardProof {

  private final CardTokens tokens;
  private final Shops shops;

  CardProof(Wiring wiring) {
    this.tokens = wiring.cardTokens();
    this.shops = wiring.shops();
  }

  /// The company among those that have the token: that of the legal id where keys of several fit.
  /// Empty where nobody here has the token, and so nobody the key; a [Rejection] where none of the
  /// keys fits.
  String company(ItnMessage message, Itn itn, Instant now) {
    List<CardToken> known = tokens.find(itn.mode().orElseThrow(), itn.token().orElseThrow());
    if (known.isEmpty()) {
      return "";
    }
    List<CardToken> proving = known.stream().filter(token -> fits(message, token, now)).toList();
    if (proving.isEmpty()) {
      throw new Rejection(Reason.BAD_SIGNATURE);
    }
    return CardOwner.of(itn, proving, shops)
        .map(CardOwner::token)
        .orElse(proving.getFirst())
        .id()
        .company();
  }

  private boolean fits(ItnMessage message, CardToken token, Instant now) {
    return shops
        .find(token.order().siteId())
        .map(entry -> new Verification(entry.shop(), now))
        .flatMap(verification -> verification.itn(message, token.id().mode()))
        .isPresent();
  }
}
