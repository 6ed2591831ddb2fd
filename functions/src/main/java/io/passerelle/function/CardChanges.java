package io.passerelle.function;

import io.passerelle.aws.Table;
import io.passerelle.card.CardChange;
import io.passerelle.card.CardToken;
import io.passerelle.card.CardUpdate.Source;
import io.passerelle.carddesk.CardReminders;
import io.passerelle.edge.Log;
import io.passerelle.store.CardNews;
import io.passerelle.store.CardTokens;
import io.passerelle.store.Change;
import io.passerelle.store.Ledger;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Writes down what was learnt of a token, with the mails, the calls and the plan of reminders that
/// it asks for: all of it at once, so that nobody is told twice, or not at all.
final class CardChanges {

  private static final int TRIES_MAX = 5;

  private final CardTokens tokens;
  private final Ledger ledger;
  private final CardReminders reminders;
  private final Wakeups wakeups;
  private final Clock clock;

  CardChanges(Wiring wiring) {
    this.tokens = wiring.cardTokens();
    this.ledger = wiring.ledger();
    this.reminders = wiring.cardReminders();
    this.wakeups = wiring.wakeups();
    this.clock = wiring.clock();
  }

  /// `news` is what told it, as it is when this is written; it is read at the version it names.
  void write(
      CardOwner owner, UnaryOperator<CardToken> learnt, Source source, Optional<CardNews> news) {
    for (int tries = 1; ; tries++) {
      Instant now = clock.instant();
      CardToken before = tokens.find(owner.token().id()).orElseThrow();
      CardToken after = learnt.apply(before);
      Change change = new Change().with(after);
      news.ifPresent(change::with);
      CardTelling telling = CardTelling.of(owner, before, after, source, now);
      telling.into(change);
      reminders.planned(after, owner.shop(), clock.instant()).ifPresent(change::with);
      try {
        ledger.write(change);
        telling.wake(wakeups, now);
        log(before, after);
        return;
      } catch (Table.Stale stale) {
        if (tries == TRIES_MAX) {
          throw stale; // It may also be that somebody else has dealt with the news.
        }
      }
    }
  }

  private static void log(CardToken before, CardToken after) {
    Log.line("card learnt")
        .with(Log.Field.SITE, after.order().siteId())
        .with(Log.Field.ORDER, after.order().reference())
        .with(Log.Field.STATUS, after.state() + " " + after.network())
        .with(Log.Field.OUTCOME, CardChange.between(before, after))
        .write();
  }
}
