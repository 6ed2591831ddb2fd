package io.passerelle.aws;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The one table: documents under a partition key and a sort key, each with the version of its last
/// write, and an index of what falls due.
///
/// Reads are consistent. There is one way to write: all or nothing, each row naming the version
/// that was read.
public interface Table {

  record Key(String partition, String sort) {}

  /// A document and where it stands. `due` puts it into the index of its bucket; `expires` lets it
  /// go.
  record Row(Key key, long version, String document, Optional<Due> due, Optional<Instant> expires) {

    public Row(Key key, long version, String document) {
      this(key, version, document, Optional.empty(), Optional.empty());
    }
  }

  /// When a document wants to be looked at, among those of its bucket.
  record Due(String bucket, Instant at) {}

  Optional<Row> get(Key key);

  /// All rows of a partition whose sort key begins with `prefix`, in the order of the sort keys.
  List<Row> query(String partition, String prefix);

  /// Writes each row as the version after the one it holds: a row of version 0 must not exist yet.
  /// All are written or none; fails with [Stale] where another writer was first.
  void write(List<Row> rows);

  /// The keys of a bucket's documents that are due at `until` or before, at most `limit`. The index
  /// follows the table with a short delay.
  List<Key> due(String bucket, Instant until, int limit);

  /// Adds one to a counter and answers its new value; the first is 1. The counter may be forgotten
  /// once it `expires`.
  long next(Key counter, Instant expires);

  /// Another writer was first: read again and decide again.
  final class Stale extends RuntimeException {
    public Stale(String what) {
      super(what, null, false, false);
    }
  }
}
