package io.passerelle.carddesk;

import io.passerelle.aws.Table;
import io.passerelle.card.CardReminder;
import io.passerelle.card.CardToken;
import io.passerelle.card.Expiry;
import io.passerelle.card.ReminderDays;
import io.passerelle.card.Warning;
import io.passerelle.shop.Shop;
import io.passerelle.store.CardPlans;
import io.passerelle.store.Change;
import io.passerelle.store.Ledger;
import io.passerelle.store.ReminderId;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;

/// Plans when buyers are reminded of the end of their cards' validity: once for each token and end,
/// however often it is asked, so that whoever learns of a card may ask.
public final class CardReminders {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int LINK_BYTES = 16;

  private final CardPlans plans;
  private final Ledger ledger;

  public CardReminders(CardPlans plans, Ledger ledger) {
    this.plans = plans;
    this.ledger = ledger;
  }

  /// Plans where the shop wants it, the validity ends soon or has ended, and the buyer has an
  /// address; answers whether something was planned now.
  public boolean plan(CardToken token, Shop shop, Instant now) {
    Optional<CardReminder> planned = planned(token, shop, now);
    try {
      planned.ifPresent(one -> ledger.write(new Change().with(one)));
      return planned.isPresent();
    } catch (Table.Stale _) {
      return false; // Another worker was first.
    }
  }

  /// The same, to be written together with the token; empty where there is nothing to write.
  public Optional<CardReminder> planned(CardToken token, Shop shop, Instant now) {
    if (!shop.page().cardReminders() || !token.isLive() || token.holder().email().isEmpty()) {
      return Optional.empty();
    }
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    return token
        .card()
        .expiry()
        .filter(_ -> token.warning(today, shop.page().cardWarningMonths()) != Warning.NONE)
        .flatMap(expiry -> days(shop).first(expiry, now, zone(shop)))
        .filter(_ -> plans.find(new ReminderId(token.id(), expiry(token))).isEmpty())
        .map(due -> CardReminder.of(token, link(), due));
  }

  private static Expiry expiry(CardToken token) {
    return token.card().expiry().orElseThrow();
  }

  static ReminderDays days(Shop shop) {
    return new ReminderDays(shop.page().cardReminderDays());
  }

  static ZoneId zone(Shop shop) {
    return ZoneId.of(shop.timeZone());
  }

  private static String link() {
    byte[] bytes = new byte[LINK_BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
