package io.passerelle.function;

import io.passerelle.carddesk.CardFetch;
import io.passerelle.carddesk.CardFileWakeups;
import io.passerelle.carddesk.CardReading;
import io.passerelle.carddesk.FileMails;
import io.passerelle.carddesk.FileTaking;
import io.passerelle.carddesk.ListedCards;
import io.passerelle.store.FetchedFiles;
import java.time.Clock;

/// Puts together what fetches and reads the gateway's files of expiring cards.
final class CardFileParts {

  private final Wiring wiring;
  private final FetchedFiles fetched;
  private final CardFileWakeups wakeups;
  private final FileMails mails;
  private final Clock clock;

  CardFileParts(Wiring wiring) {
    this.wiring = wiring;
    this.fetched = wiring.fetchedFiles();
    this.wakeups = new CardFileWakeups(wiring.cardFileQueue());
    this.mails = new FileMails(wiring.mailWakeups()::wake);
    this.clock = wiring.clock();
  }

  CardFetch fetch() {
    FileTaking taking =
        new FileTaking(fetched, wiring.cardFiles(), wiring.shops(), wakeups, mails, clock);
    return new CardFetch(
        wiring.fileAccounts(), wiring.shops(), wiring.fileServers(), taking, mails, clock);
  }

  CardReading reading() {
    ListedCards cards = new ListedCards(wiring.cardTokens(), wiring.ledger(), clock);
    return new CardReading(
        fetched, wiring.cardFiles(), wiring.shops(), cards, wakeups, mails, clock);
  }
}
