package io.passerelle.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The table in memory, under the same contract as DynamoDB and with its limits.
///
/// Its index follows at once; DynamoDB's follows with a short delay, and nothing may count on
/// either.
public final class InMemoryTable implements Table {

  private static final int ROWS_MAX = 100;
  private static final int ROW_BYTES_MAX = 400 * 1024;

  private final Map<String, NavigableMap<String, Row>> partitions = new HashMap<>();
  private final Map<String, NavigableMap<Entry, Key>> index = new HashMap<>();
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
    return Optional.ofNullable(partition(key.partition()).get(key.sort()));
  }

  @Override
  public synchronized List<Row> query(String partition, String prefix) {
    return partition(partition).tailMap(prefix).values().stream()
        .takeWhile(row -> row.key().sort().startsWith(prefix))
        .toList();
  }

  @Override
  public synchronized void write(List<Row> rows) {
    check(rows);
    for (Row row : rows) {
      long stored = get(row.key()).map(Row::version).orElse(0L);
      if (stored != row.version()) {
        throw new Stale(row.key().partition());
      }
    }
    rows.forEach(this::put);
  }

  private static void check(List<Row> rows) {
    Set<Key> keys = new HashSet<>();
    for (Row row : rows) {
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

  private void put(Row row) {
    Optional<Due> due =
        row.due().map(one -> new Due(one.bucket(), one.at().truncatedTo(ChronoUnit.MILLIS)));
    Optional<Instant> expires = row.expires().map(at -> at.truncatedTo(ChronoUnit.SECONDS));
    Row next = new Row(row.key(), row.version() + 1, row.document(), due, expires);
    Row before = partition(row.key().partition()).put(row.key().sort(), next);
    if (before != null) {
      before.due().ifPresent(one -> bucket(one.bucket()).remove(new Entry(one.at(), row.key())));
    }
    due.ifPresent(one -> bucket(one.bucket()).put(new Entry(one.at(), row.key()), row.key()));
  }

  @Override
  public synchronized List<Key> due(String bucket, Instant until, int limit) {
    List<Key> found = new ArrayList<>();
    for (Map.Entry<Entry, Key> entry : bucket(bucket).entrySet()) {
      if (entry.getKey().at().isAfter(until) || found.size() == limit) {
        return found;
      }
      found.add(entry.getValue());
    }
    return found;
  }

  @Override
  public synchronized long next(Key counter, Instant expires) {
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

  private NavigableMap<Entry, Key> bucket(String bucket) {
    return index.computeIfAbsent(bucket, _ -> new TreeMap<>());
  }
}
