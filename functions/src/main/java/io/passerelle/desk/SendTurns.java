package io.passerelle.desk;

import io.passerelle.aws.Table;
import io.passerelle.store.Change;
import io.passerelle.store.Ledger;
import io.passerelle.store.SendPlaces;
import io.passerelle.store.Sending;
import io.passerelle.store.SendingId;
import io.passerelle.store.Sendings;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/// Whose turn it is: no more payment orders are sent in a second than there are places.
///
/// A sending that is due is given a place once, and that place is written down as the time at which
/// it is due: until then nobody wakes it again. One that comes much too late for its place is given
/// another, so that a halt is not followed by a storm.
public final class SendTurns {

  private final Sendings sendings;
  private final Ledger ledger;
  private final SendPlaces places;
  private final SendWakeups wakeups;
  private final Clock clock;

  public SendTurns(Books books, SendPlaces places, SendWakeups wakeups, Clock clock) {
    this.sendings = books.sendings();
    this.ledger = books.ledger();
    this.places = places;
    this.wakeups = wakeups;
    this.clock = clock;
  }

  /// Takes a sending for a minute; empty where it is settled, somebody has it or its turn comes
  /// later.
  public Optional<Sending> take(SendingId id) {
    Instant now = clock.instant();
    return sendings
        .find(id)
        .filter(one -> one.isDue(now))
        .flatMap(one -> one.hasPlace(now) ? comeBack(one, now) : place(one, now));
  }

  private Optional<Sending> comeBack(Sending sending, Instant now) {
    if (sending.due().filter(now::isBefore).isPresent()) {
      wakeups.later(sending, now);
      return Optional.empty();
    }
    return write(sending.claimed(now));
  }

  private Optional<Sending> place(Sending sending, Instant now) {
    Instant place = places.next(now);
    Sending placed = sending.placed(place);
    if (place.isAfter(now)) {
      write(placed).ifPresent(one -> wakeups.later(one, now));
      return Optional.empty();
    }
    return write(placed.claimed(now));
  }

  /// Empty where another worker was first.
  private Optional<Sending> write(Sending sending) {
    try {
      ledger.write(new Change().with(sending));
      return Optional.of(sending.written());
    } catch (Table.Stale _) {
      return Optional.empty();
    }
  }
}
