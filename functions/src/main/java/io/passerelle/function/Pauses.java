package io.passerelle.function;

import io.passerelle.aws.Table;
import io.passerelle.gateway.ServiceAnswer.Failed;
import io.passerelle.payment.Mode;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.SiteId;
import io.passerelle.store.Change;
import io.passerelle.store.GatewayPause;
import io.passerelle.store.Ledger;
import io.passerelle.store.Mailing;
import io.passerelle.store.MailingId;
import io.passerelle.store.Shops;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Leaves the gateway alone for a while, for a whole shop, where asking is of no use: it says so
/// itself, it is down, or it does not know the shop, of which the merchant is told once.
final class Pauses {

  private final Ledger ledger;
  private final Wakeups wakeups;

  Pauses(Ledger ledger, Wakeups wakeups) {
    this.ledger = ledger;
    this.wakeups = wakeups;
  }

  GatewayPause of(SiteId siteId, Mode mode) {
    return ledger.pause(siteId, mode).orElseGet(() -> GatewayPause.none(siteId, mode));
  }

  /// Whether it says nothing of the order, and a person who asked should know.
  static boolean isOurTrouble(Failed failed) {
    return switch (failed.trouble()) {
      case NOT_FOUND -> false;
      case TOO_MANY_RESULTS,
          BAD_CREDENTIALS,
          NOT_OFFERED,
          RATE_LIMITED,
          UNAVAILABLE,
          BAD_CALL,
          REFUSED,
          GARBAGE ->
          true;
    };
  }

  /// The pause that an answer calls for, written down; empty where the question itself was
  /// answered. `order` is what was asked about, or where the card was entered that was asked about.
  Optional<GatewayPause> after(
      Optional<Failed> trouble, GatewayPause before, OrderId order, Shops.Entry shop, Instant now) {
    long shopVersion = shop.shop().version();
    if (trouble.isEmpty()) {
      lift(before);
      return Optional.empty();
    }
    String word = trouble.get().trouble().name();
    return switch (trouble.get().trouble()) {
      case NOT_FOUND, TOO_MANY_RESULTS, BAD_CALL, REFUSED -> {
        lift(before);
        yield Optional.empty();
      }
      case RATE_LIMITED, UNAVAILABLE, GARBAGE ->
          Optional.of(written(before.longer(word, now, shopVersion), new Change()));
      case BAD_CREDENTIALS, NOT_OFFERED -> {
        Change change = new Change();
        Optional<Mailing> mail =
            before.isKnown(word, shopVersion)
                ? Optional.empty()
                : mail(order, before.mode(), shop, trouble.get(), now);
        mail.ifPresent(change::with);
        GatewayPause pause = written(before.aDay(word, now, shopVersion), change);
        mail.ifPresent(one -> wakeups.wake(one.id()));
        yield Optional.of(pause);
      }
    };
  }

  private void lift(GatewayPause pause) {
    if (pause.times() > 0) {
      try {
        ledger.write(new Change().with(pause.over()));
      } catch (Table.Stale _) {
        return; // Another order of the shop was answered, or not, at the same time.
      }
    }
  }

  /// Where another order of the shop met the same at the same time, its pause counts.
  private GatewayPause written(GatewayPause pause, Change change) {
    try {
      ledger.write(change.with(pause));
      return pause;
    } catch (Table.Stale _) {
      GatewayPause others = of(pause.siteId(), pause.mode());
      return others.times() > 0 ? others : pause;
    }
  }

  private static Optional<Mailing> mail(
      OrderId order, Mode mode, Shops.Entry shop, Failed failed, Instant now) {
    List<String> to = shop.rules().alertEmails();
    MailingId id = new MailingId(order, now + "#5A#" + failed.trouble());
    return to.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Alerts.mailing(
                id,
                Alerts.notAsked(order, mode, failed.code(), shop.shop()),
                to,
                shop.shop(),
                now));
  }
}
