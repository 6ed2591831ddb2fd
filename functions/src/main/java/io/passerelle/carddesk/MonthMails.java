package io.passerelle.carddesk;

import io.passerelle.alert.CardsExpiring;
import io.passerelle.alert.Mail;
import io.passerelle.aws.AwsFailure;
import io.passerelle.aws.Queue;
import io.passerelle.aws.Table;
import io.passerelle.edge.Log;
import io.passerelle.payment.OrderId;
import io.passerelle.shop.PageSettings.CardMails;
import io.passerelle.shop.Shop;
import io.passerelle.store.CardMonth;
import io.passerelle.store.Change;
import io.passerelle.store.Ledger;
import io.passerelle.store.Mailing;
import io.passerelle.store.MailingId;
import io.passerelle.store.Shops;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// The mails by which merchants hear of a month's cards: at most one for each shop, mode and month,
/// since that is its name in the table.
final class MonthMails {

  private final Ledger ledger;
  private final Queue mailQueue;

  MonthMails(Ledger ledger, Queue mailQueue) {
    this.ledger = ledger;
    this.mailQueue = mailQueue;
  }

  /// Writes the mail down where there is something to tell and nobody was told yet.
  void tell(CardMonth.Id month, ShopWarnings warnings, Instant now) {
    List<String> to = to(warnings.entry());
    if (warnings.count() == 0 || to.isEmpty()) {
      return;
    }
    Shop shop = warnings.shop();
    MailingId id =
        new MailingId(
            new OrderId(shop.siteId(), CardsExpiring.THREAD),
            "CARDS#" + month.mode() + "#" + month.month());
    Mailing mailing =
        Mailing.of(id, warnings.told(month), to, shop.alertLanguage(), shop.timeZone(), now);
    try {
      ledger.write(new Change().with(mailing));
    } catch (Table.Stale _) {
      return; // Told before.
    }
    wake(id);
  }

  private static List<String> to(Shops.Entry shop) {
    if (shop.shop().page().cardMails() == CardMails.NEVER) {
      return List.of();
    }
    List<String> alerted = shop.rules().alertEmails();
    List<String> to = alerted.isEmpty() ? shop.rules().addresses() : alerted;
    return to.subList(0, Math.min(Mail.RECIPIENTS_MAX, to.size()));
  }

  /// A mail that nobody was woken for is found by the sweep.
  private void wake(MailingId id) {
    try {
      mailQueue.send(id.toString(), id.order().siteId().value(), Duration.ZERO);
    } catch (AwsFailure failure) {
      Log.line("wake-up not sent").with(Log.Field.ERROR, failure.error()).write();
    }
  }
}
