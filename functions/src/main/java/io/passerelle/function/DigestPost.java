package io.passerelle.function;

import io.passerelle.alert.Digest;
import io.passerelle.alert.DigestMail;
import io.passerelle.aws.Table;
import io.passerelle.delivery.QuarterHours;
import io.passerelle.edge.Log;
import io.passerelle.payment.OrderId;
import io.passerelle.store.Change;
import io.passerelle.store.DigestId;
import io.passerelle.store.DigestMailing;
import io.passerelle.store.Digests;
import io.passerelle.store.Ledger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Sends the digest of an hour, once the hour is over.
final class DigestPost {

  private final Digests digests;
  private final Ledger ledger;
  private final Post post;
  private final DigestMail digestMail;
  private final MailCaps caps;
  private final Wakeups wakeups;
  private final Clock clock;

  DigestPost(
      Digests digests,
      Ledger ledger,
      Post post,
      DigestMail digestMail,
      MailCaps caps,
      Wakeups wakeups,
      Clock clock) {
    this.digests = digests;
    this.ledger = ledger;
    this.post = post;
    this.digestMail = digestMail;
    this.caps = caps;
    this.wakeups = wakeups;
    this.clock = clock;
  }

  void send(DigestId id) {
    Instant now = clock.instant();
    Optional<DigestMailing> found = digests.find(id).filter(one -> one.isDue(now));
    if (found.isEmpty()) {
      return; // Settled, somebody has it, or the message came early: the sweep wakes it again.
    }
    Duration wait = caps.wait(now);
    if (wait.isPositive()) {
      wakeups.wake(id, wait);
      return;
    }
    claim(found.get(), now).ifPresent(this::send);
  }

  private Optional<DigestMailing> claim(DigestMailing digest, Instant now) {
    try {
      DigestMailing claimed = digest.claimed(now);
      ledger.write(new Change().with(claimed));
      return Optional.of(claimed.written());
    } catch (Table.Stale _) {
      return Optional.empty();
    }
  }

  private void send(DigestMailing digest) {
    Digest facts = DigestFacts.of(digest, digests.notes(digest.id()), ledger);
    Instant now = clock.instant();
    if (facts.total() == 0) {
      ledger.write(new Change().with(digest.settled()));
      return;
    }
    Post.Handed handed =
        post.hand(
            digest.id().toString(),
            digest.id().siteId(),
            digest.to(),
            digest.language(),
            digest.zone(),
            digest.id().end(),
            envelope -> digestMail.of(facts, envelope));
    Change change =
        switch (handed.outcome()) {
          case TAKEN -> taken(digest, facts, handed, now);
          case LATER -> new Change().with(digest.failed(QuarterHours.after(now)));
          case REFUSED, NOBODY -> new Change().with(digest.settled());
        };
    ledger.write(change);
    log(digest, facts, handed);
  }

  /// The orders that it names have it in their history.
  private static Change taken(DigestMailing digest, Digest facts, Post.Handed handed, Instant now) {
    Change change = new Change().with(digest.settled());
    facts
        .lines()
        .forEach(line -> {
          OrderId order = new OrderId(digest.id().siteId(), line.orderId());
          change.with(MailLines.of(order, digest.id(), handed, now));
        });
    return change;
  }

  private static void log(DigestMailing digest, Digest facts, Post.Handed handed) {
    Log.line("digest sent")
        .with(Log.Field.SITE, digest.id().siteId())
        .with(Log.Field.OUTCOME, handed.outcome())
        .with(Log.Field.COUNT, facts.total())
        .write();
  }
}
