package io.passerelle.function;

import io.passerelle.card.CardToken;
import io.passerelle.edge.Log;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.gateway.Itn;
import io.passerelle.gateway.ItnMessage;
import io.passerelle.payment.Mode;
import io.passerelle.store.CardNews;
import io.passerelle.store.CardTokens;
import io.passerelle.store.Change;
import io.passerelle.store.Ledger;
import io.passerelle.store.Shops;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Where ITNs are written down as they come, cut to what may be kept. What cannot be read, or has a
/// wrong signature, is kept aside, and the operators' alarm rings.
final class CardInbox {

  private final CardTokens tokens;
  private final Ledger ledger;
  private final Shops shops;
  private final CardWakeups wakeups;
  private final Clock clock;

  CardInbox(Wiring wiring) {
    this.tokens = wiring.cardTokens();
    this.ledger = wiring.ledger();
    this.shops = wiring.shops();
    this.wakeups = wiring.cardWakeups();
    this.clock = wiring.clock();
  }

  /// Returns once the table has it; a [Rejection] where it was kept aside.
  void take(byte[] body) {
    Instant now = clock.instant();
    String id = UUID.randomUUID().toString();
    try {
      ItnMessage message = ItnMessage.of(body);
      Itn itn = message.isSigned() ? proved(message, now) : message.hint();
      if (itn.token().isEmpty() || itn.mode().isEmpty()) {
        throw new Rejection(Reason.MALFORMED, "no paymentMethodToken or mode");
      }
      write(CardNews.of(id, now, place(itn, now), itn.signed(), itn.fields()));
      wakeups.wake(id);
    } catch (Rejection rejection) {
      String why = rejection.reason().name();
      write(CardNews.aside(id, now, Map.of(), ItnMessage.excerpt(body), why));
      logAside(why);
      throw rejection;
    }
  }

  private void write(CardNews news) {
    ledger.write(new Change().with(news));
  }

  static void logAside(String why) {
    Log.line("card update kept aside").with(Log.Field.REASON, why).write();
  }

  /// News of a token that is not known yet get their place once it is.
  private long place(Itn itn, Instant now) {
    Mode mode = itn.mode().orElseThrow();
    String token = itn.token().orElseThrow();
    return tokens.find(mode, token).isEmpty() ? 0 : tokens.nextPlace(mode, token, now);
  }

  /// Proved by a key, of the mode that it then turns out to be of, of a shop that has the token. Of
  /// an unknown token nobody has the key: it is a hint like others.
  private Itn proved(ItnMessage message, Instant now) {
    String claimed = message.claimedToken().orElse("");
    boolean known = false;
    for (Mode mode : Mode.values()) {
      for (CardToken token : tokens.find(mode, claimed)) {
        known = true;
        Optional<Itn> itn =
            shops
                .find(token.order().siteId())
                .map(shop -> new Verification(shop.shop(), now))
                .flatMap(verification -> verification.itn(message, mode));
        if (itn.isPresent()) {
          return itn.get();
        }
      }
    }
    if (known) {
      throw new Rejection(Reason.BAD_SIGNATURE);
    }
    return message.hint();
  }
}
