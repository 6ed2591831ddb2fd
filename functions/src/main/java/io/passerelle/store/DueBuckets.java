package io.passerelle.store;

import io.passerelle.payment.OrderId;
import java.util.List;
import java.util.stream.IntStream;

/// The buckets of the due index: a few of each kind, so that no one partition of the index takes
/// all the writes.
final class DueBuckets {

  static final int BUCKETS = 8;

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

  static List<String> all(String kind) {
    return IntStream.range(0, BUCKETS).mapToObj(bucket -> kind + "#" + bucket).toList();
  }

  private static int bucket(OrderId order) {
    return Math.floorMod(order.toString().hashCode(), BUCKETS);
  }
}
