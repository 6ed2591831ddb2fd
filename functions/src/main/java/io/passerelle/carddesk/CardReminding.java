package io.passerelle.carddesk;

import io.passerelle.aws.Table;
import io.passerelle.card.CardReminder;
import io.passerelle.card.CardReminder.End;
import io.passerelle.card.CardToken;
import io.passerelle.delivery.QuarterHours;
import io.passerelle.edge.Log;
import io.passerelle.shop.Shop;
import io.passerelle.store.CardPlans;
import io.passerelle.store.CardTokens;
import io.passerelle.store.Change;
import io.passerelle.store.Ledger;
import io.passerelle.store.ReminderId;
import io.passerelle.store.SendPlaces;
import io.passerelle.store.Shops;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/// Reminds one buyer whose time has come: reads the token anew, and stops where the card was
/// renewed or nobody can be reached.
///
/// A worker takes the reminder for a minute before it hands the mail to the mail server, and writes
/// down that it went: one that dies between the two lets it be sent twice, never lost. No more go
/// in a second than there are places for mails that nobody waits for.
public final class CardReminding {

  private final CardPlans plans;
  private final CardTokens tokens;
  private final Shops shops;
  private final Ledger ledger;
  private final SendPlaces places;
  private final ReminderWakeups wakeups;
  private final ReminderPost post;
  private final Clock clock;

  public CardReminding(
      CardPlans plans,
      CardTokens tokens,
      Shops shops,
      Ledger ledger,
      SendPlaces places,
      ReminderWakeups wakeups,
      ReminderPost post,
      Clock clock) {
    this.plans = plans;
    this.tokens = tokens;
    this.shops = shops;
    this.ledger = ledger;
    this.places = places;
    this.wakeups = wakeups;
    this.post = post;
    this.clock = clock;
  }

  /// Does nothing where it is not due, since a message may come twice.
  public void remind(ReminderId id) {
    Instant now = clock.instant();
    plans.find(id).filter(one -> one.isDue(now)).ifPresent(one -> remind(one, now));
  }

  private void remind(CardReminder reminder, Instant now) {
    Optional<CardToken> token = tokens.find(reminder.token());
    Optional<Shop> shop =
        token.flatMap(one -> shops.find(one.order().siteId())).map(Shops.Entry::shop);
    if (token.isEmpty() || shop.isEmpty()) {
      write(reminder.ended(End.CANCELLED));
      return;
    }
    Optional<End> end = reminder.end(token.get()).or(() -> post.unreachable(token.get()));
    if (end.isPresent()) {
      write(reminder.ended(end.get())).ifPresent(CardReminding::log);
    } else if (!shop.get().page().cardReminders() || isTriedTooOften(reminder)) {
      write(reminder.skipped(next(reminder, shop.get(), now)));
    } else {
      turn(reminder, now).ifPresent(taken -> send(taken, token.get(), shop.get()));
    }
  }

  /// Workers died of it, or the mail server took it none of the times.
  private static boolean isTriedTooOften(CardReminder reminder) {
    return reminder.tries() >= CardReminder.TRIES_MAX;
  }

  /// Takes it for a minute; empty where its turn comes later. Before its time it takes no place, as
  /// everybody's later places come after that.
  private Optional<CardReminder> turn(CardReminder reminder, Instant now) {
    boolean timed = reminder.hasPlace(now) || late(reminder, now).isAfter(now);
    Instant place = timed ? reminder.due().orElseThrow() : places.next(now);
    if (!place.isAfter(now)) {
      return write(reminder.claimed(now));
    }
    Optional<CardReminder> waiting = timed ? Optional.of(reminder) : write(reminder.placed(place));
    waiting.ifPresent(one -> wakeups.later(one, now));
    return Optional.empty();
  }

  private void send(CardReminder taken, CardToken token, Shop shop) {
    ReminderPost.Outcome outcome = post.hand(taken, token, shop, clock.instant());
    Instant now = clock.instant();
    CardReminder after =
        switch (outcome) {
          case TAKEN -> taken.sent(next(taken, shop, now));
          case LATER -> taken.failed(QuarterHours.after(now));
          case REFUSED -> taken.ended(End.REFUSED);
        };
    write(after).ifPresent(CardReminding::log);
  }

  /// After this one's own time, which may be to come yet where it is served early.
  private static Optional<Instant> next(CardReminder reminder, Shop shop, Instant now) {
    return CardReminders.days(shop)
        .after(reminder.expiry(), late(reminder, now), CardReminders.zone(shop));
  }

  private static Instant late(CardReminder reminder, Instant now) {
    return reminder.due().filter(now::isBefore).orElse(now);
  }

  /// Empty where another worker was first.
  private Optional<CardReminder> write(CardReminder reminder) {
    try {
      ledger.write(new Change().with(reminder));
      return Optional.of(reminder.written());
    } catch (Table.Stale _) {
      return Optional.empty();
    }
  }

  private static void log(CardReminder reminder) {
    Log.line("buyer reminded of a card")
        .with(Log.Field.COUNT, reminder.sent())
        .with(Log.Field.OUTCOME, reminder.outcome().isEmpty() ? "GOES_ON" : reminder.outcome())
        .write();
  }
}
