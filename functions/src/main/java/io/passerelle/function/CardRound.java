package io.passerelle.function;

import io.passerelle.card.CardToken;
import io.passerelle.card.CardUpdate.Source;
import io.passerelle.card.TokenId;
import io.passerelle.shop.Shop;
import io.passerelle.store.CardTokens;
import io.passerelle.store.Shops;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Asks the gateway about each token from time to time, so that what an ITN told that was lost is
/// found all the same.
final class CardRound {

  private static final int PATIENCE = 15;

  private final CardTokens tokens;
  private final Shops shops;
  private final CardInquiry inquiry;
  private final CardChanges changes;
  private final Clock clock;

  CardRound(Wiring wiring) {
    this.tokens = wiring.cardTokens();
    this.shops = wiring.shops();
    this.inquiry = new CardInquiry(wiring);
    this.changes = new CardChanges(wiring);
    this.clock = wiring.clock();
  }

  /// Asks about a token, where that is due.
  void check(TokenId id) {
    Instant now = clock.instant();
    tokens
        .find(id)
        .filter(one -> one.due().filter(at -> !at.isAfter(now)).isPresent())
        .flatMap(token -> CardOwner.of(token, shops))
        .ifPresent(owner -> check(owner, now));
  }

  private void check(CardOwner owner, Instant now) {
    CardInquiry.Result result = inquiry.of(owner, now);
    UnaryOperator<CardToken> learnt =
        token ->
            switch (result) {
              case CardInquiry.Told told -> asked(token.after(told.checked()), owner.shop(), now);
              case CardInquiry.NoAccount _ -> asked(token, owner.shop(), now);
              case CardInquiry.Paused paused ->
                  token.asked(Optional.of(paused.until()), token.unanswered());
              case CardInquiry.Untold untold -> unanswered(token, untold.until(), now);
            };
    changes.write(owner, learnt, Source.UNKNOWN, Optional.empty());
  }

  /// Asked about once more after its usual time.
  static CardToken asked(CardToken token, Shop shop, Instant now) {
    return token.asked(Optional.of(CardBook.next(token, shop, now)), 0);
  }

  private static CardToken unanswered(CardToken token, Optional<Instant> paused, Instant now) {
    int times = token.unanswered() + 1;
    Duration wait = CardCourse.wait(times).multipliedBy(PATIENCE);
    return token.asked(Optional.of(CardCourse.later(now.plus(wait), paused)), times);
  }
}
