package io.passerelle.store;

import io.passerelle.aws.Table;
import io.passerelle.aws.Table.Row;
import io.passerelle.payment.AttemptId;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.SiteId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;

/// Which order uses a transaction id: the gateway takes each once per shop and UTC day, whatever
/// its case (error 03). Forgotten after some days.
final class AttemptItem {

  private static final Duration KEPT = Duration.ofDays(4);

  private AttemptItem() {}

  static Table.Key key(SiteId siteId, AttemptId attempt) {
    String id = attempt.toString().toLowerCase(Locale.ROOT);
    return new Table.Key("ATTEMPT#" + siteId + "#" + id, "ATTEMPT");
  }

  static Table.Key counter(SiteId siteId, LocalDate day) {
    return new Table.Key("TRANSACTIONS#" + siteId + "#" + day, "COUNTER");
  }

  /// When a day's counter may go: its ids are taken no more.
  static Instant counterExpires(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant().plus(KEPT);
  }

  static Row write(OrderId order, AttemptId attempt, Instant now) {
    Optional<Instant> expires = Optional.of(now.plus(KEPT));
    return new Row(key(order.siteId(), attempt), 0, order.reference(), Optional.empty(), expires);
  }
}
