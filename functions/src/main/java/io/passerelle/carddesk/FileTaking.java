package io.passerelle.carddesk;

import io.passerelle.aws.ObjectStore;
import io.passerelle.aws.Table;
import io.passerelle.cardfile.FileName;
import io.passerelle.cardfile.Problem;
import io.passerelle.edge.Log;
import io.passerelle.payment.SiteId;
import io.passerelle.sftp.FileServer;
import io.passerelle.sftp.FileServerFailure;
import io.passerelle.sftp.ListedFile;
import io.passerelle.sftp.Trouble;
import io.passerelle.shop.Shop;
import io.passerelle.store.Change;
import io.passerelle.store.FetchedFile;
import io.passerelle.store.FetchedFile.Id;
import io.passerelle.store.FetchedFile.Listed;
import io.passerelle.store.FetchedFile.Stored;
import io.passerelle.store.FetchedFiles;
import io.passerelle.store.FileAccount;
import io.passerelle.store.Mailing;
import io.passerelle.store.Shops;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Takes what is new on a file server into the bucket, and then writes down that it is there: what
/// is killed in between leaves a file that nobody asks for, and that goes by itself.
///
/// What is wanted are files of this month and of the one before; the gateway keeps them for 21
/// days.
public final class FileTaking {

  /// A merchant has two files a month and mode, and perhaps shops that share the account.
  private static final int AT_ONCE_MAX = 100;

  private static final Duration READ_WITHIN = Duration.ofMinutes(20);

  private final FetchedFiles fetched;
  private final ObjectStore bucket;
  private final Shops shops;
  private final CardFileWakeups wakeups;
  private final FileMails mails;
  private final Clock clock;

  public FileTaking(
      FetchedFiles fetched,
      ObjectStore bucket,
      Shops shops,
      CardFileWakeups wakeups,
      FileMails mails,
      Clock clock) {
    this.fetched = fetched;
    this.bucket = bucket;
    this.shops = shops;
    this.wakeups = wakeups;
    this.mails = mails;
    this.clock = clock;
  }

  /// Of the folders one at least must be there: not every shop has files of its own.
  Taken take(FileServer server, FileAccount account, Shops.Entry shop, BooleanSupplier timeLeft)
      throws IOException {
    Taken all = Taken.NOTHING;
    int missing = 0;
    for (String folder : account.folders()) {
      try {
        all = all.and(takeAll(new Place(server, folder), account, shop, timeLeft, all.fetched()));
      } catch (FileServerFailure failure) {
        missing++;
        if (failure.trouble() != Trouble.NO_FOLDER || missing == account.folders().size()) {
          throw failure;
        }
      }
    }
    return all;
  }

  private record Place(FileServer server, String folder) {}

  private Taken takeAll(
      Place place, FileAccount account, Shops.Entry shop, BooleanSupplier timeLeft, int before)
      throws IOException {
    Taken all = Taken.NOTHING;
    for (ListedFile file : place.server().list(place.folder())) {
      if (isKnown(account.siteId(), file)) {
        all = all.and(new Taken(0, month(file), false));
        continue;
      }
      if (!timeLeft.getAsBoolean() || before + all.fetched() >= AT_ONCE_MAX) {
        return all.and(new Taken(0, Optional.empty(), true));
      }
      all = all.and(take(place, file, account.siteId(), shop));
    }
    return all;
  }

  private static Optional<YearMonth> month(ListedFile file) {
    return FileName.of(file.name()).map(FileName::month);
  }

  /// By its folder's word: a file that was written anew under the same name has another time.
  private boolean isKnown(SiteId siteId, ListedFile file) {
    String name = FileName.of(file.name()).map(FileName::text).orElse(FileName.shown(file.name()));
    Listed listed = listed(file);
    return fetched.named(siteId, name).stream().anyMatch(one -> one.listed().equals(listed));
  }

  private static Listed listed(ListedFile file) {
    return new Listed(file.size(), file.modified());
  }

  private Taken take(Place place, ListedFile file, SiteId siteId, Shops.Entry shop)
      throws IOException {
    Optional<FileName> name = FileName.of(file.name());
    if (name.isEmpty()) {
      refuse(file, siteId, shop);
      return Taken.NOTHING;
    }
    if (!isWanted(name.get(), shop.shop())) {
      return Taken.NOTHING;
    }
    try {
      boolean isNew = copy(place, file, new Id(siteId, name.get().text(), ""));
      return new Taken(isNew ? 1 : 0, Optional.of(name.get().month()), false);
    } catch (FileServerFailure failure) {
      if (failure.trouble() != Trouble.CHANGING && failure.trouble() != Trouble.TOO_LARGE) {
        throw failure;
      }
      log(siteId, file, failure.trouble().name());
      return new Taken(0, Optional.empty(), failure.trouble() == Trouble.CHANGING);
    }
  }

  /// Another company's shop has no business in this account.
  private boolean isWanted(FileName name, Shop shop) {
    YearMonth now = Months.of(clock.instant());
    boolean ours =
        name.shop().isEmpty()
            || name.shop().get().equals(shop.siteId())
            || shops
                .find(name.shop().get())
                .filter(other -> other.shop().company().equals(shop.company()))
                .isPresent();
    return ours && !name.month().isBefore(now.minusMonths(1)) && !name.month().isAfter(now);
  }

  /// Whether it was not known.
  private boolean copy(Place place, ListedFile file, Id unread) throws IOException {
    Instant now = clock.instant();
    String key = "fetched/" + unread.siteId() + "/" + now.toEpochMilli() + "/" + unread.name();
    Digested in = new Digested(place.server().open(place.folder(), file));
    String tag;
    try (in) {
      tag = bucket.put(key, file.size(), in);
    }
    place.server().confirm(place.folder(), file);
    Id id = new Id(unread.siteId(), unread.name(), in.digest());
    Stored stored = new Stored(key, tag);
    try {
      fetched.save(
          FetchedFile.of(id, listed(file), stored, now, now.plus(READ_WITHIN)), new Change());
    } catch (Table.Stale _) {
      return false; // The very same bytes were there before: listed twice, or once more.
    }
    wakeups.wakeReads(List.of(id));
    return true;
  }

  private void refuse(ListedFile file, SiteId siteId, Shops.Entry shop) {
    Instant now = clock.instant();
    Problem wrong = Problem.wrongName();
    Id id = new Id(siteId, FileName.shown(file.name()), Digested.of(file.name()));
    FetchedFile refused =
        FetchedFile.refused(
            id,
            listed(file),
            new FetchedFile.Problem(wrong.line(), wrong.field(), wrong.fault().name()),
            now);
    Optional<Mailing> mail = mails.faulty(refused, shop, now);
    Change change = new Change();
    mail.ifPresent(change::with);
    try {
      fetched.save(refused, change);
      mail.ifPresent(mails::wake);
      log(siteId, file, wrong.fault().name());
    } catch (Table.Stale _) {
      return; // Told before.
    }
  }

  private static void log(SiteId siteId, ListedFile file, String reason) {
    Log.line("card file not fetched")
        .with(Log.Field.SITE, siteId)
        .with(Log.Field.PATH, FileName.shown(file.name()))
        .with(Log.Field.REASON, reason)
        .write();
  }
}
