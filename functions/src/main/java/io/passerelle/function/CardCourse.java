package io.passerelle.function;

import io.passerelle.card.CardChange;
import io.passerelle.card.CardToken;
import io.passerelle.card.CardUpdate.Source;
import io.passerelle.card.Checked;
import io.passerelle.function.CardInquiry.NoAccount;
import io.passerelle.function.CardInquiry.Paused;
import io.passerelle.function.CardInquiry.Told;
import io.passerelle.function.CardInquiry.Untold;
import io.passerelle.gateway.Itn;
import io.passerelle.gateway.TokenAnswer.Failed;
import io.passerelle.payment.Mode;
import io.passerelle.store.CardNews;
import io.passerelle.store.CardTokens;
import io.passerelle.store.Change;
import io.passerelle.store.Ledger;
import io.passerelle.store.Shops;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What becomes of an ITN.
///
/// An ITN that is signed counts for the company whose key it was. One that is not changes nothing
/// before the gateway has answered for that very token, to the shop that has it; what the gateway
/// does not tell is believed of it only where it came from the gateway's addresses. What is told is
/// tried again until then, and kept aside in the end.
final class CardCourse {

  /// A payment's own notification, which makes the token known, may come after the ITN.
  private static final Duration UNKNOWN_FOR = Duration.ofDays(1);

  private static final Duration UNCONFIRMED_FOR = Duration.ofDays(7);
  private static final int DOUBLINGS_MAX = 6;
  private static final String UNKNOWN_WORDS = "UNKNOWN_WORDS";
  private static final String NOT_CONFIRMED = "NOT_CONFIRMED";
  private static final String NOT_PROVED = "NOT_PROVED";

  private final CardTokens tokens;
  private final Ledger ledger;
  private final Shops shops;
  private final CardInquiry inquiry;
  private final CardChanges changes;
  private final Clock clock;

  CardCourse(Wiring wiring) {
    this.tokens = wiring.cardTokens();
    this.ledger = wiring.ledger();
    this.shops = wiring.shops();
    this.inquiry = new CardInquiry(wiring);
    this.changes = new CardChanges(wiring);
    this.clock = wiring.clock();
  }

  /// Does nothing for an ITN that was dealt with, since a message may come twice.
  void deal(String id) {
    tokens.news(id).filter(news -> !news.isOver()).ifPresent(this::deal);
  }

  private void deal(CardNews news) {
    Itn itn = Itn.cut(news.warrant().isSigned(), news.fields());
    Mode mode = itn.mode().orElseThrow();
    String name = itn.token().orElseThrow();
    List<CardToken> known = tokens.find(mode, name);
    if (known.isEmpty()) {
      Mode other = mode == Mode.TEST ? Mode.PRODUCTION : Mode.TEST;
      boolean elsewhere = !tokens.find(other, name).isEmpty();
      postpone(
          news,
          elsewhere ? Duration.ZERO : UNKNOWN_FOR,
          elsewhere ? "OTHER_MODE" : "UNKNOWN_TOKEN",
          Optional.empty());
      return;
    }
    Optional<CardOwner> owner = CardOwner.of(itn, meant(news, known), shops);
    if (owner.isEmpty()) {
      aside(news, "OTHER_COMPANY");
      return;
    }
    Instant now = clock.instant();
    CardNews placed = news.place() > 0 ? news : news.at(tokens.nextPlace(mode, name, now));
    confirm(placed, itn, owner.get(), now);
  }

  private static List<CardToken> meant(CardNews news, List<CardToken> known) {
    String company = news.warrant().company();
    return known.stream()
        .filter(token -> company.isEmpty() || token.id().company().equals(company))
        .toList();
  }

  private void confirm(CardNews news, Itn itn, CardOwner owner, Instant now) {
    if (news.warrant().isSigned()) {
      changes.write(
          owner, token -> token.after(itn.update(news.place())), source(itn), ended(news, itn));
      return;
    }
    switch (inquiry.of(owner, now)) {
      case Told(Checked checked) ->
          changes.write(
              owner,
              token -> CardRound.asked(hinted(token, news, itn).after(checked), owner.shop(), now),
              news.warrant().inRange() ? source(itn) : Source.UNKNOWN,
              isLost(owner.token(), news, itn) ? ended(news, NOT_PROVED) : ended(news, itn));
      case NoAccount() -> aside(news, NOT_CONFIRMED);
      case Paused(String trouble, Instant until) ->
          postpone(news, UNCONFIRMED_FOR, NOT_CONFIRMED + " " + trouble, Optional.of(until));
      case Untold(Failed failed, _) when failed.isUnknown() -> aside(news, "UNKNOWN_AT_GATEWAY");
      case Untold(Failed failed, Optional<Instant> until) ->
          postpone(
              news,
              failed.trouble().mayPass() ? UNCONFIRMED_FOR : Duration.ZERO,
              NOT_CONFIRMED + " " + failed.code(),
              until);
    }
  }

  private static CardToken hinted(CardToken token, CardNews news, Itn itn) {
    return news.warrant().inRange() ? token.after(itn.update(news.place())) : token;
  }

  /// Whether it says something that only the gateway's address could have made believable.
  private static boolean isLost(CardToken token, CardNews news, Itn itn) {
    CardToken believed = token.after(itn.update(news.place()));
    return !news.warrant().inRange() && !CardChange.between(token, believed).isEmpty();
  }

  private static Source source(Itn itn) {
    return itn.update(0).source();
  }

  /// What is said in words that nobody knows is for people to look at, beside what was understood.
  private static Optional<CardNews> ended(CardNews news, Itn itn) {
    if (itn.unknownWords().isEmpty()) {
      return Optional.of(news.ended(CardNews.DONE));
    }
    return ended(news, UNKNOWN_WORDS);
  }

  private static Optional<CardNews> ended(CardNews news, String why) {
    CardInbox.logAside(why);
    return Optional.of(news.ended(why));
  }

  /// Tried again, until it is this old, and not as long as the gateway is left alone.
  private void postpone(CardNews news, Duration most, String why, Optional<Instant> paused) {
    Instant now = clock.instant();
    if (now.isBefore(news.at().plus(most))) {
      Instant next = later(now.plus(wait(news.tries() + 1)), paused);
      ledger.write(new Change().with(news.later(next)));
    } else {
      aside(news, why);
    }
  }

  private void aside(CardNews news, String why) {
    ledger.write(new Change().with(news.ended(why)));
    CardInbox.logAside(why);
  }

  /// A minute, two, four and so on, up to an hour.
  static Duration wait(int tries) {
    int doublings = Math.clamp(tries - 1, 0, DOUBLINGS_MAX);
    return Duration.ofMinutes(Math.min(60, 1L << doublings));
  }

  static Instant later(Instant one, Optional<Instant> other) {
    return other.filter(one::isBefore).orElse(one);
  }
}
