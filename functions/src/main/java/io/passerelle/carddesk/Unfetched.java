package io.passerelle.carddesk;

import io.passerelle.aws.Table;
import io.passerelle.cardfile.Fault;
import io.passerelle.cardfile.FileName;
import io.passerelle.edge.Log;
import io.passerelle.payment.SiteId;
import io.passerelle.sftp.ListedFile;
import io.passerelle.store.Change;
import io.passerelle.store.FetchedFile;
import io.passerelle.store.FetchedFile.Id;
import io.passerelle.store.FetchedFiles;
import io.passerelle.store.Mailing;
import io.passerelle.store.Shops;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Files that are left where they are, because of their name or their size: the merchant is told,
/// once of each. Of a folder that is full of them no more than twenty are told in a month, and the
/// last of these says so where another follows.
final class Unfetched {

  private static final int TOLD_MAX = 20;

  private final FetchedFiles fetched;
  private final FileMails mails;
  private final Clock clock;

  Unfetched(FetchedFiles fetched, FileMails mails, Clock clock) {
    this.fetched = fetched;
    this.mails = mails;
    this.clock = clock;
  }

  void refuse(List<ListedFile> files, Fault fault, Shops.Entry shop) {
    if (files.isEmpty()) {
      return;
    }
    Instant now = clock.instant();
    String company = Companies.of(shop.shop());
    List<FetchedFile> before =
        fetched.all(company).stream().filter(FetchedFile::isUnfetched).toList();
    Map<Id, ListedFile> untold = new LinkedHashMap<>();
    files.forEach(file -> untold.putIfAbsent(id(file, fault, company), file));
    before.forEach(one -> untold.remove(one.id()));
    int left = TOLD_MAX - (int) before.stream().filter(one -> isOfMonth(one, now)).count();
    int others = untold.size() - left;
    for (Map.Entry<Id, ListedFile> one :
        untold.entrySet().stream().limit(Math.max(left, 0)).toList()) {
      left--;
      SiteId siteId = shop.shop().siteId();
      FetchedFile refused =
          FetchedFile.refused(
              one.getKey(), siteId, FileTaking.listed(one.getValue()), FileLook.noted(fault), now);
      boolean last = left == 0 && others > 0;
      refuse(last ? refused.having(FileLook.noted(Fault.OTHERS_UNTOLD)) : refused, shop);
    }
  }

  private static boolean isOfMonth(FetchedFile file, Instant now) {
    return Months.of(file.fetchedAt()).equals(Months.of(now));
  }

  /// By its name alone where that is what is wrong: it is told once, however often it changes.
  private static Id id(ListedFile file, Fault fault, String company) {
    String whole = fault == Fault.WRONG_NAME ? file.name() : file.toString();
    return new Id(company, FileName.shown(file.name()), Digested.of(whole));
  }

  private void refuse(FetchedFile refused, Shops.Entry shop) {
    Optional<Mailing> mail = mails.faulty(refused, shop, refused.fetchedAt());
    Change change = new Change();
    mail.ifPresent(change::with);
    try {
      fetched.save(refused, change);
      mail.ifPresent(mails::wake);
    } catch (Table.Stale _) {
      return; // Told at this moment by another visit.
    }
    Log.line("card file not fetched")
        .with(Log.Field.SITE, shop.shop().siteId())
        .with(Log.Field.PATH, refused.id().name())
        .with(Log.Field.REASON, refused.problems().first().getLast().fault())
        .write();
  }
}
