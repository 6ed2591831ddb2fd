package io.passerelle.carddesk;

import io.passerelle.aws.ObjectStore;
import io.passerelle.aws.Table;
import io.passerelle.cardfile.CardFileReader;
import io.passerelle.cardfile.Entry;
import io.passerelle.cardfile.Fault;
import io.passerelle.cardfile.FileName;
import io.passerelle.cardfile.Found;
import io.passerelle.edge.Log;
import io.passerelle.store.Change;
import io.passerelle.store.FetchedFile;
import io.passerelle.store.FetchedFile.State;
import io.passerelle.store.FetchedFiles;
import io.passerelle.store.Mailing;
import io.passerelle.store.Shops;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Reads files that were fetched, in turns: first through to the end, so that it is known whether a
/// file is sound, and then once more, taking its cards over and noting the line up to which that is
/// done.
///
/// It may be left at any moment and comes to the same end: what is taken over twice is the same.
public final class CardReading {

  private static final Duration WITHIN = Duration.ofMinutes(20);

  /// Long enough for somebody to put right what is wrong here.
  private static final Duration TRIED_FOR = Duration.ofDays(7);

  private static final int NOTED_EVERY = 20;

  private final FetchedFiles fetched;
  private final ObjectStore bucket;
  private final Shops shops;
  private final ListedCards cards;
  private final CardFileWakeups wakeups;
  private final FileMails mails;
  private final Clock clock;

  public CardReading(
      FetchedFiles fetched,
      ObjectStore bucket,
      Shops shops,
      ListedCards cards,
      CardFileWakeups wakeups,
      FileMails mails,
      Clock clock) {
    this.fetched = fetched;
    this.bucket = bucket;
    this.shops = shops;
    this.cards = cards;
    this.wakeups = wakeups;
    this.mails = mails;
    this.clock = clock;
  }

  /// Does nothing for one that is over, since a message may come twice.
  public void read(FetchedFile.Id id, BooleanSupplier timeLeft) {
    fetched.find(id).filter(file -> !file.state().isOver()).ifPresent(file -> read(file, timeLeft));
  }

  private void read(FetchedFile file, BooleanSupplier timeLeft) {
    FileName name = FileName.of(file.id().name()).orElseThrow();
    Optional<Shops.Entry> shop = shops.find(name.shop().orElse(file.siteId()));
    if (shop.isEmpty()) {
      end(file, State.REFUSED); // It was removed since.
      return;
    }
    try {
      FetchedFile looked = file.state() == State.FETCHED ? look(file, name) : file;
      if (!looked.state().isOver()) {
        take(looked, name, shop.get(), timeLeft);
      }
    } catch (ObjectStore.Changed _) {
      end(file.id(), Fault.GONE, State.GONE);
    } catch (IOException e) {
      throw failed(file, new UncheckedIOException(e));
    } catch (RuntimeException e) {
      throw failed(file, e);
    }
  }

  /// What fails for so long would fail for ever, unless somebody else is reading it: the merchant
  /// is told, and it is not tried again.
  private RuntimeException failed(FetchedFile file, RuntimeException failure) {
    boolean late = !clock.instant().isBefore(file.fetchedAt().plus(TRIED_FOR));
    if (late && !(failure instanceof Table.Stale)) {
      end(file.id(), Fault.NOT_READ, State.GIVEN_UP);
    }
    return failure;
  }

  /// As it stands by now, since some of it may have been read.
  private void end(FetchedFile.Id id, Fault fault, State state) {
    fetched
        .find(id)
        .filter(file -> !file.state().isOver())
        .ifPresent(file -> end(file.having(FileLook.noted(fault)), state));
  }

  private FetchedFile look(FetchedFile file, FileName name) throws IOException {
    try (CardFileReader reader = open(file, name)) {
      FileLook look = FileLook.through(reader);
      FetchedFile looked = file.looked(look.problems());
      return look.refused() ? end(looked, State.REFUSED) : fetched.save(looked, new Change());
    }
  }

  private CardFileReader open(FetchedFile file, FileName name) {
    return new CardFileReader(name, bucket.open(file.stored().key(), file.stored().tag(), 0));
  }

  /// The pass that takes cards over; what there is no time for is left to another turn.
  private void take(FetchedFile begun, FileName name, Shops.Entry shop, BooleanSupplier timeLeft)
      throws IOException {
    FetchedFile file = begun;
    try (CardFileReader reader = open(begun, name)) {
      int untold = 0;
      for (List<Found> some = some(reader, begun); !some.isEmpty(); some = some(reader, begun)) {
        int used = cards.take(file, name, shop.shop(), some, reader.summary().began());
        file = file.at(some.getLast().line(), file.used() + used);
        untold++;
        if (!timeLeft.getAsBoolean()) {
          goOn(file);
          return;
        }
        if (untold == NOTED_EVERY) {
          file = noted(file);
          untold = 0;
        }
      }
    }
    end(file, State.READ);
  }

  /// The next cards behind the line up to which others were taken over.
  private static List<Found> some(CardFileReader reader, FetchedFile begun) throws IOException {
    List<Found> some = new ArrayList<>();
    while (some.size() < ListedCards.AT_ONCE_MAX) {
      Optional<Entry> next = reader.next();
      if (next.isEmpty()) {
        break;
      }
      if (next.get() instanceof Found found
          && found.line() > begun.place()
          && FileLook.problem(found).isEmpty()) {
        some.add(found);
      }
    }
    return some;
  }

  private void goOn(FetchedFile file) {
    noted(file);
    wakeups.wakeReads(List.of(file.id()));
  }

  private FetchedFile noted(FetchedFile file) {
    return fetched.save(file.due(clock.instant().plus(WITHIN)), new Change());
  }

  /// Where it has problems the merchant is told, once: the mail is written with the end. Whoever
  /// comes second finds another version, and stops.
  private FetchedFile end(FetchedFile file, State state) {
    FetchedFile ended = file.ended(state);
    Optional<Mailing> mail =
        ended.isSound()
            ? Optional.empty()
            : shops
                .find(ended.siteId())
                .flatMap(entry -> mails.faulty(ended, entry, clock.instant()));
    Change change = new Change();
    mail.ifPresent(change::with);
    FetchedFile written = fetched.save(ended, change);
    mail.ifPresent(mails::wake);
    log(written);
    return written;
  }

  private static void log(FetchedFile file) {
    Log.line("card file read")
        .with(Log.Field.SITE, file.siteId())
        .with(Log.Field.PATH, file.id().name())
        .with(Log.Field.OUTCOME, file.isSound() ? file.state() : file.state() + "_WITH_PROBLEMS")
        .with(Log.Field.COUNT, file.used())
        .with(Log.Field.REASON, file.problems().shown())
        .write();
  }
}
