package io.passerelle.store;

import io.passerelle.aws.Table;
import io.passerelle.aws.Table.Row;
import io.passerelle.payment.SiteId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// The files of expiring cards that were fetched, each of them once.
public final class FetchedFiles {

  private final Table table;

  public FetchedFiles(Table table) {
    this.table = table;
  }

  public Optional<FetchedFile> find(FetchedFile.Id id) {
    return table.get(FetchedFileItem.key(id)).map(FetchedFileItem::read);
  }

  /// Those of a company, the latest first, as far as they are kept.
  public List<FetchedFile> all(String company) {
    return table.query(FetchedFileItem.partition(company), "").stream()
        .map(FetchedFileItem::read)
        .sorted(Comparator.comparing(FetchedFile::fetchedAt).reversed())
        .toList();
  }

  /// Those of one name: several, where a file was made anew.
  public List<FetchedFile> named(String company, String name) {
    return table.query(FetchedFileItem.partition(company), name + "#").stream()
        .map(FetchedFileItem::read)
        .toList();
  }

  /// Fails with [Table.Stale] where another writer was first; `beside` is written with it.
  public FetchedFile save(FetchedFile file, Change beside) {
    List<Row> rows = new ArrayList<>(beside.rows());
    rows.add(FetchedFileItem.write(file));
    table.write(rows);
    return file.written();
  }

  /// Those whose reading may have stopped; answers how many.
  public int eachDue(Instant until, BooleanSupplier more, Consumer<List<FetchedFile.Id>> woken) {
    return DueBuckets.eachPage(
        table,
        FetchedFileItem.DUE,
        until,
        more,
        keys -> woken.accept(keys.stream().map(FetchedFileItem::id).toList()));
  }

  /// The shops whose account at the file server is to be visited; answers how many. No key is
  /// needed for that.
  public int eachDueAccount(Instant until, BooleanSupplier more, Consumer<List<SiteId>> woken) {
    return DueBuckets.eachPage(
        table,
        FileAccounts.DUE,
        until,
        more,
        keys -> woken.accept(keys.stream().map(FileAccounts::siteId).toList()));
  }
}
