package io.passerelle.store;

import io.passerelle.aws.Table;
import io.passerelle.payment.SiteId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// The digests to send, what they count, and the counters that say when a mail is one too many.
public final class Digests {

  private static final Duration COUNTED = Duration.ofHours(2);

  private final Table table;

  public Digests(Table table) {
    this.table = table;
  }

  public Optional<DigestMailing> find(DigestId id) {
    return table.get(DigestItem.key(id)).map(row -> DigestItem.read(id, row));
  }

  /// Sees to it that a digest will be sent. One is wanted before something is left to it: a digest
  /// that has nothing to tell is not sent, but one that is missing would tell nobody.
  public void want(DigestMailing digest) {
    if (find(digest.id()).isPresent()) {
      return;
    }
    try {
      table.write(List.of(DigestItem.write(digest)));
    } catch (Table.Stale _) {
      return; // Somebody else wanted it at the same time.
    }
  }

  /// All that a digest counts, the oldest first.
  public List<FailureNote> notes(DigestId id) {
    return FailureNoteItem.partitions(id).stream()
        .flatMap(partition -> table.query(partition, "").stream())
        .map(row -> FailureNoteItem.read(id, row))
        .sorted(Comparator.comparing(FailureNote::at).thenComparing(FailureNote::id))
        .toList();
  }

  /// What is due, handed on page by page as long as `more` says so; answers how many.
  public int eachDue(Instant until, BooleanSupplier more, Consumer<List<DigestId>> woken) {
    return DueBuckets.eachPage(
        table,
        DigestItem.BUCKET,
        until,
        more,
        keys -> woken.accept(keys.stream().map(DigestItem::id).toList()));
  }

  /// Which alert mail of its shop and hour this is, from 1.
  public long nextOfShop(SiteId siteId, Instant at) {
    Instant hour = DigestId.hourOf(at);
    Table.Key counter = new Table.Key("MAILS#" + siteId + "#" + hour.getEpochSecond(), "COUNTER");
    return table.next(counter, hour.plus(COUNTED));
  }

  /// Which mail of the deployment and second this is, from 1.
  public long nextOfSecond(Instant at) {
    return table.next(new Table.Key("MAILS#" + at.getEpochSecond(), "COUNTER"), at.plus(COUNTED));
  }
}
