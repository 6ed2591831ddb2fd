package io.passerelle.function;

import io.passerelle.card.Card;
import io.passerelle.card.CardToken;
import io.passerelle.card.Expiry;
import io.passerelle.card.LastFour;
import io.passerelle.card.Listing;
import io.passerelle.edge.JsonTree;
import io.passerelle.shop.Shop;
import io.passerelle.store.CardTokens;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What merchants see of the cards that were kept in their shop, with the colours of those whose
/// validity ends.
final class CardDesk {

  private static final int SHOWN_MAX = 1_000;

  private final CardTokens tokens;
  private final Clock clock;

  CardDesk(Wiring wiring) {
    this.tokens = wiring.cardTokens();
    this.clock = wiring.clock();
  }

  /// `{"tokens": [{"token", "state", "networkState", "brand", "lastFour", "expiryMonth",
  /// "expiryYear", "warning", …}]}`, the latest first.
  String list(Shop shop) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    int months = shop.page().cardWarningMonths();
    List<Map<String, @Nullable Object>> shown =
        tokens.of(shop.siteId(), SHOWN_MAX).stream()
            .map(token -> shown(token, today, months))
            .toList();
    return JsonTree.text(Map.of("tokens", shown));
  }

  private static Map<String, @Nullable Object> shown(CardToken token, LocalDate today, int months) {
    Card card = token.card();
    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    shown.put("token", token.id().token());
    shown.put("mode", token.id().mode().name());
    shown.put("state", token.state().name());
    shown.put("networkState", token.network().name());
    shown.put("brand", card.brand());
    shown.put("lastFour", card.lastFour().map(LastFour::digits).orElse(null));
    shown.put("expiryMonth", card.expiry().map(Expiry::month).map(Long::valueOf).orElse(null));
    shown.put("expiryYear", card.expiry().map(Expiry::year).map(Long::valueOf).orElse(null));
    shown.put("warning", token.warning(today, months).name());
    shown.put("orderId", token.order().reference());
    shown.put("listedIn", token.listing().map(Listing::file).orElse(null));
    shown.put("listedSound", token.listing().map(Listing::sound).orElse(null));
    return shown;
  }
}
