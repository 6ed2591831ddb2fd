package io.passerelle.function;

import io.passerelle.desk.Books;
import io.passerelle.store.Apps;
import io.passerelle.store.CardMonths;
import io.passerelle.store.CardTokens;
import io.passerelle.store.Digests;
import io.passerelle.store.FetchedFiles;
import io.passerelle.store.FileAccounts;
import io.passerelle.store.Grants;
import io.passerelle.store.Imports;
import io.passerelle.store.Ledger;
import io.passerelle.store.MessageTemplates;
import io.passerelle.store.PaymentOrders;
import io.passerelle.store.Persons;
import io.passerelle.store.PlatformEvents;
import io.passerelle.store.RecoveryRuns;
import io.passerelle.store.Refusals;
import io.passerelle.store.Sendings;
import io.passerelle.store.Sessions;
import io.passerelle.store.Shops;
import io.passerelle.store.Suppressions;
import io.passerelle.store.Tries;
import java.time.Clock;
import java.util.Map;

/// What stands in the table, each part as its own type. Only what seals a secret needs the keyset.
class Rows extends Deployment {

  Rows(Map<String, String> environment, Clock clock) {
    super(environment, clock);
  }

  final Ledger ledger() {
    return new Ledger(table());
  }

  final Shops shops() {
    return new Shops(table(), new KeysetSource(keyset(), clock()));
  }

  final Sessions sessions() {
    return new Sessions(table());
  }

  final PaymentOrders paymentOrders() {
    return new PaymentOrders(table());
  }

  /// The parts of the table that the business of payment orders has to do with.
  final Books books() {
    return new Books(
        paymentOrders(), ledger(), shops(), sessions(), sendings(), new MessageTemplates(table()));
  }

  final CardTokens cardTokens() {
    return new CardTokens(table());
  }

  final CardMonths cardMonths() {
    return new CardMonths(table());
  }

  final FileAccounts fileAccounts() {
    return new FileAccounts(table(), new KeysetSource(keyset(), clock()));
  }

  final FetchedFiles fetchedFiles() {
    return new FetchedFiles(table());
  }

  final Sendings sendings() {
    return new Sendings(table());
  }

  final Apps apps() {
    return new Apps(table(), new KeysetSource(keyset(), clock()));
  }

  final Grants grants() {
    return new Grants(table(), new KeysetSource(keyset(), clock()));
  }

  final PlatformEvents platformEvents() {
    return new PlatformEvents(table());
  }

  final Digests digests() {
    return new Digests(table());
  }

  final Suppressions suppressions() {
    return new Suppressions(table());
  }

  final Refusals refusals() {
    return new Refusals(table());
  }

  final RecoveryRuns recoveryRuns() {
    return new RecoveryRuns(table());
  }

  final Imports imports() {
    return new Imports(table());
  }

  final Tries tries() {
    return new Tries(table());
  }

  final Persons persons() {
    return new Persons(table());
  }
}
