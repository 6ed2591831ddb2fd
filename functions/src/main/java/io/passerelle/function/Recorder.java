package io.passerelle.function;

import io.passerelle.aws.Table;
import io.passerelle.edge.Log;
import io.passerelle.gateway.Notification;
import io.passerelle.payment.EventKind;
import io.passerelle.payment.Order;
import io.passerelle.payment.OrderId;
import io.passerelle.shop.Platform;
import io.passerelle.store.Change;
import io.passerelle.store.Known;
import io.passerelle.store.Ledger;
import io.passerelle.store.MailingId;
import io.passerelle.store.Sessions;
import io.passerelle.store.Shops;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/// Writes a verified notification down: reads the order, lets [Decision] say what it means, writes
/// all of that at once, and wakes who has to tell the shop.
final class Recorder {

  /// Another notification of the same order may be first; four of them in a row may not.
  private static final int TRIES_MAX = 5;

  /// So often no buyer begins anew.
  private static final int BESIDE_MAX = 20;

  private final Ledger ledger;
  private final Sessions sessions;
  private final CardBook cards;
  private final Wakeups wakeups;
  private final Clock clock;

  Recorder(Ledger ledger, Sessions sessions, CardBook cards, Wakeups wakeups, Clock clock) {
    this.cards = cards;
    this.ledger = ledger;
    this.sessions = sessions;
    this.wakeups = wakeups;
    this.clock = clock;
  }

  /// What was written: the words to answer the gateway with, and whether the order changed.
  record Recorded(String words, boolean changed) {}

  /// The words to answer the gateway with, once the table has it.
  String record(Notification notification, Shops.Entry shop) {
    return write(notification, shop).words();
  }

  Recorded write(Notification notification, Shops.Entry shop) {
    OrderId id = notification.latest().order();
    for (int tries = 1; ; tries++) {
      Instant now = clock.instant();
      Known known = ledger.known(id);
      Decision decision = Decision.of(notification, known.order(), shop, this::isMailed, now);
      if (decision.isFirstPaid() && isPaidBeside(id, shop)) {
        decision.tellOfASecondPayment();
      }
      try {
        if (isWorthALine(notification, decision)) {
          write(notification, decision, known, shop, now);
        }
        wake(decision, now);
        log(notification, decision);
        return recorded(decision);
      } catch (Table.Stale stale) {
        if (decision.changesNothing()) {
          return recorded(decision);
        }
        if (tries == TRIES_MAX) {
          throw stale;
        }
      }
    }
  }

  /// With the card that the buyer let the gateway keep and what it pays for, where the order learns
  /// anything at all.
  private void write(
      Notification notification, Decision decision, Known known, Shops.Entry shop, Instant now) {
    Change change = decision.change(known.asked());
    CardTelling told =
        decision.changesNothing() ? CardTelling.NOBODY : cards.add(change, notification, shop, now);
    ledger.write(change);
    told.wake(wakeups, now);
  }

  /// Asking is written down once, and not for each transaction that is as it was known.
  private static boolean isWorthALine(Notification notification, Decision decision) {
    boolean heard =
        notification.kind() != EventKind.RECONCILIATION
            && notification.kind() != EventKind.OPERATION;
    return heard || !decision.changesNothing();
  }

  private static Recorded recorded(Decision decision) {
    return new Recorded(decision.words(), !decision.changesNothing());
  }

  /// Whether another session of the same checkout is paid: Shopify makes one for each time that a
  /// buyer chose to pay, and two windows may both have been open.
  private boolean isPaidBeside(OrderId id, Shops.Entry shop) {
    return shop.shop().connection().platform() == Platform.SHOPIFY
        && sessions.find(id).map(sessions::beside).orElse(List.of()).stream()
            .limit(BESIDE_MAX)
            .anyMatch(other -> ledger.order(other).filter(Order::isPaid).isPresent());
  }

  private boolean isMailed(MailingId id) {
    return ledger.mailing(id).isPresent();
  }

  private void wake(Decision decision, Instant now) {
    decision.deliveries().forEach(delivery -> wakeups.wake(delivery, now));
    decision.mailings().forEach(mailing -> wakeups.wake(mailing.id()));
  }

  private static void log(Notification notification, Decision decision) {
    Log.line("notification recorded")
        .with(Log.Field.SITE, notification.latest().order().siteId())
        .with(Log.Field.ORDER, notification.latest().order().reference())
        .with(Log.Field.KIND, notification.kind())
        .with(Log.Field.STATUS, notification.latest().state())
        .with(Log.Field.OUTCOME, decision.outcome())
        .write();
  }
}
