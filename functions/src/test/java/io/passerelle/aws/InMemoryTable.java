package io.passerelle.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The table in memory, under the same contract as DynamoDB and with its limits.
///
/// Its indexes follow at once; DynamoDB's follow with a short delay, and nothing may count on
/// either.
public final class InMemoryTable implements Table {

  private static final int ROWS_MAX = 100;
  private static final int ROW_BYTES_MAX = 400 * 1024;
  private static final int PARTITION_BYTES_MAX = 2_048;
  private static final int SORT_BYTES_MAX = 1_024;

  private final Map<String, NavigableMap<String, Row>> partitions = new HashMap<>();
  private final Map<String, NavigableMap<Entry, Key>> index = new HashMap<>();
  private final Map<String, NavigableMap<Entry, Key>> lists = new HashMap<>();
  private final Map<String, NavigableMap<String, Card>> shelves = new HashMap<>();
  private final Map<Key, Long> counters = new HashMap<>();

  private record Entry(Instant at, Key key) implements Comparable<Entry> {
    private static final Comparator<Entry> ORDER =
        Comparator.comparing(Entry::at)
            .thenComparing(entry -> entry.key().partition())
            .thenComparing(entry -> entry.key().sort());

    @Override
    public int compareTo(Entry other) {
      return ORDER.compare(this, other);
    }
  }

  @Override
  public synchronized Optional<Row> get(Key key) {
    check(key);
    Optional<Row> counter =
        Optional.ofNullable(counters.get(key)).map(count -> new Row(key, count, ""));
    return counter.or(() ->
        Optional.ofNullable(partitions.get(key.partition())).map(rows -> rows.get(key.sort())));
  }

  @Override
  public synchronized List<Row> query(String partition, String prefix) {
    check(partition, PARTITION_BYTES_MAX);
    return partition(partition).tailMap(prefix).values().stream()
        .takeWhile(row -> row.key().sort().startsWith(prefix))
        .toList();
  }

  @Override
  public synchronized List<Row> all(List<Key> keys) {
    return keys.stream().flatMap(key -> get(key).stream()).toList();
  }

  @Override
  public synchronized void write(List<Row> rows) {
    replace(List.of(), rows);
  }

  @Override
  public synchronized void replace(List<Row> removed, List<Row> written) {
    List<Row> rows = Stream.concat(removed.stream(), written.stream()).toList();
    check(rows);
    for (Row row : rows) {
      long stored = get(row.key()).map(Row::version).orElse(0L);
      if (stored != row.version()) {
        throw new Stale(row.key().partition());
      }
    }
    removed.forEach(this::remove);
    written.forEach(this::put);
  }

  private void remove(Row row) {
    Row before = partition(row.key().partition()).remove(row.key().sort());
    if (before != null) {
      unlist(before);
    }
  }

  private static void check(List<Row> rows) {
    Set<Key> keys = new HashSet<>();
    for (Row row : rows) {
      check(row.key());
      if (!keys.add(row.key())) {
        throw new AwsFailure("table", 400, "ValidationException: a row twice");
      }
      if (row.document().length() > ROW_BYTES_MAX / 4
          && row.document().getBytes(UTF_8).length > ROW_BYTES_MAX) {
        throw new AwsFailure("table", 400, "ValidationException: a row too large");
      }
    }
    if (rows.isEmpty() || rows.size() > ROWS_MAX) {
      throw new AwsFailure("table", 400, "ValidationException: " + rows.size() + " rows");
    }
  }

  private static void check(Key key) {
    check(key.partition(), PARTITION_BYTES_MAX);
    check(key.sort(), SORT_BYTES_MAX);
  }

  private static void check(String part, int most) {
    if (part.isEmpty() || part.getBytes(UTF_8).length > most) {
      throw new AwsFailure("table", 400, "ValidationException: a key of 1 to " + most + " bytes");
    }
  }

  private void put(Row row) {
    Optional<Due> due =
        row.due().map(one -> new Due(one.bucket(), one.at().truncatedTo(ChronoUnit.MILLIS)));
    Optional<Instant> expires = row.expires().map(at -> at.truncatedTo(ChronoUnit.SECONDS));
    Optional<Listed> listed =
        row.listed().map(one -> new Listed(one.list(), one.at().truncatedTo(ChronoUnit.MILLIS)));
    Row next =
        new Row(row.key(), row.version() + 1, row.document(), due, expires, listed, row.shelved());
    Row before = partition(row.key().partition()).put(row.key().sort(), next);
    if (before != null) {
      unlist(before);
    }
    row.shelved()
        .ifPresent(one ->
            one.places()
                .forEach((side, place) ->
                    side(one.shelf(), side).put(place, new Card(row.key(), place, one.card()))));
    due.ifPresent(one -> bucket(one.bucket()).put(new Entry(one.at(), row.key()), row.key()));
    listed.ifPresent(one -> of(one.list()).put(new Entry(one.at(), row.key()), row.key()));
  }

  private void unlist(Row before) {
    Key key = before.key();
    before.due().ifPresent(one -> bucket(one.bucket()).remove(new Entry(one.at(), key)));
    before.listed().ifPresent(one -> of(one.list()).remove(new Entry(one.at(), key)));
    before
        .shelved()
        .ifPresent(
            one -> one.places().forEach((side, place) -> side(one.shelf(), side).remove(place)));
  }

  @Override
  public synchronized List<Card> browse(Stretch stretch, int limit) {
    NavigableMap<String, Card> side = side(stretch.shelf(), stretch.side());
    NavigableMap<String, Card> between = side.subMap(stretch.from(), true, stretch.to(), true);
    return (stretch.ascending() ? between : between.descendingMap())
        .values().stream().limit(limit).toList();
  }

  private NavigableMap<String, Card> side(String shelf, Side side) {
    return shelves.computeIfAbsent(shelf + "#" + side, _ -> new TreeMap<>());
  }

  @Override
  public synchronized List<Found> due(
      String bucket, Instant until, Optional<Found> after, int limit) {
    return page(bucket(bucket), after)
        .takeWhile(one -> !one.at().isAfter(until))
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized List<Found> list(
      String list, Instant from, Optional<Found> after, int limit) {
    return page(of(list), after)
        .dropWhile(one -> one.at().isBefore(from.truncatedTo(ChronoUnit.MILLIS)))
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized List<Found> latest(String list, int limit) {
    return of(list).descendingKeySet().stream()
        .map(entry -> new Found(entry.key(), entry.at()))
        .limit(limit)
        .toList();
  }

  private static Stream<Found> page(NavigableMap<Entry, Key> entries, Optional<Found> after) {
    NavigableMap<Entry, Key> rest =
        after.map(one -> entries.tailMap(new Entry(one.at(), one.key()), false)).orElse(entries);
    return rest.keySet().stream().map(entry -> new Found(entry.key(), entry.at()));
  }

  @Override
  public synchronized long next(Key counter, Instant expires) {
    check(counter);
    return counters.merge(counter, 1L, Long::sum);
  }

  /// Everything that is stored, to compare one time with another and to search for what must not be
  /// there.
  public synchronized List<Row> rows() {
    return partitions.values().stream().flatMap(rows -> rows.values().stream()).toList();
  }

  private NavigableMap<String, Row> partition(String partition) {
    return partitions.computeIfAbsent(partition, _ -> new TreeMap<>());
  }

  private NavigableMap<Entry, Key> of(String list) {
    return lists.computeIfAbsent(list, _ -> new TreeMap<>());
  }

  private NavigableMap<Entry, Key> bucket(String bucket) {
    return index.computeIfAbsent(bucket, _ -> new TreeMap<>());
  }
}
