package io.passerelle.function;

import io.passerelle.carddesk.CardBooks;
import io.passerelle.carddesk.CardReminders;
import io.passerelle.desk.Books;
import io.passerelle.shop.Keyset;
import io.passerelle.store.Apps;
import io.passerelle.store.CardMonths;
import io.passerelle.store.CardPlans;
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
import java.util.Objects;
import java.util.function.Supplier;

/// What stands in the table, each part as its own type. Only who seals or opens something asks for
/// the keyset, and all of a function for the same one.
class Rows extends Deployment {

  private final Supplier<Keyset> source;

  Rows(Map<String, String> environment, Clock clock) {
    super(environment, clock);
    this.source = new KeysetSource(() -> keyset().get(), clock);
  }

  /// For what cannot do without: a function that has no keyset says so at its start.
  private Supplier<Keyset> keys() {
    Objects.requireNonNull(keyset());
    return source;
  }

  final Ledger ledger() {
    return new Ledger(table(), source);
  }

  final Shops shops() {
    return new Shops(table(), keys());
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

  /// The parts of the table that the months of kept cards have to do with.
  final CardBooks cardBooks() {
    return new CardBooks(cardMonths(), cardTokens(), shops(), ledger());
  }

  final CardPlans cardPlans() {
    return new CardPlans(table());
  }

  final CardReminders cardReminders() {
    return new CardReminders(cardPlans(), ledger());
  }

  final FileAccounts fileAccounts() {
    return new FileAccounts(table(), keys());
  }

  final FetchedFiles fetchedFiles() {
    return new FetchedFiles(table());
  }

  final Sendings sendings() {
    return new Sendings(table());
  }

  final Apps apps() {
    return new Apps(table(), keys());
  }

  final Grants grants() {
    return new Grants(table(), keys());
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
