package io.passerelle.gateway;

import io.passerelle.card.Card;

/// What the gateway answered of a token.
public sealed interface TokenAnswer {

  /// The gateway knows it, for that shop and mode.
  record Known(boolean cancelled, Card card) implements TokenAnswer {}

  /// No answer to the question. `isUnknown` is whether the gateway has no such token for that shop.
  record Failed(ServiceTrouble trouble, String code) implements TokenAnswer {

    public boolean isUnknown() {
      return code.equals("PSP_030");
    }
  }
}
