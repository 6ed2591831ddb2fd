package io.passerelle.function;

import io.passerelle.delivery.DeliveryId;
import io.passerelle.delivery.QuarterHours;
import io.passerelle.payment.SiteId;
import io.passerelle.store.Ledger;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// How fast one shop is called by what was not asked for just now: all failures of an hour fall due
/// in one second, and a shop that has just come back must not fall over them.
///
/// Each replay takes a number from the counter of its shop and second. Those beyond `perSecond` are
/// spread over the seconds that come: behind all that this second and this quarter hour have put
/// off before. First attempts are not counted, since the gateway paces them and a buyer may wait
/// for them; what is recovered is spread when it is asked for; a single resend goes at once.
final class Pace {

  private final Ledger ledger;
  private final int perSecond;

  Pace(Ledger ledger, int perSecond) {
    if (perSecond < 1) {
      throw new IllegalArgumentException("a shop must be called now and then");
    }
    this.ledger = ledger;
    this.perSecond = perSecond;
  }

  /// How long a replay waits; zero where it may go now.
  Duration wait(DeliveryId id, Instant now) {
    SiteId shop = id.order().siteId();
    Instant second = now.truncatedTo(ChronoUnit.SECONDS);
    long number = ledger.nextReplay(shop, second);
    if (number <= perSecond) {
      return Duration.ZERO;
    }
    Instant quarter = QuarterHours.before(now);
    long before = ledger.nextPutOff(shop, quarter) - 1;
    Instant behindSecond = second.plusSeconds((number - 1) / perSecond);
    Instant behindQuarter = quarter.plusSeconds(1 + before / perSecond);
    Instant later = behindSecond.isAfter(behindQuarter) ? behindSecond : behindQuarter;
    return Duration.between(now, later);
  }

  /// When the n-th (from 0) of many that are asked for at once is to go.
  Instant spread(Instant from, long n) {
    return from.plusSeconds(n / perSecond);
  }
}
