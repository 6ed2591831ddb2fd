package io.passerelle.function;

import io.passerelle.edge.Log;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.gateway.Itn;
import io.passerelle.gateway.ItnMessage;
import io.passerelle.store.CardNews;
import io.passerelle.store.CardTokens;
import io.passerelle.store.Change;
import io.passerelle.store.Ledger;
import io.passerelle.store.Warrant;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/// Where ITNs are written down as they come, cut to what may be kept, before anything is looked up.
///
/// What is looked up then, whose key signed one and its place among the news of its token, is
/// written in a second step. Where that fails it stays an unsigned hint, which the gateway has to
/// confirm. What cannot be read, or has a wrong signature, is kept aside, and the operators' alarm
/// rings.
final class CardInbox {

  private final CardTokens tokens;
  private final Ledger ledger;
  private final CardProof proof;
  private final CardWakeups wakeups;
  private final Clock clock;

  CardInbox(Wiring wiring) {
    this.tokens = wiring.cardTokens();
    this.ledger = wiring.ledger();
    this.proof = new CardProof(wiring);
    this.wakeups = wiring.cardWakeups();
    this.clock = wiring.clock();
  }

  /// Returns once the table has it; a [Rejection] where it was kept aside. `inRange` is whether it
  /// came from an address of the gateway's.
  void take(byte[] body, boolean inRange) {
    Instant now = clock.instant();
    String id = UUID.randomUUID().toString();
    ItnMessage message;
    Itn itn;
    try {
      message = ItnMessage.of(body);
      itn = complete(message.hint());
    } catch (Rejection rejection) {
      String why = rejection.reason().name();
      write(CardNews.aside(id, now, Map.of(), ItnMessage.excerpt(body), why));
      logAside(why);
      throw rejection;
    }
    lookUp(message, itn, write(CardNews.of(id, now, new Warrant("", inRange), itn.fields())));
    wakeups.wake(id);
  }

  private static Itn complete(Itn itn) {
    if (itn.token().isEmpty() || itn.mode().isEmpty()) {
      throw new Rejection(Reason.MALFORMED, "no paymentMethodToken or mode");
    }
    return itn;
  }

  private void lookUp(ItnMessage message, Itn itn, CardNews news) {
    try {
      CardNews proved =
          message.isSigned()
              ? or(news, () -> news.provedBy(proof.company(message, itn, news.at())))
              : news;
      CardNews placed = or(proved, () -> placed(proved, itn));
      if (!placed.equals(news)) {
        or(news, () -> write(placed));
      }
    } catch (Rejection rejection) {
      write(news.ended(rejection.reason().name()));
      logAside(rejection.reason().name());
      throw rejection;
    }
  }

  /// Our own trouble is logged and not a failure: the gateway would not send it again, and what was
  /// written is enough.
  private static CardNews or(CardNews before, Supplier<CardNews> next) {
    try {
      return next.get();
    } catch (Rejection rejection) {
      throw rejection;
    } catch (RuntimeException e) {
      Log.line("card update not looked up").with(Log.Field.ERROR, QueueFunction.error(e)).write();
      return before;
    }
  }

  /// News of a token that is not known yet have a place too, before those that come later. What is
  /// nobody's word needs none, since only the gateway's answer to it counts: so that nobody but the
  /// gateway makes counters.
  private CardNews placed(CardNews news, Itn itn) {
    Warrant warrant = news.warrant();
    return warrant.isSigned() || warrant.inRange()
        ? news.at(tokens.nextPlace(itn.mode().orElseThrow(), itn.token().orElseThrow(), news.at()))
        : news;
  }

  private CardNews write(CardNews news) {
    ledger.write(new Change().with(news));
    return news.written();
  }

  static void logAside(String why) {
    Log.line("card update kept aside").with(Log.Field.REASON, why).write();
  }
}
