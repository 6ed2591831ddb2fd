package io.passerelle.function;

import io.passerelle.aws.Failures;
import io.passerelle.aws.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A table that fails at a write of a test's choice: before it, or after it, when only the answer
/// is lost.
final class FlakyTable implements Table {

  private final Table table;
  private int writes;
  private int reads;
  private int failsAt;
  private boolean takesEffect;
  private boolean readsFail;
  private boolean countersFail;
  private Runnable other = () -> {};

  FlakyTable(Table table) {
    this.table = table;
  }

  /// The n-th write from now fails; `takesEffect` says whether it is done all the same.
  void failAt(int n, boolean takesEffect) {
    this.failsAt = n;
    this.takesEffect = takesEffect;
    this.writes = 0;
  }

  /// Whether rows and partitions that are asked for are not to be had.
  void readsFail(boolean fail) {
    this.readsFail = fail;
  }

  void countersFail(boolean fail) {
    this.countersFail = fail;
  }

  private static void requireNot(boolean fails) {
    if (fails) {
      throw Failures.throttled();
    }
  }

  /// Lets another writer be first at the next write.
  void beforeNextWrite(Runnable other) {
    this.other = other;
  }

  /// Writers may come side by side.
  private synchronized boolean isNextToFail() {
    writes++;
    return writes == failsAt;
  }

  int writes() {
    return writes;
  }

  @Override
  public void write(List<Row> rows) {
    replace(List.of(), rows);
  }

  @Override
  public void replace(List<Row> removed, List<Row> rows) {
    Runnable first = other;
    other = () -> {};
    first.run();
    boolean fails = isNextToFail();
    if (!fails || takesEffect) {
      table.replace(removed, rows);
    }
    if (fails) {
      throw Failures.throttled();
    }
  }

  /// How many rows or partitions were asked for.
  int reads() {
    return reads;
  }

  @Override
  public Optional<Row> get(Key key) {
    reads++;
    requireNot(readsFail);
    return table.get(key);
  }

  @Override
  public List<Row> query(String partition, String prefix) {
    reads++;
    requireNot(readsFail);
    return table.query(partition, prefix);
  }

  @Override
  public List<Found> due(String bucket, Instant until, Optional<Found> after, int limit) {
    return table.due(bucket, until, after, limit);
  }

  @Override
  public List<Found> list(String list, Instant from, Optional<Found> after, int limit) {
    return table.list(list, from, after, limit);
  }

  @Override
  public List<Found> latest(String list, int limit) {
    return table.latest(list, limit);
  }

  @Override
  public long next(Key counter, Instant expires) {
    requireNot(countersFail);
    return table.next(counter, expires);
  }

  @Override
  public List<Row> all(List<Key> keys) {
    return table.all(keys);
  }

  @Override
  public List<Card> browse(Stretch stretch, int limit) {
    return table.browse(stretch, limit);
  }
}
