package io.passerelle.carddesk;

import io.passerelle.aws.ObjectStore;
import io.passerelle.aws.Table;
import io.passerelle.carddesk.Taken.Left;
import io.passerelle.cardfile.Fault;
import io.passerelle.cardfile.FileName;
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
  private final Unfetched unfetched;
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
    this.unfetched = new Unfetched(fetched, mails, clock);
    this.clock = clock;
  }

  /// Of the folders one at least must be there: not every shop has files of its own.
  Taken take(FileServer server, FileAccount account, Shops.Entry shop, BooleanSupplier timeLeft)
      throws IOException {
    Taken all = Taken.NOTHING;
    int missing = 0;
    for (String folder : account.folders()) {
      try {
        all = all.and(takeAll(new Place(server, folder), shop, timeLeft, all.fetched()));
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

  private Taken takeAll(Place place, Shops.Entry shop, BooleanSupplier timeLeft, int before)
      throws IOException {
    List<ListedFile> files = place.server().list(place.folder());
    unfetched.refuse(files.stream().filter(one -> !isNamed(one)).toList(), Fault.WRONG_NAME, shop);
    String company = Companies.of(shop.shop());
    Taken all = Taken.NOTHING;
    for (ListedFile file : files.stream().filter(FileTaking::isNamed).toList()) {
      if (isKnown(company, file)) {
        all = all.and(Taken.of(name(file).month()));
        continue;
      }
      if (!timeLeft.getAsBoolean() || before + all.fetched() >= AT_ONCE_MAX) {
        return all.and(Taken.leaving(Left.SOME));
      }
      all = all.and(take(place, file, shop));
    }
    return all;
  }

  private static boolean isNamed(ListedFile file) {
    return FileName.of(file.name()).isPresent();
  }

  private static FileName name(ListedFile file) {
    return FileName.of(file.name()).orElseThrow();
  }

  /// By its folder's word: a file that was written anew under the same name has another time.
  private boolean isKnown(String company, ListedFile file) {
    Listed listed = listed(file);
    return fetched.named(company, file.name()).stream()
        .anyMatch(one -> one.listed().equals(listed));
  }

  static Listed listed(ListedFile file) {
    return new Listed(file.size(), file.modified());
  }

  private Taken take(Place place, ListedFile file, Shops.Entry shop) throws IOException {
    FileName name = name(file);
    if (!isWanted(name, shop.shop())) {
      return Taken.NOTHING;
    }
    if (FileServer.isTooLarge(file)) {
      unfetched.refuse(List.of(file), Fault.TOO_LARGE, shop);
      return Taken.of(name.month());
    }
    try {
      boolean isNew = copy(place, file, shop.shop());
      return new Taken(isNew ? 1 : 0, Optional.of(name.month()), Left.NOTHING);
    } catch (FileServerFailure failure) {
      if (failure.trouble() != Trouble.CHANGING) {
        throw failure;
      }
      return Taken.leaving(Left.CHANGING);
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
                .filter(other -> isOfOne(other.shop(), shop))
                .isPresent();
    return ours && !name.month().isBefore(now.minusMonths(1)) && !name.month().isAfter(now);
  }

  private static boolean isOfOne(Shop shop, Shop other) {
    return !shop.company().isBlank() && shop.company().strip().equals(other.company().strip());
  }

  /// Whether it was not known.
  private boolean copy(Place place, ListedFile file, Shop shop) throws IOException {
    Instant now = clock.instant();
    String key = "fetched/" + shop.siteId() + "/" + now.toEpochMilli() + "/" + file.name();
    Digested in = new Digested(place.server().open(place.folder(), file));
    String tag;
    try (in) {
      tag = bucket.put(key, file.size(), in);
    }
    place.server().confirm(place.folder(), file);
    Id id = new Id(Companies.of(shop), file.name(), in.digest());
    Stored stored = new Stored(key, tag);
    try {
      fetched.save(
          FetchedFile.of(id, shop.siteId(), listed(file), stored, now, now.plus(READ_WITHIN)),
          new Change());
    } catch (Table.Stale _) {
      return false; // The very same bytes were there before: listed twice, or once more.
    }
    wakeups.wakeReads(List.of(id));
    return true;
  }
}
