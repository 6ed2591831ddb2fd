package io.passerelle.function;

import io.passerelle.payment.SiteId;
import io.passerelle.store.Digests;
import java.time.Duration;
import java.time.Instant;

/// How many mails may go: of one shop in an hour, so that a storm fills no mailbox, and of the
/// deployment in a second, so that the mail server's own limit is not met.
final class MailCaps {

  private final Digests counters;
  private final int perShopAndHour;
  private final int perSecond;

  MailCaps(Digests counters, int perShopAndHour, int perSecond) {
    if (perShopAndHour < 1 || perSecond < 1) {
      throw new IllegalArgumentException("no mail could ever be sent");
    }
    this.counters = counters;
    this.perShopAndHour = perShopAndHour;
    this.perSecond = perSecond;
  }

  /// Takes a place among the mails of this hour, or says that there is none left.
  boolean hasPlace(SiteId siteId, Instant now) {
    return counters.nextOfShop(siteId, now) <= perShopAndHour;
  }

  /// How long a mail has to wait: zero where it may go now, else longer the more wait already.
  Duration wait(Instant now) {
    return Duration.ofSeconds((counters.nextOfSecond(now) - 1) / perSecond);
  }
}
