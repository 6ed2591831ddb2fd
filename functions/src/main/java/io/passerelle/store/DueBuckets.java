package io.passerelle.store;

import io.passerelle.aws.Table;
import io.passerelle.aws.Table.Found;
import io.passerelle.payment.OrderId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// The buckets of the due index: a few of each kind, so that no one partition of the index takes
/// all the writes.
final class DueBuckets {

  static final int BUCKETS = 8;
  static final String SENDING = "SENDING";
  static final String REMINDER = "REMINDER";

  /// Keys of some hundred bytes: one page of an index is never cut short by its size.
  private static final int PAGE = 500;

  private DueBuckets() {}

  static String deliveries(OrderId order) {
    return "DELIVERY#" + bucket(order);
  }

  static String mails(OrderId order) {
    return "MAIL#" + bucket(order);
  }

  static String orders(OrderId order) {
    return "ORDER#" + bucket(order);
  }

  static String operations(OrderId order) {
    return "OPERATION#" + bucket(order);
  }

  static String sendings(OrderId order) {
    return SENDING + "#" + bucket(order);
  }

  static String reminders(OrderId order) {
    return REMINDER + "#" + bucket(order);
  }

  static List<String> all(String kind) {
    return IntStream.range(0, BUCKETS).mapToObj(bucket -> kind + "#" + bucket).toList();
  }

  /// Hands on what is due, page by page, as long as `more` says so; answers how many. Where there
  /// is not time for all buckets, another one is the first the next quarter hour.
  static int each(
      Table table,
      String kind,
      Instant until,
      BooleanSupplier more,
      Consumer<List<Table.Key>> keys) {
    return eachFound(table, kind, until, more, keysTo(keys));
  }

  /// The same with their times.
  static int eachFound(
      Table table, String kind, Instant until, BooleanSupplier more, Consumer<List<Found>> found) {
    List<String> buckets = new ArrayList<>(all(kind));
    Collections.rotate(buckets, Math.floorMod(until.getEpochSecond() / 900, BUCKETS));
    return buckets.stream().mapToInt(bucket -> pages(table, bucket, until, more, found)).sum();
  }

  static int eachPage(
      Table table,
      String bucket,
      Instant until,
      BooleanSupplier more,
      Consumer<List<Table.Key>> keys) {
    return pages(table, bucket, until, more, keysTo(keys));
  }

  private static Consumer<List<Found>> keysTo(Consumer<List<Table.Key>> keys) {
    return page -> keys.accept(page.stream().map(Found::key).toList());
  }

  private static int pages(
      Table table,
      String bucket,
      Instant until,
      BooleanSupplier more,
      Consumer<List<Found>> found) {
    int count = 0;
    Optional<Found> last = Optional.empty();
    while (more.getAsBoolean()) {
      List<Found> page = table.due(bucket, until, last, PAGE);
      found.accept(page);
      count += page.size();
      if (page.size() < PAGE) {
        return count;
      }
      last = Optional.of(page.getLast());
    }
    return count;
  }

  /// The bucket of what has no order.
  static String of(String kind, String name) {
    return kind + "#" + Math.floorMod(name.hashCode(), BUCKETS);
  }

  private static int bucket(OrderId order) {
    return Math.floorMod(order.toString().hashCode(), BUCKETS);
  }
}
