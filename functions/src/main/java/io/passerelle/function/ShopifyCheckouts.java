package io.passerelle.function;

import io.passerelle.aws.Table;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.payment.Mode;
import io.passerelle.shop.Admission;
import io.passerelle.shop.Session;
import io.passerelle.shop.Shop;
import io.passerelle.store.Sessions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Function;

/// Writes a checkout down once, however often and at once it is asked for, before anything is done
/// about it; what the shop does not take is refused before its buyer leaves.
final class ShopifyCheckouts {

  private static final int TOKEN_BYTES = 24;
  private static final int TRIES_MAX = 5;

  private final Sessions sessions;
  private final SecureRandom random = new SecureRandom();

  ShopifyCheckouts(Sessions sessions) {
    this.sessions = sessions;
  }

  /// The session, which is the one that was written first. `reading` makes one of a new token.
  Session taken(Shop shop, Function<String, Session> reading) {
    Session asked = reading.apply(newToken());
    requireMode(shop, asked.mode());
    Admission.of(shop)
        .buyerIn(asked.buyer().billing().country())
        .parts(asked.option(), asked.amount());
    Session known = added(asked);
    boolean same =
        known.amount().equals(asked.amount())
            && known.mode() == asked.mode()
            && known.kind() == asked.kind()
            && known.option().equals(asked.option());
    if (!same) {
      throw new Rejection(Reason.CONFLICT, "this session was asked for with another amount");
    }
    return known;
  }

  /// Of requests at the same moment one is written, and the others may be refused before it can be
  /// read.
  private Session added(Session asked) {
    for (int tries = 1; ; tries++) {
      try {
        return sessions.add(asked);
      } catch (Table.Stale stale) {
        if (tries == TRIES_MAX) {
          throw stale;
        }
      }
    }
  }

  /// Real orders are never taken with test keys: nobody would be paid.
  private static void requireMode(Shop shop, Mode mode) {
    if (mode == Mode.PRODUCTION && shop.mode() != Mode.PRODUCTION) {
      throw new Rejection(Reason.CONFLICT, "the shop takes test payments alone");
    }
    if (shop.keys(mode).form().current().isEmpty()) {
      throw new Rejection(Reason.CONFLICT, "the shop has no key for " + mode);
    }
  }

  private String newToken() {
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
