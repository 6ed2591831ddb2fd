package io.passerelle.function;

import io.passerelle.card.CardToken;
import io.passerelle.delivery.Rules;
import io.passerelle.gateway.Itn;
import io.passerelle.shop.PageSettings;
import io.passerelle.shop.Shop;
import io.passerelle.store.Shops;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A token, and the shop where the buyer entered its card: the one that the gateway is asked with,
/// and whose people are told.
record CardOwner(CardToken token, Shop shop, Rules rules) {

  static Optional<CardOwner> of(CardToken token, Shops shops) {
    return shops
        .find(token.order().siteId())
        .map(entry -> new CardOwner(token, entry.shop(), entry.rules()));
  }

  /// Whose token an ITN means: that of the company of its legal id. A shop for which none was set
  /// may be meant too, unless several may; then nobody knows.
  static Optional<CardOwner> of(Itn itn, List<CardToken> known, Shops shops) {
    List<CardOwner> perhaps = new ArrayList<>();
    for (CardToken token : known) {
      Optional<CardOwner> owner = of(token, shops);
      String legalId = owner.map(one -> legalId(one.shop())).orElse("");
      if (!legalId.isEmpty() && legalId.equals(itn.legalId())) {
        return owner;
      }
      if (legalId.isEmpty() || itn.legalId().isEmpty()) {
        owner.ifPresent(perhaps::add);
      }
    }
    return perhaps.size() == 1 ? Optional.of(perhaps.getFirst()) : Optional.empty();
  }

  private static String legalId(Shop shop) {
    return shop.page().text(PageSettings.MERCHANT_LEGAL_ID);
  }
}
