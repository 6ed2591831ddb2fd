package io.passerelle.carddesk;

import io.passerelle.aws.Table;
import io.passerelle.carddesk.Taken.Left;
import io.passerelle.edge.Log;
import io.passerelle.payment.SiteId;
import io.passerelle.sftp.FileServer;
import io.passerelle.sftp.FileServerFailure;
import io.passerelle.sftp.Trouble;
import io.passerelle.store.Change;
import io.passerelle.store.FileAccount;
import io.passerelle.store.FileAccount.Visits;
import io.passerelle.store.FileAccounts;
import io.passerelle.store.Mailing;
import io.passerelle.store.Shops;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Visits merchants' accounts at the gateway's file server: on the 1st of a month, when the gateway
/// makes its files, then every day until this month's files were there and a visit brought nothing
/// new, and twice more for what was made late.
///
/// The account's own row says when it is visited next. While a visit lasts that is half an hour
/// later: one that is killed is made good, and two are never made at once.
public final class CardFetch {

  private static final Duration VISITED_FOR = Duration.ofMinutes(30);
  private static final Duration SOON = Duration.ofHours(1);
  private static final Duration TOLD_AFTER = Duration.ofDays(3);

  private final FileAccounts accounts;
  private final Shops shops;
  private final FileServers servers;
  private final FileTaking taking;
  private final FileMails mails;
  private final Clock clock;

  public CardFetch(
      FileAccounts accounts,
      Shops shops,
      FileServers servers,
      FileTaking taking,
      FileMails mails,
      Clock clock) {
    this.accounts = accounts;
    this.shops = shops;
    this.servers = servers;
    this.taking = taking;
    this.mails = mails;
    this.clock = clock;
  }

  /// Does nothing where it is not due, since a message may come twice, or somebody is there.
  public void fetch(SiteId siteId, BooleanSupplier timeLeft) {
    Instant now = clock.instant();
    Optional<Shops.Entry> shop = shops.find(siteId);
    accounts
        .find(siteId)
        .filter(account -> !account.due().isAfter(now))
        .flatMap(account -> claimed(account, now))
        .ifPresent(account -> shop.ifPresent(entry -> visit(account, entry, timeLeft)));
  }

  private Optional<FileAccount> claimed(FileAccount account, Instant now) {
    try {
      FileAccount claimed = account.after(account.visits(), now.plus(VISITED_FOR));
      return Optional.of(accounts.save(claimed, new Change()));
    } catch (Table.Stale _) {
      return Optional.empty();
    }
  }

  private void visit(FileAccount account, Shops.Entry shop, BooleanSupplier timeLeft) {
    try (FileServer server = servers.visit(account)) {
      Taken taken = taking.take(server, account, shop, timeLeft);
      if (taken.left() == Left.CHANGING) {
        failed(account, shop, Trouble.CHANGING, clock.instant().plus(SOON));
      } else {
        went(account, taken);
      }
    } catch (FileServerFailure failure) {
      failed(account, shop, failure.trouble(), Months.nextDay(clock.instant()));
    } catch (IOException e) {
      // The bucket was told a length that did not come.
      failed(account, shop, Trouble.BROKEN_OFF, Months.nextDay(clock.instant()));
    }
  }

  private void went(FileAccount account, Taken taken) {
    Instant now = clock.instant();
    Visits visits = account.visits().succeeded(taken.month(), now);
    accounts.save(account.after(visits, next(taken, now)), new Change());
    log(account, taken.left() == Left.NOTHING ? "VISITED" : "UNFINISHED", taken.fetched());
  }

  private static Instant next(Taken taken, Instant now) {
    if (taken.left() != Left.NOTHING) {
      return now.plus(SOON);
    }
    return taken.isComplete(now) ? Months.nextLook(now) : Months.nextDay(now);
  }

  private void failed(FileAccount account, Shops.Entry shop, Trouble trouble, Instant next) {
    Instant now = clock.instant();
    Visits visits = account.visits().failed(trouble.name(), now);
    Change change = new Change();
    Optional<Mailing> mail =
        isToBeTold(visits, trouble, now)
            ? mails.failing(account, shop, trouble, visits.failingSince().orElse(now), now)
            : Optional.empty();
    mail.ifPresent(change::with);
    Visits told = mail.isPresent() ? visits.telling(trouble.name()) : visits;
    accounts.save(account.after(told, next), change);
    mail.ifPresent(mails::wake);
    log(account, trouble.name(), 0);
  }

  /// Once for each time that it fails; of another host key at once, since somebody may stand in
  /// between.
  private static boolean isToBeTold(Visits visits, Trouble trouble, Instant now) {
    if (trouble == Trouble.OTHER_HOST_KEY) {
      return !visits.told().equals(trouble.name());
    }
    Instant since = visits.failingSince().orElse(now);
    return visits.told().isEmpty() && !now.isBefore(since.plus(TOLD_AFTER));
  }

  private static void log(FileAccount account, String outcome, int fetched) {
    Log.line("file server visited")
        .with(Log.Field.SITE, account.siteId())
        .with(Log.Field.OUTCOME, outcome)
        .with(Log.Field.COUNT, fetched)
        .write();
  }
}
