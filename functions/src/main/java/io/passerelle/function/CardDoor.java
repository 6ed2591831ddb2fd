package io.passerelle.function;

import io.passerelle.card.CardReminder;
import io.passerelle.card.CardToken;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.edge.Request;
import io.passerelle.edge.SourceAddress;
import io.passerelle.shop.Shop;
import io.passerelle.store.CardPlans;
import io.passerelle.store.CardTokens;
import io.passerelle.store.Shops;
import io.passerelle.store.Tries;
import java.time.Duration;
import java.time.Instant;

/// Where the link of a reminder opens, and does not for those who guess: an address that has missed
/// too often is held for the rest of its ten minutes, with all who share it.
final class CardDoor {

  private static final Tries.Limit MISSES =
      new Tries.Limit("CARD_MISSED", 30, Duration.ofMinutes(10));

  /// No link has it: it is not random, and asking for it costs what asking for any other does.
  private static final String NOBODYS = "0".repeat(22);

  private final CardPlans plans;
  private final CardTokens tokens;
  private final Shops shops;
  private final Tries tries;

  CardDoor(CardPlans plans, CardTokens tokens, Shops shops, Tries tries) {
    this.plans = plans;
    this.tokens = tokens;
    this.shops = shops;
    this.tries = tries;
  }

  /// A buyer's browser before a link.
  record Arrival(CardReminder reminder, CardToken token, Shop shop, CardPage page) {}

  Arrival open(Request request, Instant now) {
    String from = SourceAddress.of(request);
    if (tries.isSpent(MISSES, from, now)) {
      throw new Rejection(Reason.TOO_MANY_TRIES);
    }
    String code = request.pathParameters().getOrDefault("code", "");
    CardReminder reminder =
        plans
            .byLink(code.matches("[A-Za-z0-9_-]{22}") ? code : NOBODYS)
            .orElseThrow(() -> {
              tries.take(MISSES, from, now);
              return unknown();
            });
    CardToken token = tokens.find(reminder.token()).orElseThrow(CardDoor::unknown);
    Shop shop = shops.find(token.order().siteId()).orElseThrow(CardDoor::unknown).shop();
    return new Arrival(reminder, token, shop, CardPage.of(reminder, token, shop, now));
  }

  private static Rejection unknown() {
    return new Rejection(Reason.NOT_FOUND, "this link is not known");
  }
}
