package io.passerelle.shop.ecwid;

import io.passerelle.payment.Mode;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.SiteId;
import io.passerelle.shop.Platform;
import io.passerelle.shop.Session;
import java.time.Instant;
import java.util.Map;

/// What of an Ecwid checkout is kept with its session.
public final class EcwidSession {

  static final String REFERENCE = "reference";
  static final String RETURN_URL = "returnUrl";
  static final String NUMBER = "number";

  private EcwidSession() {}

  /// A store's order is one session, however often its form is sent: the reference is the store's
  /// own, and a shop has one store.
  public static Session of(
      EcwidCheckout checkout, SiteId siteId, Mode mode, String token, Instant now) {
    return new Session(
        new OrderId(siteId, checkout.reference()),
        Platform.ECWID,
        mode,
        checkout.amount(),
        Session.Kind.SALE,
        "",
        token,
        checkout.buyer(),
        Map.of(
            REFERENCE, checkout.reference(),
            RETURN_URL, checkout.returnUrl(),
            NUMBER, checkout.shownNumber()),
        now,
        0);
  }

  /// A session whose form came again, perhaps with another cart: as it is asked for now, at the
  /// address that the buyer has already.
  public static Session again(Session known, Session asked) {
    return new Session(
        known.order(),
        known.platform(),
        asked.mode(),
        asked.amount(),
        known.kind(),
        known.option(),
        known.token(),
        asked.buyer(),
        known.with(asked.fields()).fields(),
        known.createdAt(),
        known.version());
  }
}
