package io.passerelle.function;

import io.passerelle.alert.Alert;
import io.passerelle.aws.Table;
import io.passerelle.card.CardChange;
import io.passerelle.card.CardToken;
import io.passerelle.card.CardUpdate.Source;
import io.passerelle.carddesk.CardReminders;
import io.passerelle.edge.Log;
import io.passerelle.shop.Shop;
import io.passerelle.store.CardNews;
import io.passerelle.store.CardTokens;
import io.passerelle.store.Change;
import io.passerelle.store.Ledger;
import io.passerelle.store.Mailing;
import io.passerelle.store.MailingId;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
      List<Mailing> mails = mails(owner, before, after, source, now);
      Change change = new Change().with(after);
      news.ifPresent(change::with);
      mails.forEach(change::with);
      CardCalls calls = CardCalls.of(owner, before, after, source, now);
      calls.into(change);
      reminders.planned(after, owner.shop(), clock.instant()).ifPresent(change::with);
      try {
        ledger.write(change);
        mails.forEach(mail -> wakeups.wake(mail.id()));
        calls.deliveries().forEach(delivery -> wakeups.wake(delivery, now));
        log(before, after);
        return;
      } catch (Table.Stale stale) {
        if (tries == TRIES_MAX) {
          throw stale; // It may also be that somebody else has dealt with the news.
        }
      }
    }
  }

  private List<Mailing> mails(
      CardOwner owner, CardToken before, CardToken after, Source source, Instant now) {
    List<String> alerted = owner.rules().alertEmails();
    List<String> to = alerted.isEmpty() ? owner.rules().addresses() : alerted;
    List<Mailing> mails = new ArrayList<>();
    if (to.isEmpty() || !owner.shop().page().cardMails().wants(source == Source.ISSUER)) {
      return mails;
    }
    for (CardChange change : CardChange.between(before, after)) {
      MailingId id = new MailingId(after.order(), mailId(change, after));
      mails.add(Alerts.mailing(id, alert(change, after, owner.shop()), to, owner.shop(), now));
    }
    return mails;
  }

  /// One for each change that is written.
  private static String mailId(CardChange change, CardToken after) {
    return "CARD#"
        + change
        + "#"
        + Integer.toHexString(after.id().hashCode())
        + "#"
        + (after.version() + 1);
  }

  private static Alert alert(CardChange change, CardToken token, Shop shop) {
    return new Alert.PaymentFlagged(
        shop.siteId().value(),
        shop.label(),
        token.order().reference(),
        Alert.Kind.valueOf("CARD_" + change),
        token.card() + " (" + token.id().shown() + ", " + token.id().mode() + ")");
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
