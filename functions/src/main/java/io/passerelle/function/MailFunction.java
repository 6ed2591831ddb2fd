package io.passerelle.function;

import io.passerelle.alert.Alert;
import io.passerelle.alert.AlertMail;
import io.passerelle.alert.CardsExpiring;
import io.passerelle.alert.DigestMail;
import io.passerelle.aws.Table;
import io.passerelle.delivery.QuarterHours;
import io.passerelle.edge.Log;
import io.passerelle.store.Change;
import io.passerelle.store.DigestId;
import io.passerelle.store.Digests;
import io.passerelle.store.FailureNote;
import io.passerelle.store.Ledger;
import io.passerelle.store.Mailing;
import io.passerelle.store.MailingId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Sends the mails that were written down: each message wakes one. A mail that the mail server does
/// not take is tried again at the quarter hours, and never holds up a delivery; one too many for
/// its shop's hour is left to the digest of that hour.
public final class MailFunction extends QueueFunction {

  private final Ledger ledger;
  private final Digests digests;
  private final MailCaps caps;
  private final Wakeups wakeups;
  private final Post post;
  private final DigestPost digestPost;
  private final AlertMail alertMail;
  private final Clock clock;

  /// Lambda calls this one.
  public MailFunction() {
    this(Wiring.ofLambda());
  }

  public MailFunction(Wiring wiring) {
    this.ledger = wiring.ledger();
    this.digests = wiring.digests();
    this.caps = wiring.mailCaps();
    this.wakeups = wiring.mailWakeups();
    this.clock = wiring.clock();
    this.post = new Post(wiring.mailServer(), wiring.suppressions());
    this.alertMail = new AlertMail(wiring.mailSender());
    this.digestPost =
        new DigestPost(
            digests, ledger, post, new DigestMail(wiring.mailSender()), caps, wakeups, clock);
  }

  @Override
  protected void handle(String body) {
    DigestId.parse(body).ifPresentOrElse(digestPost::send, () -> handle(MailingId.parse(body)));
  }

  private void handle(MailingId id) {
    Instant now = clock.instant();
    ledger
        .mailing(id)
        .filter(mailing -> isDue(mailing, now) && !mailing.isLeased(now))
        .ifPresent(mailing -> handle(mailing, now));
  }

  /// The place in its shop's hour comes first: what is left to a digest takes nobody's second.
  private void handle(Mailing mailing, Instant now) {
    if (!storms(mailing) || hasPlace(mailing, now)) {
      inItsSecond(mailing, mailing.placed(DigestId.hourOf(now)), now);
    } else {
      leaveToDigest(mailing, now);
    }
  }

  /// A buyer waits for what tells of a payment, and the cards' mail is one a month: only alerts
  /// storm.
  private static boolean storms(Mailing mailing) {
    return !(mailing.alert() instanceof Alert.PaymentTold
        || mailing.alert() instanceof CardsExpiring);
  }

  private boolean hasPlace(Mailing mailing, Instant now) {
    return mailing.place().filter(DigestId.hourOf(now)::equals).isPresent()
        || caps.hasPlace(mailing.id().order().siteId(), now);
  }

  private void inItsSecond(Mailing mailing, Mailing placed, Instant now) {
    Duration wait = caps.wait(now);
    if (!wait.isPositive()) {
      claim(placed, now).ifPresent(this::send);
    } else if (placed.equals(mailing) || written(new Change().with(placed))) {
      wakeups.wake(placed.id(), wait);
    }
  }

  /// A message that comes a little early is served, since two machines' clocks may differ; before
  /// its quarter hour a mail is left to the sweep.
  private static boolean isDue(Mailing mailing, Instant now) {
    return mailing.due().filter(at -> at.isBefore(now.plus(Mailing.LEASE))).isPresent();
  }

  /// Empty where another worker was first.
  private Optional<Mailing> claim(Mailing mailing, Instant now) {
    Mailing claimed = mailing.claimed(now);
    return written(new Change().with(claimed)) ? Optional.of(claimed.written()) : Optional.empty();
  }

  /// Whether this worker was first.
  private boolean written(Change change) {
    try {
      ledger.write(change);
      return true;
    } catch (Table.Stale _) {
      return false;
    }
  }

  private void send(Mailing mailing) {
    if (mailing.tries() > Mailing.TRIES_MAX) {
      // Workers died of it each time.
      Instant now = clock.instant();
      ledger.write(new Change().with(mailing.givenUp()).with(MailLines.givenUp(mailing, now)));
      Log.line("mail given up").with(Log.Field.SITE, mailing.id().order().siteId()).write();
    } else {
      hand(mailing);
    }
  }

  private void hand(Mailing mailing) {
    Post.Handed handed =
        post.hand(
            mailing.id().toString(),
            mailing.id().order().siteId(),
            mailing.to(),
            mailing.language(),
            mailing.zone(),
            mailing.createdAt(),
            envelope -> alertMail.of(mailing.alert(), envelope));
    Instant now = clock.instant();
    Mailing after =
        switch (handed.outcome()) {
          case TAKEN -> mailing.sent();
          case LATER -> mailing.failed(QuarterHours.after(now));
          case REFUSED, NOBODY -> mailing.givenUp();
        };
    Change change = new Change().with(after);
    ledger.write(
        after.due().isPresent() ? change : change.with(MailLines.of(mailing, handed, now)));
  }

  /// A failure that was noted in this hour as it happened is in the digest already.
  private void leaveToDigest(Mailing mailing, Instant now) {
    FailureNote note = Leftover.of(mailing, now);
    digests.want(Leftover.digest(mailing, now));
    Change change =
        new Change().with(mailing.givenUp()).with(MailLines.left(mailing, note.digest(), now));
    boolean noted =
        mailing.alert() instanceof Alert.DeliveryFailed
            && DigestId.hourOf(mailing.createdAt()).equals(note.digest().hour());
    written(noted ? change : change.with(note));
  }
}
