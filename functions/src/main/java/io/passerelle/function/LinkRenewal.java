package io.passerelle.function;

import io.passerelle.alert.Alert;
import io.passerelle.alert.Written;
import io.passerelle.aws.Table;
import io.passerelle.delivery.Rules;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.paymentorder.PaymentOrder;
import io.passerelle.shop.Shop;
import io.passerelle.store.Change;
import io.passerelle.store.Ledger;
import io.passerelle.store.Mailing;
import io.passerelle.store.MailingId;
import io.passerelle.store.Shops;
import io.passerelle.store.Tries;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/// A buyer who comes too late asks the merchant for a new link: one mail a day for each link, which
/// is itself the record that it was asked.
final class LinkRenewal {

  private static final Tries.Limit FROM_ONE_ADDRESS =
      new Tries.Limit("LINK_ASKED", 10, Duration.ofDays(1));

  private final Ledger ledger;
  private final Tries tries;
  private final Wakeups wakeups;

  LinkRenewal(Ledger ledger, Tries tries, Wakeups wakeups) {
    this.ledger = ledger;
    this.tries = tries;
    this.wakeups = wakeups;
  }

  /// Whether somebody is there to be asked.
  static boolean isPossible(Shops.Entry shop) {
    return !merchant(shop.rules()).isEmpty();
  }

  boolean isAsked(PaymentOrder order, Instant now) {
    return ledger.mailing(id(order, now)).isPresent();
  }

  /// Asks, unless that was done today already; fails where one address asks for too many.
  void ask(PaymentOrder order, Shops.Entry entry, String from, Instant now) {
    if (isAsked(order, now)) {
      return;
    }
    if (!tries.take(FROM_ONE_ADDRESS, from, now)) {
      throw new Rejection(Reason.TOO_MANY_TRIES);
    }
    Mailing mailing =
        Alerts.mailing(
            id(order, now), alert(order, entry.shop()), merchant(entry.rules()), entry.shop(), now);
    try {
      ledger.write(new Change().with(mailing));
    } catch (Table.Stale _) {
      return; // Two clicks at once: one of them has asked.
    }
    wakeups.wakeAllMails(List.of(mailing.id()));
  }

  /// Who is told of what concerns the shop as a whole, else whoever is told of its payments.
  private static List<String> merchant(Rules rules) {
    List<String> alerted = rules.alertEmails();
    return alerted.isEmpty() ? rules.addresses() : alerted;
  }

  private static MailingId id(PaymentOrder order, Instant now) {
    return new MailingId(order.id(), "ASKED#" + LocalDate.ofInstant(now, ZoneOffset.UTC));
  }

  /// It names the payment order and nothing of its buyer.
  private static Alert alert(PaymentOrder order, Shop shop) {
    Locale locale = Written.locale(shop.alertLanguage());
    return new Alert.PaymentFlagged(
        shop.siteId().value(),
        shop.label(),
        order.id().reference(),
        Alert.Kind.LINK_ASKED,
        Written.amount(order.amount(), locale)
            + ", "
            + Written.until(order.validUntil(), ZoneId.of(shop.timeZone()), locale));
  }
}
