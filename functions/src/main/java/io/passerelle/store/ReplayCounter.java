package io.passerelle.store;

import io.passerelle.aws.Table;
import io.passerelle.payment.SiteId;
import java.time.Duration;
import java.time.Instant;

/// Where the replays of one shop are counted, so that no shop is called by all of them at once:
/// those of one second, and those that a quarter hour has put off. Forgotten after some hours.
final class ReplayCounter {

  static final Duration KEPT = Duration.ofHours(2);

  private ReplayCounter() {}

  static Table.Key ofSecond(SiteId siteId, Instant second) {
    return new Table.Key("REPLAYS#" + siteId + "#" + second.getEpochSecond(), "COUNTER");
  }

  static Table.Key ofQuarter(SiteId siteId, Instant quarter) {
    return new Table.Key("PUTOFF#" + siteId + "#" + quarter.getEpochSecond(), "COUNTER");
  }
}
