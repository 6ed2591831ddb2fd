package io.passerelle.carddesk;

import io.passerelle.aws.Table;
import io.passerelle.cardfile.FileName;
import io.passerelle.cardfile.Problem;
import io.passerelle.sftp.ListedFile;
import io.passerelle.store.Change;
import io.passerelle.store.FetchedFile;
import io.passerelle.store.FetchedFile.Id;
import io.passerelle.store.FetchedFiles;
import io.passerelle.store.FileAccount;
import io.passerelle.store.Mailing;
import io.passerelle.store.Shops;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Files whose name is none of a file of expiring cards: they are left where they are, and the
/// merchant is told, once of each. A folder that is full of others is not told file by file.
final class WrongNames {

  private static final int TOLD_MAX = 20;

  private final FetchedFiles fetched;
  private final FileMails mails;
  private final Clock clock;

  WrongNames(FetchedFiles fetched, FileMails mails, Clock clock) {
    this.fetched = fetched;
    this.mails = mails;
    this.clock = clock;
  }

  void refuse(List<ListedFile> files, Shops.Entry shop, FileAccount account) {
    if (!files.isEmpty()) {
      Set<Id> told =
          fetched.all(account.siteId()).stream()
              .filter(FetchedFile::isUnfetched)
              .map(FetchedFile::id)
              .collect(Collectors.toSet());
      files.stream()
          .filter(file -> !told.contains(id(file, account)))
          .limit(Math.max(0, TOLD_MAX - told.size()))
          .forEach(file -> refuse(file, shop, id(file, account)));
    }
  }

  private static Id id(ListedFile file, FileAccount account) {
    return new Id(account.siteId(), FileName.shown(file.name()), Digested.of(file.name()));
  }

  private void refuse(ListedFile file, Shops.Entry shop, Id id) {
    Instant now = clock.instant();
    FetchedFile refused =
        FetchedFile.refused(id, FileTaking.listed(file), FileLook.noted(Problem.wrongName()), now);
    Optional<Mailing> mail = mails.faulty(refused, shop, now);
    Change change = new Change();
    mail.ifPresent(change::with);
    try {
      fetched.save(refused, change);
      mail.ifPresent(mails::wake);
    } catch (Table.Stale _) {
      return; // Told at this moment by another visit.
    }
    FileTaking.log(id.siteId(), file, Problem.wrongName().fault().name());
  }
}
