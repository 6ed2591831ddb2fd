package io.passerelle.function;

import io.passerelle.card.Checked;
import io.passerelle.card.TokenId;
import io.passerelle.gateway.RestAccount;
import io.passerelle.gateway.ServiceAnswer;
import io.passerelle.gateway.ServiceTrouble;
import io.passerelle.gateway.TokenAnswer;
import io.passerelle.gateway.TokenAnswer.Failed;
import io.passerelle.gateway.TokenAnswer.Known;
import io.passerelle.gateway.WebServices;
import io.passerelle.payment.SiteId;
import io.passerelle.store.CardTokens;
import io.passerelle.store.GatewayPause;
import io.passerelle.store.Shops;
import java.time.Instant;
import java.util.Optional;

/// Asks the gateway about a token, for the shop that has it, unless the gateway is left alone for
/// that shop: where it asks for fewer calls, knows not the password or does not answer at all, it
/// is spared the questions about all other tokens and orders.
final class CardInquiry {

  /// What asking led to.
  sealed interface Result {}

  /// The gateway knows the token.
  record Told(Checked checked) implements Result {}

  /// It did not say, or not to that question; it is left alone until `until` where that is set.
  record Untold(Failed failed, Optional<Instant> until) implements Result {}

  /// It was not asked, because of that trouble of a question before.
  record Paused(String trouble, Instant until) implements Result {}

  /// There is no password to ask with.
  record NoAccount() implements Result {}

  private final CardTokens tokens;
  private final RestAccounts accounts;
  private final WebServices services;
  private final Pauses pauses;

  CardInquiry(Wiring wiring) {
    this.tokens = wiring.cardTokens();
    this.accounts = new RestAccounts(wiring.brands());
    this.services = new WebServices(new GatewayHttp(wiring.sender()));
    this.pauses = new Pauses(wiring.ledger(), wiring.wakeups());
  }

  /// What it learns has a place of before it asked: news that come meanwhile are newer.
  Result of(CardOwner owner, Instant now) {
    TokenId id = owner.token().id();
    SiteId siteId = owner.shop().siteId();
    Optional<RestAccount> account = accounts.of(owner.shop(), id.mode());
    if (account.isEmpty()) {
      return new NoAccount();
    }
    GatewayPause pause = pauses.of(siteId, id.mode());
    if (pause.holds(now, owner.shop().version())) {
      return new Paused(pause.trouble(), pause.until());
    }
    long place = tokens.nextPlace(id.mode(), id.token(), now);
    TokenAnswer answer = services.ofToken(account.get(), id.token(), now);
    Optional<Instant> until = paused(answer, pause, owner, now);
    return switch (answer) {
      case Known(boolean cancelled, var card) -> new Told(new Checked(place, cancelled, card));
      case Failed failed -> new Untold(failed, until);
    };
  }

  private Optional<Instant> paused(
      TokenAnswer answer, GatewayPause before, CardOwner owner, Instant now) {
    Optional<ServiceAnswer.Failed> trouble =
        answer instanceof Failed(ServiceTrouble why, String code)
            ? Optional.of(new ServiceAnswer.Failed(why, code))
            : Optional.empty();
    if (trouble.filter(CardInquiry::isPerhapsOfTheOne).isPresent()) {
      return Optional.empty();
    }
    Shops.Entry shop = new Shops.Entry(owner.shop(), owner.rules());
    return pauses.after(trouble, before, owner.token().order(), shop, now).map(GatewayPause::until);
  }

  /// Whether it may be the fault of that token, or of this web service: then it holds up no other
  /// question, least of all those about orders.
  private static boolean isPerhapsOfTheOne(ServiceAnswer.Failed failed) {
    return switch (failed.trouble()) {
      case GARBAGE, NOT_OFFERED -> true;
      case UNAVAILABLE -> failed.code().matches("[A-Z]+_[0-9]+");
      case RATE_LIMITED, BAD_CREDENTIALS, NOT_FOUND, TOO_MANY_RESULTS, BAD_CALL, REFUSED -> false;
    };
  }
}
