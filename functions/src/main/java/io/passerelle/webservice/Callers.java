package io.passerelle.webservice;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.edge.Request;
import io.passerelle.edge.Secret;
import io.passerelle.edge.SourceAddress;
import io.passerelle.payment.Mode;
import io.passerelle.payment.SiteId;
import io.passerelle.shop.Shop;
import io.passerelle.store.Shops;
import io.passerelle.store.Tries;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// Finds out who calls by basic authentication: site id and REST password, of which there is one in
/// each mode; the one before a rotation is taken as long as the overlap lasts.
///
/// Failures are counted for one site from one network, so that somebody who guesses locks out
/// himself and not the shop's own program elsewhere.
public final class Callers {

  static final Tries.Limit FAILURES = new Tries.Limit("password", 20, Duration.ofMinutes(15));

  private static final String BASIC = "Basic ";
  private static final int HEADER_LENGTH_MAX = 1_024;

  private final Shops shops;
  private final Tries tries;
  private final Clock clock;

  public Callers(Shops shops, Tries tries, Clock clock) {
    this.shops = shops;
    this.tries = tries;
    this.clock = clock;
  }

  private record Shown(String siteId, Secret password) {}

  /// The caller, or a [Rejection] that does not say what was wrong.
  Caller of(Request request) {
    Instant now = clock.instant();
    Shown shown =
        request
            .header("authorization")
            .flatMap(Callers::shown)
            .orElseThrow(() -> new Rejection(Reason.WRONG_PASSWORD));
    String who = shown.siteId() + " " + SourceAddress.of(request);
    if (tries.isSpent(FAILURES, who, now)) {
      throw new Rejection(Reason.TOO_MANY_TRIES, "ask again in 15 minutes");
    }
    Optional<Caller> caller =
        shops.find(new SiteId(shown.siteId())).flatMap(found -> of(found.shop(), shown, now));
    if (caller.isEmpty()) {
      tries.take(FAILURES, who, now);
    }
    return caller.orElseThrow(() -> new Rejection(Reason.WRONG_PASSWORD));
  }

  /// Every password is compared, whichever fits: a test's is looked for first, so that one that is
  /// the same in both modes moves no money.
  private static Optional<Caller> of(Shop shop, Shown shown, Instant now) {
    Optional<Caller> caller = Optional.empty();
    for (Mode mode : List.of(Mode.PRODUCTION, Mode.TEST)) {
      long fitting =
          shop.keys(mode).restPassword().accepted(now).stream()
              .filter(one -> one.key().equals(shown.password()))
              .count();
      if (fitting > 0) {
        caller = Optional.of(new Caller(shop, mode));
      }
    }
    return caller;
  }

  private static Optional<Shown> shown(String header) {
    if (header.length() > HEADER_LENGTH_MAX
        || !header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      return Optional.empty();
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(header.substring(BASIC.length()).strip());
      String[] pair = new String(decoded, UTF_8).split(":", 2);
      return pair.length == 2 && SiteId.isValid(pair[0]) && !pair[1].isEmpty()
          ? Optional.of(new Shown(pair[0], Secret.of(pair[1])))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
