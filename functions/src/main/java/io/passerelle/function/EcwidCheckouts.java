package io.passerelle.function;

import io.passerelle.aws.Table;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.edge.Secret;
import io.passerelle.payment.Order;
import io.passerelle.shop.Connection;
import io.passerelle.shop.PlatformApp;
import io.passerelle.shop.Session;
import io.passerelle.shop.Shop;
import io.passerelle.shop.ecwid.EcwidAnswer.Later;
import io.passerelle.shop.ecwid.EcwidAnswer.Refused;
import io.passerelle.shop.ecwid.EcwidAnswer.Told;
import io.passerelle.shop.ecwid.EcwidApi;
import io.passerelle.shop.ecwid.EcwidCheckout;
import io.passerelle.shop.ecwid.EcwidHosts;
import io.passerelle.shop.ecwid.EcwidOrder;
import io.passerelle.shop.ecwid.EcwidPayload;
import io.passerelle.shop.ecwid.EcwidSession;
import io.passerelle.shop.ecwid.EcwidStore;
import io.passerelle.store.Ledger;
import io.passerelle.store.Sessions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// Writes a store's checkout down as a session, once however often its form is sent: a payload
/// holds nothing that says when it was made, and may come again at any time.
final class EcwidCheckouts {

  private static final int TRIES_MAX = 5;
  private static final int TOKEN_BYTES = 24;

  private final Sessions sessions;
  private final Ledger ledger;
  private final EcwidInquiry inquiry;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  EcwidCheckouts(Sessions sessions, Ledger ledger, EcwidInquiry inquiry, Clock clock) {
    this.sessions = sessions;
    this.ledger = ledger;
    this.inquiry = inquiry;
    this.clock = clock;
  }

  /// What is genuinely an app's, and not this shop's.
  static void requireThisShop(EcwidPayload payload, PlatformApp app, Shop shop) {
    EcwidCheckout checkout = payload.checkout();
    Connection connection = shop.connection();
    Optional<Secret> own = Optional.ofNullable(connection.secrets().get("clientSecret"));
    if (own.filter(secret -> !secret.equals(payload.secret())).isPresent()) {
      throw new Rejection(Reason.MALFORMED, "the store has another secret");
    }
    List<String> names = List.of(app.name(), app.clientId(), connection.app());
    if (checkout.app().filter(name -> !names.contains(name)).isPresent()) {
      throw new Rejection(Reason.INVALID, "the order is to be paid by another app");
    }
    if (checkout.siteId().filter(id -> !id.equals(shop.siteId().value())).isPresent()) {
      throw new Rejection(Reason.INVALID, "the settings are those of another shop");
    }
    if (!EcwidHosts.mayReturnTo(checkout.returnUrl(), connection)) {
      throw new Rejection(Reason.INVALID, "returnUrl leads to a host that is not Ecwid's");
    }
    if (!connection.secrets().containsKey("token")) {
      throw new Rejection(Reason.UNKNOWN_SHOP, "the app is not installed in this store");
    }
  }

  /// What is believed of a payload of this shop without asking Ecwid: what its own secret opened,
  /// or the one secret of an app that operators entered by its name at Ecwid. An app's other
  /// secrets may be those of single stores, whose merchants know them.
  static EcwidPayload believed(EcwidPayload payload, PlatformApp app, Shop shop) {
    boolean own = shop.connection().secrets().containsKey("clientSecret");
    boolean shared = app.secrets().size() == 1 && !app.clientId().isBlank();
    return own || shared ? payload : new EcwidPayload(payload.checkout(), false, payload.secret());
  }

  /// The session of the checkout's order: a new one, or the one there is, brought up to date as
  /// long as nothing was paid.
  Session taken(EcwidPayload payload, Shop shop) {
    EcwidCheckout checkout = payload.checkout();
    if (!payload.isGenuine()) {
      requireConfirmed(checkout, shop.connection());
    }
    for (int tries = 1; tries <= TRIES_MAX; tries++) {
      Session asked =
          EcwidSession.of(checkout, shop.siteId(), shop.mode(), newToken(), clock.instant());
      Optional<Session> added = added(asked);
      if (added.isEmpty()) {
        continue;
      }
      Session known = added.get();
      if (known.token().equals(asked.token()) || isPaid(known)) {
        return known;
      }
      if (payload.isGenuine() && !known.amount().equals(checkout.amount())) {
        requireConfirmed(checkout, shop.connection());
      }
      Optional<Session> kept = kept(known, EcwidSession.again(known, asked));
      if (kept.isPresent()) {
        return kept.get();
      }
    }
    throw new Table.Stale("session of " + checkout.reference());
  }

  /// Empty where one of two forms at the same moment was refused before the other could be read.
  private Optional<Session> added(Session asked) {
    try {
      return Optional.of(sessions.add(asked));
    } catch (Table.Stale _) {
      return Optional.empty();
    }
  }

  private boolean isPaid(Session session) {
    return ledger.order(session.order()).filter(Order::isPaid).isPresent();
  }

  /// Empty where another form was first.
  private Optional<Session> kept(Session known, Session next) {
    if (next.equals(known)) {
      return Optional.of(known);
    }
    try {
      sessions.save(next);
      return Optional.of(next.written());
    } catch (Table.Stale _) {
      return Optional.empty();
    }
  }

  /// Asks Ecwid whether the order is of that amount. It has to be asked where the payload could
  /// have been changed on its way, and where an older form of the order may come again.
  private void requireConfirmed(EcwidCheckout checkout, Connection connection) {
    EcwidApi api = EcwidApi.of(connection);
    switch (inquiry.order(api, checkout.reference())) {
      case Told<EcwidOrder>(EcwidOrder order) -> {
        if (!order.reference().equals(checkout.reference())
            || !order.isOf(checkout.amount(), order.currency().or(() -> currency(api)))) {
          throw new Rejection(Reason.CONFLICT, "the order is not as Ecwid has it");
        }
      }
      case Refused<EcwidOrder> _ ->
          throw new Rejection(Reason.CONFLICT, "the order is not as Ecwid has it");
      case Later<EcwidOrder> _ ->
          throw new Rejection(Reason.CONFLICT, "Ecwid could not be asked about the order");
    }
  }

  private Optional<String> currency(EcwidApi api) {
    return inquiry.store(api) instanceof Told<EcwidStore>(EcwidStore store)
        ? store.currency()
        : Optional.empty();
  }

  private String newToken() {
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
