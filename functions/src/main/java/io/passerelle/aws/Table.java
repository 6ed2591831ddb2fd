package io.passerelle.aws;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The one table: documents under a partition key and a sort key, each with the version of its last
/// write, an index of what falls due, one of what people want listed, and shelves on which they
/// search.
///
/// Reads are consistent. There is one way to write: all or nothing, each row naming the version
/// that was read.
public interface Table {

  record Key(String partition, String sort) {}

  /// A document and where it stands. `due` puts it into the index of its bucket, `listed` into a
  /// list, `shelved` onto a shelf; `expires` lets it go.
  record Row(
      Key key,
      long version,
      String document,
      Optional<Due> due,
      Optional<Instant> expires,
      Optional<Listed> listed,
      Optional<Shelved> shelved) {

    public Row(Key key, long version, String document) {
      this(key, version, document, Optional.empty(), Optional.empty());
    }

    public Row(
        Key key, long version, String document, Optional<Due> due, Optional<Instant> expires) {
      this(key, version, document, due, expires, Optional.empty());
    }

    public Row(
        Key key,
        long version,
        String document,
        Optional<Due> due,
        Optional<Instant> expires,
        Optional<Listed> listed) {
      this(key, version, document, due, expires, listed, Optional.empty());
    }
  }

  /// When a document wants to be looked at, among those of its bucket.
  record Due(String bucket, Instant at) {}

  /// In which list a document stands, and at which time there.
  record Listed(String list, Instant at) {}

  /// A document that an index has, and at which time: what the next page begins after.
  record Found(Key key, Instant at) {}

  /// The sides of a shelf: by each of them its documents stand in another order. What a place by a
  /// side is made of is for those to say who put documents there.
  enum Side {
    TIME,
    END,
    SUM,
    NAME,
    PERSON,
    STANDING
  }

  /// On which shelf a document stands, its place by each side by which it is to be found, and a
  /// card that says of it what a search asks for, so that what does not match is never read. No
  /// place is empty; a shelf has each of them once.
  record Shelved(String shelf, Map<Side, String> places, String card) {
    public Shelved {
      places = Map.copyOf(places);
    }
  }

  /// What stands on a shelf between two places, both included, in the order of one side.
  record Stretch(String shelf, Side side, String from, String to, boolean ascending) {}

  /// A document on a shelf, as its card says.
  record Card(Key key, String place, String text) {}

  Optional<Row> get(Key key);

  /// Those of many rows that are there, in the order in which they are asked for.
  List<Row> all(List<Key> keys);

  /// All rows of a partition whose sort key begins with `prefix`, in the order of the sort keys.
  List<Row> query(String partition, String prefix);

  /// Writes each row as the version after the one it holds: a row of version 0 must not exist yet.
  /// All are written or none; fails with [Stale] where another writer was first.
  void write(List<Row> rows);

  /// A bucket's documents that are due at `until` or before, the earliest first: those behind
  /// `after`, at most `limit`, and fewer only where there are no more. The index follows the table
  /// with a short delay.
  List<Found> due(String bucket, Instant until, Optional<Found> after, int limit);

  /// The documents of a list from `from` on, in the order of their times, paged like [#due].
  List<Found> list(String list, Instant from, Optional<Found> after, int limit);

  /// The last documents of a list, the latest first: at most `limit`, which is a thousand or less.
  List<Found> latest(String list, int limit);

  /// The first `limit` cards of a stretch, and fewer only where there are no more. The index
  /// follows the table with a short delay.
  List<Card> browse(Stretch stretch, int limit);

  /// Lets rows go that are as they were read: all of them or none; fails with [Stale] where another
  /// writer was first. What is written beside it is written with it.
  void replace(List<Row> removed, List<Row> written);

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
