package io.passerelle.carddesk;

import io.passerelle.alert.Alert;
import io.passerelle.alert.CardFileFaulty;
import io.passerelle.alert.FileServerFailing;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.SiteId;
import io.passerelle.sftp.Trouble;
import io.passerelle.shop.PageSettings.CardMails;
import io.passerelle.shop.Shop;
import io.passerelle.store.FetchedFile;
import io.passerelle.store.FileAccount;
import io.passerelle.store.Mailing;
import io.passerelle.store.MailingId;
import io.passerelle.store.Shops;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// What merchants are mailed about files of expiring cards: that one has problems, and that the
/// file server cannot be visited.
public final class FileMails {

  /// Such files belong to no order: this stands where an order's reference would.
  public static final String REFERENCE = "EXP_CARDS";

  private static final int SHOWN_MAX = 20;

  private final Consumer<MailingId> wakeups;

  public FileMails(Consumer<MailingId> wakeups) {
    this.wakeups = wakeups;
  }

  static OrderId order(SiteId siteId) {
    return new OrderId(siteId, REFERENCE);
  }

  /// Called once the mail is written.
  void wake(Mailing mail) {
    wakeups.accept(mail.id());
  }

  /// Empty where nobody wants to know.
  Optional<Mailing> faulty(FetchedFile file, Shops.Entry entry, Instant now) {
    List<CardFileFaulty.Line> lines =
        file.problems().first().stream()
            .limit(SHOWN_MAX)
            .map(one -> new CardFileFaulty.Line(one.line(), one.field(), one.fault()))
            .toList();
    Alert alert =
        new CardFileFaulty(
            entry.shop().siteId().value(),
            entry.shop().label(),
            file.id().name(),
            file.used(),
            lines,
            file.problems().count() - lines.size());
    return mailing(id(file), alert, entry, now);
  }

  /// Of the file's name as well, since files that are empty have all the same bytes; and of its
  /// time, since a mail is kept for longer than the file that it told of.
  private static String id(FetchedFile file) {
    return "CARDFILE#"
        + file.fetchedAt().toEpochMilli()
        + "#"
        + Digested.of(file.id().name())
        + "#"
        + file.id().digest();
  }

  Optional<Mailing> failing(
      FileAccount account, Shops.Entry entry, Trouble trouble, Instant since, Instant now) {
    Alert alert =
        new FileServerFailing(
            entry.shop().siteId().value(),
            entry.shop().label(),
            account.host(),
            trouble.name(),
            since);
    return mailing("FILESERVER#" + trouble + "#" + since.getEpochSecond(), alert, entry, now);
  }

  private static Optional<Mailing> mailing(String id, Alert alert, Shops.Entry entry, Instant now) {
    List<String> alerted = entry.rules().alertEmails();
    List<String> to = alerted.isEmpty() ? entry.rules().addresses() : alerted;
    Shop shop = entry.shop();
    if (to.isEmpty() || shop.page().cardMails() == CardMails.NEVER) {
      return Optional.empty();
    }
    MailingId name = new MailingId(order(shop.siteId()), id);
    return Optional.of(Mailing.of(name, alert, to, shop.alertLanguage(), shop.timeZone(), now));
  }
}
