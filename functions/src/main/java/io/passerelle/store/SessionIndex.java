package io.passerelle.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.aws.Table;
import io.passerelle.aws.Table.Key;
import io.passerelle.aws.Table.Row;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.SiteId;
import io.passerelle.shop.Platform;
import io.passerelle.shop.Session;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/// Where sessions are found again: by what several of them have in common, by their month, and by
/// the person who pays.
///
/// A person is named by a hash alone. The rows are written for platforms that may ask for a
/// person's data; they hold nothing but the order's reference, in their sort key.
final class SessionIndex {

  private static final String NOTHING = "{}";

  private SessionIndex() {}

  static List<Row> rows(Session session) {
    OrderId order = session.order();
    List<Row> rows = new ArrayList<>();
    session
        .field(Session.GROUP)
        .ifPresent(group -> rows.add(row(group(order.siteId(), group), order)));
    if (session.platform() == Platform.SHOPIFY) {
      rows.add(row(month(order.siteId(), session.createdAt()), order));
      persons(order.siteId(), session.buyer().email(), session.buyer().phone())
          .forEach(person -> rows.add(row(person, order)));
    }
    return rows;
  }

  static String group(SiteId siteId, String group) {
    return "GROUP#" + siteId + "#" + group;
  }

  static String month(SiteId siteId, Instant at) {
    return "MONTH#" + siteId + "#" + YearMonth.from(at.atZone(ZoneOffset.UTC));
  }

  /// The partitions of a person, by the address and the number that are known of them.
  static List<String> persons(SiteId siteId, String email, String phone) {
    List<String> persons = new ArrayList<>();
    if (!email.isBlank()) {
      persons.add("PERSON#" + siteId + "#" + hash(plain(email)));
    }
    String digits = phone.replaceAll("[^0-9]", "");
    if (digits.length() >= 6) {
      persons.add("PERSON#" + siteId + "#" + hash(digits));
    }
    return persons;
  }

  /// Whether two addresses are those of one person.
  static boolean isSame(String email, String other) {
    return plain(email).equals(plain(other));
  }

  private static String plain(String email) {
    return email.strip().toLowerCase(Locale.ROOT);
  }

  static List<OrderId> orders(Table table, String partition, SiteId siteId) {
    return table.query(partition, "").stream()
        .filter(row -> row.expires().isEmpty()) // One that was forgotten is on its way out.
        .map(row -> new OrderId(siteId, row.key().sort()))
        .toList();
  }

  private static Row row(String partition, OrderId order) {
    return new Row(new Key(partition, order.reference()), 0, NOTHING);
  }

  private static String hash(String text) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
